import * as z from 'zod/mini';
import { autoencoderTensors } from '../autoencoder/tensors.ts';
import type { SchedulerConfig } from '../diffusion/scheduler-config.ts';
import { transformerTensors } from '../diffusion/tensors.ts';
import { SanaError } from '../errors.ts';
import { textEncoderTensors } from '../text/tensors.ts';
import { checkTensors } from './checked.ts';
import { closingFolder } from './closing-folder.ts';
import { openComponentTensors, openRequired, readRequiredJson, type Variant } from './component-files.ts';
import {
  type AutoencoderConfig,
  type ModelSettings,
  parseAutoencoderConfig,
  parseModelSettings,
  parseSchedulerConfig,
  parseTextEncoderConfig,
  parseTransformerConfig,
  type TextEncoderConfig,
  type TransformerConfig,
} from './config.ts';
import { readJson } from './json-file.ts';
import { adaptToTransformer } from './original-config.ts';
import { openTensorFile } from './tensor-file.ts';
import { viewTensors } from './tensor-view.ts';
import type { Folder, TensorReader } from './tensors.ts';

export type ModelFamily = 'sana' | 'sprint';

export interface ModelFolder {
  readonly label: string;
  readonly family: ModelFamily;
  readonly settings: ModelSettings;
  readonly scheduler: SchedulerConfig;
  /** Contents of tokenizer.json and tokenizer_config.json. */
  readonly tokenizer: { readonly json: unknown; readonly config: unknown };
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
}

const FAMILIES: Readonly<Record<string, ModelFamily>> = {
  SanaPipeline: 'sana',
  SanaPAGPipeline: 'sana',
  SanaSprintPipeline: 'sprint',
  SanaSprintImg2ImgPipeline: 'sprint',
};

const modelIndexSchema = z.object({ _class_name: z.string() });

/** @throws SanaError `file-missing`, `config-invalid`, `model-unsupported` */
export async function readFamily(folder: Folder): Promise<ModelFamily> {
  const index = modelIndexSchema.safeParse(await readRequiredJson(folder, 'model_index.json'));
  if (!index.success) {
    throw new SanaError('config-invalid:index', { folder: folder.label, file: 'model_index.json' });
  }
  const pipeline = index.data._class_name;
  const family = Object.hasOwn(FAMILIES, pipeline) ? FAMILIES[pipeline] : undefined;
  if (family) return family;
  throw new SanaError('model-unsupported:pipeline', {
    folder: folder.label,
    pipeline,
    pipelines: Object.keys(FAMILIES),
  });
}

/** Gemma2ForCausalLM puts `model.` before the names of Gemma2Model. */
export function withoutModelPrefix(reader: TensorReader): TensorReader {
  const names = [...reader.entries.keys()];
  return viewTensors(reader, new Map(names.map(stored => [stored.replace(/^model\./, ''), { stored }])));
}

function assertSameWidth(
  folder: Folder,
  reason: 'config-invalid:text-width' | 'config-invalid:latent-channels',
  a: number,
  b: number,
): void {
  if (a !== b) throw new SanaError(reason, { folder: folder.label, a, b });
}

/** The folder's own transformer in a single file, if it has one. */
async function openTransformerFile(folder: Folder): Promise<TensorReader | undefined> {
  if (folder.transformerPath === undefined) return undefined;
  return (await openTensorFile(await openRequired(folder, folder.transformerPath))).reader;
}

async function openTransformer(folder: Folder, options: ModelFolderOptions, scheduler: SchedulerConfig) {
  const path = 'transformer/config.json';
  const instead = options.transformer ?? (await openTransformerFile(folder));
  if (instead) {
    const file = await folder.open(path);
    const config = file && parseTransformerConfig(await readJson(file), path);
    return adaptToTransformer(instead, config, scheduler);
  }
  return {
    config: parseTransformerConfig(await readRequiredJson(folder, path), path),
    tensors: await openComponentTensors(folder, 'transformer', 'diffusion_pytorch_model', options.variant),
    scheduler,
  };
}

async function openAll(folder: Folder, options: ModelFolderOptions): Promise<Omit<ModelFolder, 'close'>> {
  const json = (path: string) => readRequiredJson(folder, path);
  const folderFamily = await readFamily(folder);
  const settingsFile = await folder.open('sana.json');
  const settings = parseModelSettings(settingsFile ? await readJson(settingsFile) : {}, 'sana.json');
  const schedulerPath = 'scheduler/scheduler_config.json';
  const transformer = await openTransformer(
    folder,
    options,
    parseSchedulerConfig(await json(schedulerPath), schedulerPath),
  );
  const textEncoder = {
    config: parseTextEncoderConfig(await json('text_encoder/config.json'), 'text_encoder/config.json'),
    tensors: withoutModelPrefix(await openComponentTensors(folder, 'text_encoder', 'model', options.variant)),
  };
  const autoencoder = {
    config: parseAutoencoderConfig(await json('vae/config.json'), 'vae/config.json'),
    tensors: await openComponentTensors(folder, 'vae', 'diffusion_pytorch_model', options.variant),
  };
  const { scheduler, ...denoiser } = transformer;
  assertSameWidth(
    folder,
    'config-invalid:text-width',
    denoiser.config.caption_channels,
    textEncoder.config.hidden_size,
  );
  assertSameWidth(
    folder,
    'config-invalid:latent-channels',
    denoiser.config.in_channels,
    autoencoder.config.latent_channels,
  );
  checkTensors(denoiser.tensors, transformerTensors(denoiser.config));
  checkTensors(textEncoder.tensors, textEncoderTensors(textEncoder.config));
  checkTensors(autoencoder.tensors, autoencoderTensors(autoencoder.config));
  const tokenizer = {
    json: await json('tokenizer/tokenizer.json'),
    config: await json('tokenizer/tokenizer_config.json'),
  };
  const isReplaced = options.transformer !== undefined || folder.transformerPath !== undefined;
  const family = isReplaced ? (denoiser.config.guidance_embeds ? 'sprint' : 'sana') : folderFamily;
  return {
    label: folder.label,
    family,
    settings,
    scheduler,
    tokenizer,
    textEncoder,
    transformer: denoiser,
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
