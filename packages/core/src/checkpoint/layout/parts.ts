import { autoencoderTensors } from '../../autoencoder/tensors.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import type { ExpectedTensors } from '../../graph/recording.ts';
import { textEncoderTensors } from '../../text/tensors.ts';
import type { Folder, TensorReader } from '../tensors/tensors.ts';
import { unpackedTensors } from '../tensors/unpacked.ts';
import { asDiffusersAutoencoder, autoencoderNaming } from './autoencoder-names.ts';
import { openComponentTensors, readRequiredJson, type Variant } from './component-files.ts';
import { parseAutoencoderConfig, parseTextEncoderConfig, parseTransformerConfig } from './config.ts';
import { asDiffusersTransformer, transformerNaming } from './original-names.ts';
import { prefixOf, withoutPrefix } from './prefixes.ts';
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

/** Names that a text encoder has. Gemma2ForCausalLM puts `model.` before them. */
const TEXT_ENCODER = ['layers.0.self_attn.q_proj.weight'];

/** Gemma2Model's tensors under their names there, whatever a file puts before them. */
export function asTextEncoder(reader: TensorReader): TensorReader {
  return withoutPrefix(reader, prefixOf(reader, TEXT_ENCODER) ?? '');
}

/** Whether this is a text encoder. */
export function isTextEncoder(reader: TensorReader): boolean {
  return prefixOf(reader, TEXT_ENCODER) !== undefined;
}

/** What has none of the names that are known stays as it is: then it is told which are missing. */
const asTransformer = (reader: TensorReader) => (transformerNaming(reader) ? asDiffusersTransformer(reader) : reader);
const asAutoencoder = (reader: TensorReader) => (autoencoderNaming(reader) ? asDiffusersAutoencoder(reader) : reader);

/** The networks of every family. */
export const PARTS = {
  textEncoder: {
    ...WEIGHT_FILES.textEncoder,
    parse: parseTextEncoderConfig,
    tensors: textEncoderTensors,
    named: asTextEncoder,
  },
  transformer: {
    ...WEIGHT_FILES.transformer,
    parse: parseTransformerConfig,
    tensors: transformerTensors,
    named: asTransformer,
  },
  autoencoder: {
    ...WEIGHT_FILES.autoencoder,
    parse: parseAutoencoderConfig,
    tensors: autoencoderTensors,
    named: asAutoencoder,
  },
} as const;

export type { PartName } from './weight-files.ts';

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
  return named(unpackedTensors(await openComponentTensors(folder, directory, stem, variant)));
}
