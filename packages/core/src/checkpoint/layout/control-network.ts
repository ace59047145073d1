import type { Addition } from '../../addition.ts';
import type { ControlRule } from '../../diffusion/control.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import { SanaError } from '../../errors.ts';
import { FAMILIES, familyOf } from '../../families/families.ts';
import { closingFolder } from '../files/closing-folder.ts';
import { readJson } from '../files/json-file.ts';
import { openTensorFile } from '../formats/tensor-file.ts';
import { checkTensors } from '../tensors/checked.ts';
import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';
import { unpackedTensors } from '../tensors/unpacked.ts';
import { openComponentTensors, openRequired, refuseBin } from './component-files.ts';
import { parseTransformerConfig, type TransformerConfig } from './config.ts';
import type { ModelFolder } from './model-folder.ts';
import { slicesOf } from './original-names.ts';

/** A ControlNet beside a transformer. */
export interface ControlNetwork {
  readonly rule: ControlRule;
  /** Of its branch. */
  readonly config: TransformerConfig;
  /** Under the names of SanaControlNetModel; with the rule `before`, embeddings are the transformer's. */
  readonly tensors: TensorReader;
  close(): Promise<void>;
}

const STEM = 'diffusion_pytorch_model';

/** Of an original checkpoint, whatever stands before. */
const ORIGINAL = /(?:^|\.)controlnet\.(\d+)\.(?:(copied_block|after_proj)\.(.+)|(before_proj)\.(.+))$/;

/** Only the transformer has these. */
const OF_TRANSFORMER = /^(?:scale_shift_table|proj_out\.(?:weight|bias))$/;

/**
 * Opens a ControlNet for a model: diffusers' folder, the `controlnet` folder of a whole pipeline, or a file, also an
 * official .pth.
 * @throws SanaError `controlnet-unfit` where it was made for another model, and what reading throws
 */
export async function openControlNetwork(
  { folder: given, place }: Addition,
  model: Pick<ModelFolder, 'transformer' | 'label'>,
): Promise<ControlNetwork> {
  const folder = closingFolder(given);
  try {
    const { stored, own } = await openStored(folder, place);
    const network = networkOf(stored, own, model);
    return { ...network, close: () => folder.close() };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

async function openStored(folder: Folder, place: string) {
  if (place !== '' && !place.endsWith('/')) {
    refuseBin(place);
    const { reader } = await openTensorFile(await openRequired(folder, place));
    const config = await folder.open(`${place.slice(0, place.lastIndexOf('/') + 1)}config.json`);
    return { stored: unpackedTensors(reader), own: config && (await controlConfig(config)) };
  }
  const inside = await folder.open(`${place}controlnet/config.json`);
  const config = inside ?? (await openRequired(folder, `${place}config.json`));
  const directory = inside ? `${place}controlnet` : place === '' ? '.' : place.slice(0, -1);
  const reader = await openComponentTensors(inside || place !== '' ? folder : flat(folder), directory, STEM);
  return { stored: unpackedTensors(reader), own: await controlConfig(config) };
}

/** For files that lie in the folder itself, which have no directory. */
function flat(folder: Folder): Folder {
  return { ...folder, open: path => folder.open(path.replace(/^\.\//, '')) };
}

/** A config.json that is a ControlNet's. */
async function controlConfig(file: Parameters<typeof readJson>[0]): Promise<TransformerConfig | undefined> {
  const json = await readJson(file);
  const isOwn = typeof json === 'object' && json !== null && '_class_name' in json;
  if (!isOwn || json._class_name !== 'SanaControlNetModel') return undefined;
  return parseTransformerConfig(json, file.label);
}

function networkOf(
  stored: TensorReader,
  own: TransformerConfig | undefined,
  { transformer, label: model }: Pick<ModelFolder, 'transformer' | 'label'>,
): Omit<ControlNetwork, 'close'> {
  const isOriginal = [...stored.entries.keys()].some(name => ORIGINAL.test(name));
  const named = isOriginal ? fromOriginal(stored) : stored;
  const { label: file, entries } = named;
  const input = entries.get('input_block.weight');
  if (!input) throw new SanaError('controlnet-unfit:none', { file });
  const main = transformer.config;
  if (FAMILIES[familyOf(main)].guidance === 'embedded') throw new SanaError('controlnet-unfit:family', { file, model });
  const width = main.num_attention_heads * main.attention_head_dim;
  const [found = 0] = input.shape;
  if (found !== width) throw new SanaError('controlnet-unfit:width', { file, model, found, width });
  const blocks = [...entries.keys()].filter(name => /^controlnet_blocks\.\d+\.weight$/.test(name)).length;
  if (blocks >= main.num_layers) {
    throw new SanaError('controlnet-unfit:blocks', { file, model, found: blocks, most: main.num_layers - 1 });
  }
  const isNormed = [...entries.keys()].some(name => name.endsWith('.attn1.norm_q.weight'));
  if (isNormed !== (main.qk_norm !== null)) throw new SanaError('controlnet-unfit:generation', { file, model });
  const config: TransformerConfig = { ...(own ?? main), num_layers: blocks, qk_norm: main.qk_norm };
  const expected = new Map([...transformerTensors(config)].filter(([name]) => !OF_TRANSFORMER.test(name)));
  for (const name of ['input_block', ...Array.from({ length: blocks }, (_, i) => `controlnet_blocks.${i}`)]) {
    expected.set(`${name}.weight`, [width, width]).set(`${name}.bias`, [width]);
  }
  if (!isOriginal) {
    checkTensors(named, expected);
    return { rule: 'after', config, tensors: named };
  }
  const tensors = withEmbeddings(named, transformer.tensors);
  checkTensors(tensors, expected);
  return { rule: 'before', config, tensors };
}

/** The branch of an original checkpoint under diffusers' names. */
function fromOriginal(stored: TensorReader): TensorReader {
  const renamed = new Map<string, TensorSlice>();
  for (const name of stored.entries.keys()) {
    const [, block, kind, rest, first, ofFirst] = ORIGINAL.exec(name) ?? [];
    if (block === undefined) continue;
    if (kind === 'copied_block') renamed.set(`blocks.${block}.${rest}`, { stored: name });
    else if (kind === 'after_proj') renamed.set(`controlnet_blocks.${block}.${rest}`, { stored: name });
    else if (first !== undefined && block === '0') renamed.set(`input_block.${ofFirst}`, { stored: name });
  }
  const reader = viewTensors(stored, renamed);
  return viewTensors(reader, new Map([...reader.entries.keys()].flatMap(name => slicesOf(reader, name))));
}

/** A branch with the embeddings of the transformer that it belongs to. */
function withEmbeddings(branch: TensorReader, transformer: TensorReader): TensorReader {
  const shared = [...transformer.entries].filter(([name]) => !name.startsWith('transformer_blocks.'));
  const entries = new Map([...shared, ...branch.entries]);
  const of = (name: string) => (branch.entries.has(name) ? branch : transformer);
  return {
    label: branch.label,
    entries,
    readFloat32: (name, rows) => of(name).readFloat32(name, rows),
    readIntegers: (name, rows) => of(name).readIntegers(name, rows),
    place: (name, rows) => of(name).place?.(name, rows),
  };
}
