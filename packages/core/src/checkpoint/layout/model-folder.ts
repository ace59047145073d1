import type { SchedulerConfig } from '../../diffusion/scheduler-config.ts';
import { type Remark, SanaError } from '../../errors.ts';
import type { ModelFamily } from '../../families/families.ts';
import { loadTokenizer, type TokenizerSource } from '../../text/tokenizer.ts';
import { closingFolder } from '../files/closing-folder.ts';
import { readJson } from '../files/json-file.ts';
import { openTensorFile } from '../formats/tensor-file.ts';
import { checkTensors } from '../tensors/checked.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';
import { openRequired, readRequiredJson, type Variant } from './component-files.ts';
import {
  type AutoencoderConfig,
  type ModelSettings,
  parseModelSettings,
  STAGES,
  type TextEncoderConfig,
  type TransformerConfig,
} from './config.ts';
import type { TextEncoderFile } from './gguf-text-encoder.ts';
import { identify, readPipeline, SCHEDULER_PATH } from './identity.ts';
import { provenFlowShift, transformerConfigFromTensors } from './original-config.ts';
import { asDiffusersTransformer } from './original-names.ts';
import { openPartTensors, PARTS, type Part, readPartConfig } from './parts.ts';

export interface ModelFolder {
  readonly label: string;
  readonly family: ModelFamily;
  /** What was replaced or left out, where the folder contradicts itself or wants what there is not. */
  readonly remarks: readonly Remark[];
  readonly settings: ModelSettings;
  readonly scheduler: SchedulerConfig;
  readonly tokenizer: TokenizerSource;
  readonly textEncoder: { readonly config: TextEncoderConfig; readonly tensors: TensorReader };
  readonly transformer: { readonly config: TransformerConfig; readonly tensors: TensorReader };
  readonly autoencoder: { readonly config: AutoencoderConfig; readonly tensors: TensorReader };
  /** Closes every file. Tensors cannot be read afterwards. */
  close(): Promise<void>;
}

export interface ModelFolderOptions {
  /** Prefer the weights with this suffix. Without it: those without a suffix, or else whatever is there. */
  readonly variant?: Variant | undefined;
  /**
   * Another transformer than the folder's, under original or diffusers names, e.g. an original .pth. Given unmapped,
   * so that its positional table still tells the resolution. Whoever opened it closes it.
   */
  readonly transformer?: TensorReader | undefined;
  /** Another text encoder than the folder's, and another tokenizer if it has one. Whoever opened it closes it. */
  readonly textEncoder?: TextEncoderFile | undefined;
}

function assertSameWidth(
  folder: Folder,
  reason: 'config-invalid:text-width' | 'config-invalid:latent-channels',
  a: number,
  b: number,
): void {
  if (a !== b) throw new SanaError(reason, { folder: folder.label, a, b });
}

/** Gemma 2 has sizes: of a file that somebody picked that is said by its name. */
function assertWidthOfFile({ config, tensors }: TextEncoderFile, wanted: number): void {
  if (config.hidden_size === wanted) return;
  throw new SanaError('model-unsupported:text-encoder-width', {
    file: tensors.label,
    found: config.hidden_size,
    size: GEMMA_SIZES[config.hidden_size] ?? '',
    wanted,
    wantedSize: GEMMA_SIZES[wanted] ?? '',
  });
}

/** Gemma 2 by its width. */
const GEMMA_SIZES: Readonly<Record<number, string>> = { 2304: 'Gemma 2 2B', 3584: 'Gemma 2 9B', 4608: 'Gemma 2 27B' };

/** The tokenizer of the folder's tokenizer.json and tokenizer_config.json. */
async function folderTokenizer(folder: Folder): Promise<TokenizerSource> {
  const json = await readRequiredJson(folder, 'tokenizer/tokenizer.json', 'tokenizer');
  const config = await readRequiredJson(folder, 'tokenizer/tokenizer_config.json');
  return { load: () => loadTokenizer(json, config) };
}

/** Pictures are as many times as large as their latents. */
function assertStages(config: AutoencoderConfig): void {
  for (const field of ['encoder_block_out_channels', 'decoder_block_out_channels'] as const) {
    const listed = config[field].length;
    if (listed === STAGES) continue;
    throw new SanaError('config-invalid:stage-count', { field, listed, other: 'Sana', count: STAGES });
  }
}

/** The folder's own transformer in a single file, if it has one. */
async function openTransformerFile(folder: Folder): Promise<TensorReader | undefined> {
  if (folder.transformerPath === undefined) return undefined;
  return (await openTensorFile(await openRequired(folder, folder.transformerPath))).reader;
}

/** @returns also, where it is not the folder's, what its positional table proves */
async function openTransformer(folder: Folder, options: ModelFolderOptions) {
  const part = PARTS.transformer;
  const instead = options.transformer ?? (await openTransformerFile(folder));
  if (instead) {
    const path = `${part.directory}/config.json`;
    const file = await folder.open(path);
    const config = transformerConfigFromTensors(instead, { config: file && part.parse(await readJson(file), path) });
    const elsewhere = { flowShift: provenFlowShift(instead) };
    return { transformer: { config, tensors: asDiffusersTransformer(instead) }, elsewhere };
  }
  return { transformer: await openPart(folder, part, options) };
}

async function openPart<Config>(folder: Folder, part: Part<Config>, { variant }: ModelFolderOptions) {
  const config = await readPartConfig(folder, part);
  return { config, tensors: await openPartTensors(folder, part, variant) };
}

async function openAll(folder: Folder, options: ModelFolderOptions): Promise<Omit<ModelFolder, 'close'>> {
  const json = (path: string) => readRequiredJson(folder, path);
  const pipeline = await readPipeline(folder);
  const settingsFile = await folder.open('sana.json');
  const settings = parseModelSettings(settingsFile ? await readJson(settingsFile) : {}, 'sana.json');
  const scheduler = await json(SCHEDULER_PATH);
  const { transformer, elsewhere } = await openTransformer(folder, options);
  const identity = identify({ pipeline: pipeline.name, scheduler }, transformer.config, elsewhere);
  const textEncoder = options.textEncoder ?? (await openPart(folder, PARTS.textEncoder, options));
  const autoencoder = await openPart(folder, PARTS.autoencoder, options);
  if (options.textEncoder) assertWidthOfFile(options.textEncoder, transformer.config.caption_channels);
  assertSameWidth(
    folder,
    'config-invalid:text-width',
    transformer.config.caption_channels,
    textEncoder.config.hidden_size,
  );
  assertSameWidth(
    folder,
    'config-invalid:latent-channels',
    transformer.config.in_channels,
    autoencoder.config.latent_channels,
  );
  assertStages(autoencoder.config);
  checkTensors(transformer.tensors, PARTS.transformer.tensors(transformer.config));
  checkTensors(textEncoder.tensors, PARTS.textEncoder.tensors(textEncoder.config));
  checkTensors(autoencoder.tensors, PARTS.autoencoder.tensors(autoencoder.config));
  return {
    label: folder.label,
    ...identity,
    remarks: [...identity.remarks, ...(options.textEncoder?.remarks ?? [])],
    settings,
    tokenizer: options.textEncoder?.tokenizer ?? (await folderTokenizer(folder)),
    textEncoder: { config: textEncoder.config, tensors: textEncoder.tensors },
    transformer,
    autoencoder,
  };
}

/**
 * Opens an official diffusers folder: reads configurations and the directories of the weights, and checks that every
 * tensor is there in its shape. The weights themselves stay where they are.
 * @throws SanaError `file-missing`, `model-not-found`, `model-unsupported`, `config-invalid`, `tensor-missing`,
 *   `tensor-shape`, and what the readers throw; every opened file is closed again then
 */
export async function openModelFolder(folder: Folder, options: ModelFolderOptions = {}): Promise<ModelFolder> {
  const closing = closingFolder(folder);
  try {
    return { ...(await openAll(closing, options)), close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
