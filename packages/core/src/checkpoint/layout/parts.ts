import { autoencoderTensors } from '../../autoencoder/tensors.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import type { ExpectedTensors } from '../../graph/recording.ts';
import { textEncoderTensors } from '../../text/tensors.ts';
import { viewTensors } from '../tensors/tensor-view.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';
import { openComponentTensors, readRequiredJson, type Variant } from './component-files.ts';
import { parseAutoencoderConfig, parseTextEncoderConfig, parseTransformerConfig } from './config.ts';
import { WEIGHT_FILES } from './weight-files.ts';

/** One of the networks that a model consists of. */
export interface Part<Config> {
  /** Of the folder, e.g. `vae`. */
  readonly directory: string;
  /** Of its weight files. */
  readonly stem: string;
  /** Reads config.json. @throws SanaError `config-invalid` */
  parse(config: unknown, label: string): Config;
  /** What its weights must be. @throws SanaError `config-invalid` */
  tensors(config: Config): ExpectedTensors;
  /** Its tensors under the names that the network asks for. */
  named(reader: TensorReader): TensorReader;
}

const asStored = (reader: TensorReader) => reader;

/** Gemma2ForCausalLM puts `model.` before the names of Gemma2Model. */
export function withoutModelPrefix(reader: TensorReader): TensorReader {
  const names = [...reader.entries.keys()];
  return viewTensors(reader, new Map(names.map(stored => [stored.replace(/^model\./, ''), { stored }])));
}

/** The networks of every family. */
export const PARTS = {
  textEncoder: {
    ...WEIGHT_FILES.textEncoder,
    parse: parseTextEncoderConfig,
    tensors: textEncoderTensors,
    named: withoutModelPrefix,
  },
  transformer: {
    ...WEIGHT_FILES.transformer,
    parse: parseTransformerConfig,
    tensors: transformerTensors,
    named: asStored,
  },
  autoencoder: {
    ...WEIGHT_FILES.autoencoder,
    parse: parseAutoencoderConfig,
    tensors: autoencoderTensors,
    named: asStored,
  },
} as const;

export type PartName = keyof typeof PARTS;

/** The configuration of a part. @throws SanaError `file-missing`, `config-invalid` */
export async function readPartConfig<Config>(folder: Folder, part: Part<Config>): Promise<Config> {
  const path = `${part.directory}/config.json`;
  return part.parse(await readRequiredJson(folder, path), path);
}

/** The weights of a part. @throws SanaError as openComponentTensors */
export async function openPartTensors(
  folder: Folder,
  { directory, stem, named }: Omit<Part<unknown>, 'parse' | 'tensors'>,
  variant?: Variant,
): Promise<TensorReader> {
  return named(await openComponentTensors(folder, directory, stem, variant));
}
