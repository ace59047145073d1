import type { SchedulerConfig } from '../../diffusion/scheduler-config.ts';
import { type Remark, SanaError } from '../../errors.ts';
import type { ModelFamily } from '../../families/families.ts';
import { KNOWN_THINGS_FILE, KnownThings } from '../../text/known-things.ts';
import { loadTokenizer, type TokenizerSource } from '../../text/tokenizer.ts';
import { closingFolder } from '../files/closing-folder.ts';
import { readJson } from '../files/json-file.ts';
import { checkTensors } from '../tensors/checked.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';
import { readRequiredJson, type Variant } from './component-files.ts';
import {
  type AutoencoderConfig,
  type ModelSettings,
  parseModelSettings,
  STAGES,
  type TextEncoderConfig,
  type TransformerConfig,
} from './config.ts';
import { identify, readPipeline, SCHEDULER_PATH } from './identity.ts';
import { openAutoencoderPart, openTextEncoderPart, openTransformerPart } from './part-files.ts';
import { withNotedParts } from './part-place.ts';
import { openPartTensors, PARTS, type Part, readPartConfig } from './parts.ts';

export interface ModelFolder {
  readonly label: string;
  readonly family: ModelFamily;
  /** What was replaced or left out, where the folder contradicts itself or wants what there is not. */
  readonly remarks: readonly Remark[];
  readonly settings: ModelSettings;
  readonly scheduler: SchedulerConfig;
  readonly tokenizer: TokenizerSource;
  /** What the model was trained to draw, read at first use; undefined where nobody says. */
  readonly knownThings?: (() => Promise<KnownThings>) | undefined;
  readonly textEncoder: { readonly config: TextEncoderConfig; readonly tensors: TensorReader };
  readonly transformer: { readonly config: TransformerConfig; readonly tensors: TensorReader };
  readonly autoencoder: { readonly config: AutoencoderConfig; readonly tensors: TensorReader };
  /** Closes every file. Tensors cannot be read afterwards. */
  close(): Promise<void>;
}

export interface ModelFolderOptions {
  /** Prefer the weights with this suffix. Without it: those without a suffix, or else whatever is there. */
  readonly variant?: Variant | undefined;
}

/** The parts of one model fit together. What came from elsewhere is called by its own name. */
function assertTogether(
  folder: Folder,
  { transformer, textEncoder, autoencoder }: Pick<ModelFolder, 'transformer' | 'textEncoder' | 'autoencoder'>,
): void {
  const { caption_channels: words, in_channels: latent } = transformer.config;
  const { hidden_size: width } = textEncoder.config;
  if (width !== words) {
    if (folder.parts?.textEncoder === undefined && folder.parts?.transformer === undefined) {
      throw new SanaError('config-invalid:text-width', { folder: folder.label, a: words, b: width });
    }
    throw new SanaError('model-unsupported:text-encoder-width', {
      file: textEncoder.tensors.label,
      found: width,
      size: sizeOf(width),
      wanted: words,
      wantedSize: sizeOf(words),
    });
  }
  const { latent_channels: channels } = autoencoder.config;
  if (channels !== latent) {
    if (folder.parts?.autoencoder === undefined && folder.parts?.transformer === undefined) {
      throw new SanaError('config-invalid:latent-channels', { folder: folder.label, a: latent, b: channels });
    }
    const files = { file: autoencoder.tensors.label, other: transformer.tensors.label };
    throw new SanaError('model-unsupported:latent-channels', { ...files, found: channels, wanted: latent });
  }
  assertStages(autoencoder.config);
}

/** Gemma 2 by its width. */
const GEMMA_SIZES: Readonly<Record<number, string>> = { 2304: 'Gemma 2 2B', 3584: 'Gemma 2 9B', 4608: 'Gemma 2 27B' };

/** As a parenthesis; nothing for widths that no published one has. */
const sizeOf = (width: number) => (GEMMA_SIZES[width] ? ` (${GEMMA_SIZES[width]})` : '');

/** The tokenizer of the folder's tokenizer.json and tokenizer_config.json. */
export async function folderTokenizer(folder: Folder): Promise<TokenizerSource> {
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

async function openOwn<Config>(folder: Folder, part: Part<Config>, { variant }: ModelFolderOptions) {
  const config = await readPartConfig(folder, part);
  return { config, tensors: await openPartTensors(folder, part, variant), remarks: [] };
}

/** Every part, from where the folder says that it is. */
function openParts(folder: Folder, options: ModelFolderOptions) {
  const { transformer, textEncoder, autoencoder } = folder.parts ?? {};
  return {
    transformer: begin(async () =>
      transformer === undefined
        ? openOwn(folder, PARTS.transformer, options)
        : openTransformerPart(folder, transformer),
    ),
    textEncoder: begin(async () =>
      textEncoder === undefined
        ? { ...(await openOwn(folder, PARTS.textEncoder, options)), tokenizer: undefined }
        : openTextEncoderPart(folder, textEncoder),
    ),
    autoencoder: begin(async () =>
      autoencoder === undefined
        ? openOwn(folder, PARTS.autoencoder, options)
        : openAutoencoderPart(folder, autoencoder),
    ),
  };
}

/** Begins what goes on beside other things. Whoever awaits it hears of errors; where the folder was refused for another one, nobody does. */
function begin<Result>(work: () => Promise<Result>): Promise<Result> {
  const going = work();
  going.catch(() => {});
  return going;
}

async function folderSettings(folder: Folder): Promise<ModelSettings> {
  const file = await folder.open('sana.json');
  return parseModelSettings(file ? await readJson(file) : {}, 'sana.json');
}

/** Said of the folder's own text encoder: another one has other hidden states. */
async function folderKnownThings(folder: Folder, settings: ModelSettings) {
  if (!settings.knownThings || folder.parts?.textEncoder !== undefined) return undefined;
  const file = await folder.open(KNOWN_THINGS_FILE);
  if (!file) return undefined;
  let read: Promise<KnownThings> | undefined;
  const readOnce = async () => new KnownThings(await readJson(file, 'knownThings'), KNOWN_THINGS_FILE);
  return () => {
    read ??= readOnce().catch(error => {
      // the next picture asks again: a server may be back by then
      read = undefined;
      throw error;
    });
    return read;
  };
}

async function openAll(given: Folder, options: ModelFolderOptions): Promise<Omit<ModelFolder, 'close'>> {
  const pipeline = await readPipeline(given);
  const folder = await withNotedParts(given);
  // all at once, since a server takes a while for each; what is wrong is said in this order
  const beginning = {
    settings: begin(() => folderSettings(folder)),
    scheduler: begin(() => readRequiredJson(folder, SCHEDULER_PATH)),
    ...openParts(folder, options),
    tokenizer: folder.parts?.textEncoder === undefined ? begin(() => folderTokenizer(folder)) : undefined,
  };
  const settings = await beginning.settings;
  const knownThings = begin(() => folderKnownThings(folder, settings));
  const scheduler = await beginning.scheduler;
  const transformer = await beginning.transformer;
  const textEncoder = await beginning.textEncoder;
  const autoencoder = await beginning.autoencoder;
  const elsewhere = 'flowShift' in transformer ? { flowShift: transformer.flowShift } : undefined;
  const identity = identify({ pipeline: pipeline.name, scheduler }, transformer.config, elsewhere);
  assertTogether(folder, { transformer, textEncoder, autoencoder });
  checkTensors(transformer.tensors, PARTS.transformer.tensors(transformer.config));
  checkTensors(textEncoder.tensors, PARTS.textEncoder.tensors(textEncoder.config));
  checkTensors(autoencoder.tensors, PARTS.autoencoder.tensors(autoencoder.config));
  return {
    label: folder.label,
    ...identity,
    remarks: [...identity.remarks, ...[transformer, textEncoder, autoencoder].flatMap(({ remarks }) => remarks)],
    settings,
    tokenizer: textEncoder.tokenizer ?? (await (beginning.tokenizer ?? folderTokenizer(folder))),
    knownThings: await knownThings,
    textEncoder: { config: textEncoder.config, tensors: textEncoder.tensors },
    transformer: { config: transformer.config, tensors: transformer.tensors },
    autoencoder: { config: autoencoder.config, tensors: autoencoder.tensors },
  };
}

/**
 * Opens an official diffusers folder, with parts from elsewhere where it says so: reads configurations and the directories of the weights, and checks that every
 * tensor is there in its shape. The weights themselves stay where they are.
 * @throws SanaError `file-missing`, `model-not-found`, `model-unsupported`, `config-invalid`, `tensor-missing`,
 *   `tensor-shape`, and what the readers throw, as soon as they do: every opened file is closed then, and what is still being opened when it
 *   has come
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
