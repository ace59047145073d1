import { type Remark, SanaError } from '../../errors.ts';
import { readSentencePieces } from '../../text/sentence-piece-model.ts';
import { piecesTokenizer } from '../../text/sentence-pieces.ts';
import type { TokenizerSource } from '../../text/tokenizer.ts';
import { readJson } from '../files/json-file.ts';
import { openTensorFile, tensorFileFormat } from '../formats/tensor-file.ts';
import { sameShape } from '../tensors/checked.ts';
import type { StoredTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource, Folder, TensorReader } from '../tensors/tensors.ts';
import { unpackedTensors } from '../tensors/unpacked.ts';
import { autoencoderConfigFromTensors } from './autoencoder-config.ts';
import { asDiffusersAutoencoder } from './autoencoder-names.ts';
import { openComponentTensors, openRequired, refuseBin } from './component-files.ts';
import type { AutoencoderConfig, TransformerConfig } from './config.ts';
import { refuseOtherKinds } from './file-kind.ts';
import { openGgufTextEncoder, type TextEncoderFile } from './gguf-text-encoder.ts';
import { assertInstructed } from './instructed.ts';
import { provenFlowShift, transformerConfigFromTensors } from './original-config.ts';
import { asDiffusersTransformer } from './original-names.ts';
import { asTextEncoder, isTextEncoder, PARTS, type Part } from './parts.ts';
import { textEncoderConfigFromTensors } from './text-encoder-config.ts';

// Parts that do not come from the model's own directories: single files in any naming, and other directories. What a
// file does not say of itself is told by a config.json beside it, by that of the model's own part where its shapes are the
// same, or by its shapes.

export interface OpenedPart<Config> {
  readonly config: Config;
  readonly tensors: TensorReader;
  readonly remarks: readonly Remark[];
}

export interface OpenedTransformer extends OpenedPart<TransformerConfig> {
  /** What its positional table proves. */
  readonly flowShift: number | undefined;
}

/** Names of weight files in a directory: diffusers', and what other repositories use. */
const STEMS = ['diffusion_pytorch_model', 'model'];

/** What says of a config.json that it is one of diffusers or transformers. Others have their own. */
const isPublished = (json: unknown) =>
  typeof json === 'object' && json !== null && ('_class_name' in json || 'model_type' in json);

interface Found<Config> {
  /** As stored: names, scales and all. */
  readonly reader: StoredTensorReader;
  /** In numbers. */
  readonly stored: TensorReader;
  /** Under the names that the network asks for. */
  readonly tensors: TensorReader;
  /** Configurations that may be its own, the nearest first. */
  readonly configs: readonly Config[];
}

async function configAt<Config>(folder: Folder, part: Part<Config>, path: string): Promise<Config | undefined> {
  const file = await folder.open(path);
  const json = file && (await readJson(file));
  return isPublished(json) ? part.parse(json, file!.label) : undefined;
}

async function openDirectory(folder: Folder, directory: string): Promise<StoredTensorReader> {
  let first: unknown;
  for (const stem of STEMS) {
    try {
      return await openComponentTensors(folder, directory, stem);
    } catch (error) {
      if (!(error instanceof SanaError) || error.code !== 'file-missing') throw error;
      first ??= error;
    }
  }
  throw first;
}

/**
 * @param named gives its tensors the names of the network; throws for those of another one, whose configuration lies beside
 * @param source of a place that is a file, if it was opened already
 */
async function find<Config>(
  folder: Folder,
  part: Part<Config>,
  place: string,
  named: (stored: TensorReader) => TensorReader,
  source?: ByteSource,
): Promise<Found<Config>> {
  const end = place.lastIndexOf('/') + 1;
  const open = async () => (await openTensorFile(source ?? (await openFile(folder, place)))).reader;
  const reader = end === place.length ? await openDirectory(folder, place.slice(0, -1)) : await open();
  refuseOtherKinds(reader);
  const stored = unpackedTensors(reader);
  const tensors = named(stored);
  const beside = await configAt(folder, part, `${place.slice(0, end)}config.json`);
  const own = await configAt(folder, part, `${part.directory}/config.json`);
  return { reader, stored, tensors, configs: [beside, own].filter(config => config !== undefined) };
}

async function openFile(folder: Folder, place: string): Promise<ByteSource> {
  const source = await openRequired(folder, place);
  refuseBin(source.label);
  return source;
}

/** Whether these are the tensors of a network with this configuration, no more and no less of its own. */
function fits<Config>(tensors: TensorReader, part: Part<Config>, config: Config, names: RegExp): boolean {
  const expected = part.tensors(config);
  if ([...tensors.entries.keys()].some(name => names.test(name) && !expected.has(name))) return false;
  return [...expected].every(([name, shape]) => sameShape(tensors.entries.get(name)?.shape ?? [], shape));
}

/** @param place as in `Folder.parts` @throws SanaError as openTensorFile, transformerConfigFromTensors */
export async function openTransformerPart(folder: Folder, place: string): Promise<OpenedTransformer> {
  const { stored, tensors, configs } = await find(folder, PARTS.transformer, place, asDiffusersTransformer);
  const config = transformerConfigFromTensors(stored, { configs });
  return { config, tensors, flowShift: provenFlowShift(stored), remarks: [] };
}

/** @param place as in `Folder.parts` @throws SanaError as openTensorFile, and `config-invalid`, `model-unsupported` */
export async function openAutoencoderPart(folder: Folder, place: string): Promise<OpenedPart<AutoencoderConfig>> {
  const { tensors, configs } = await find(folder, PARTS.autoencoder, place, asDiffusersAutoencoder);
  const config = configs.find(each => fits(tensors, PARTS.autoencoder, each, /^(?:encoder|decoder)\./));
  if (config) return { config, tensors, remarks: [] };
  const { config: derived, takenForLite } = autoencoderConfigFromTensors(tensors, configs[0]);
  const remarks: Remark[] = takenForLite ? [{ remark: 'taken-for-lite', data: { file: tensors.label } }] : [];
  return { config: derived, tensors, remarks };
}

/** @param place as in `Folder.parts` @throws SanaError as openTensorFile, openGgufTextEncoder, and `model-unsupported` */
export async function openTextEncoderPart(folder: Folder, place: string): Promise<TextEncoderFile> {
  const isFile = !place.endsWith('/');
  const source = isFile ? await openFile(folder, place) : undefined;
  if (source && (await tensorFileFormat(source)) === 'gguf') return openGgufTextEncoder(source);
  const named = (stored: TensorReader) => {
    if (isTextEncoder(stored)) return asTextEncoder(stored);
    throw new SanaError('model-unsupported:no-text-encoder', { file: stored.label });
  };
  const { reader, tensors, configs } = await find(folder, PARTS.textEncoder, place, named, source);
  const config =
    configs.find(each => fits(tensors, PARTS.textEncoder, each, /^(?:layers|embed_tokens|norm)\./)) ??
    textEncoderConfigFromTensors(tensors);
  const remarks = isFile ? assertInstructed(new Map(), reader.label) : [];
  // the model's own has the merges written down, which take seconds to derive
  const hasOwn = (await folder.open('tokenizer/tokenizer.json')) !== undefined;
  return { config, tensors, remarks, tokenizer: hasOwn ? undefined : await tokenizerInside(reader) };
}

/** ComfyUI's files have tokenizer.model among their tensors. */
const SENTENCE_PIECES = /(?:^|\.)spiece_model$/;

async function tokenizerInside(reader: StoredTensorReader): Promise<TokenizerSource | undefined> {
  const name = [...reader.entries.keys()].find(key => SENTENCE_PIECES.test(key));
  if (name === undefined) return undefined;
  const { label } = reader;
  return piecesTokenizer(readSentencePieces(await reader.readBytes(name), `${label}: ${name}`));
}
