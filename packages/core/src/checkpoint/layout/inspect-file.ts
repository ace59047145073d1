import { autoencoderTensors } from '../../autoencoder/tensors.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import { familyOfTensors, type ModelFamily } from '../../families/families.ts';
import { textEncoderTensors } from '../../text/tensors.ts';
import { type GgufFile, openGguf } from '../formats/gguf.ts';
import { safetensorsNotes } from '../formats/safetensors.ts';
import { openTensorFile, type TensorFileFormat, tensorFileFormat } from '../formats/tensor-file.ts';
import type { StoredTensorReader } from '../tensors/tensor-data.ts';
import type { ByteSource, TensorReader } from '../tensors/tensors.ts';
import { ternaryTensors } from '../tensors/ternary.ts';
import { unpackedTensors } from '../tensors/unpacked.ts';
import { autoencoderConfigFromTensors } from './autoencoder-config.ts';
import { asDiffusersAutoencoder, autoencoderNaming } from './autoencoder-names.ts';
import { describeGguf, describeOther, type GgufDescription, type OtherFile } from './file-description.ts';
import { GGUF_TEXT_ENCODER, openGgufTextEncoder } from './gguf-text-encoder.ts';
import { type Agreement, compare, type DtypeName, dtypeName, summarise, type TensorSummary } from './inspect.ts';
import { type Tuning, tuningIn } from './instructed.ts';
import { transformerConfigFromTensors } from './original-config.ts';
import { asDiffusersTransformer, transformerNaming } from './original-names.ts';
import { asTextEncoder, isTextEncoder } from './parts.ts';
import { textEncoderConfigFromTensors } from './text-encoder-config.ts';
import type { PartName } from './weight-files.ts';

export interface FileInspection extends TensorSummary {
  readonly label: string;
  /** Which part of a model it is; undefined for anything else, and for shards that do not show it. */
  readonly part: FilePart | undefined;
  /** What it is instead, where that is known. */
  readonly other?: OtherFile;
  /** What the header of a GGUF says. */
  readonly gguf?: GgufDescription;
  readonly format: TensorFileFormat;
  /** Bytes. */
  readonly size: number;
  readonly entries: readonly {
    readonly name: string;
    readonly dtype: DtypeName;
    readonly shape: readonly number[];
  }[];
}

/** A part of a model in a single file. Its configuration is that of its shapes, as far as they tell. */
export interface FilePart {
  readonly name: PartName;
  /** Only a transformer proves it. */
  readonly family?: ModelFamily;
  /** Under the names of the original checkpoints. */
  readonly original: boolean;
  /** Layers of a transformer or text encoder and the values that stand for a token; of an autoencoder, latent channels. */
  readonly size?: { readonly layers?: number; readonly width: number };
  /** An autoencoder in the shape of DC-AE-Lite. */
  readonly isLite?: boolean;
  /** Whether a text encoder is instruction-tuned, as Sana needs it; undefined where nothing says so. */
  readonly tuning?: Tuning;
  /** How it compares with the network that its shapes imply; undefined where they do not tell. */
  readonly agreement?: Agreement;
}

/** What can be told of a part only where its shapes imply a network. */
function implied(tell: () => Partial<FilePart>): Partial<FilePart> {
  try {
    return tell();
  } catch {
    return {};
  }
}

function transformerPart(reader: TensorReader): FilePart {
  const tensors = asDiffusersTransformer(reader);
  const original = transformerNaming(reader) === 'original';
  const told = implied(() => {
    const config = transformerConfigFromTensors(reader);
    const size = { layers: config.num_layers, width: config.num_attention_heads * config.attention_head_dim };
    return { size, agreement: compare(tensors, transformerTensors(config)) };
  });
  return { name: 'transformer', family: familyOfTensors(tensors), original, ...told };
}

function autoencoderPart(reader: TensorReader): FilePart {
  const tensors = asDiffusersAutoencoder(reader);
  const told = implied(() => {
    const { config, takenForLite: isLite } = autoencoderConfigFromTensors(tensors);
    return { isLite, size: { width: config.latent_channels }, agreement: compare(tensors, autoencoderTensors(config)) };
  });
  return { name: 'autoencoder', original: autoencoderNaming(reader) === 'original', ...told };
}

function textEncoderPart(reader: TensorReader): FilePart {
  const tensors = asTextEncoder(reader);
  const told = implied(() => {
    const config = textEncoderConfigFromTensors(tensors);
    const size = { layers: config.num_hidden_layers, width: config.hidden_size };
    return { size, agreement: compare(tensors, textEncoderTensors(config)) };
  });
  return { name: 'textEncoder', original: false, tuning: tuningIn(new Map(), reader.label), ...told };
}

function partOf(stored: StoredTensorReader): FilePart | undefined {
  const reader = unpackedTensors(stored);
  if (transformerNaming(reader)) return transformerPart(reader);
  if (autoencoderNaming(reader)) return autoencoderPart(reader);
  return isTextEncoder(reader) ? textEncoderPart(reader) : undefined;
}

/** A text encoder says what it is in its header; other networks under the names of diffusers are told by these. */
async function ggufPart(source: ByteSource, file: GgufFile): Promise<FilePart | undefined> {
  const { metadata, reader } = file;
  if (metadata.get('general.architecture') !== GGUF_TEXT_ENCODER) return partOf(reader);
  const tuning = tuningIn(metadata, source.label);
  const part = { name: 'textEncoder', original: false, tuning } as const;
  if (tuning === 'base') return part;
  const { config } = await openGgufTextEncoder(source);
  return { ...part, size: { layers: config.num_hidden_layers, width: config.hidden_size } };
}

/** What a single .safetensors, .pth or .gguf file holds. @throws SanaError as openTensorFile */
export async function inspectFile(source: ByteSource): Promise<FileInspection> {
  const format = await tensorFileFormat(source);
  const gguf = format === 'gguf' ? await openGguf(source) : undefined;
  const stored = gguf?.reader ?? (await openTensorFile(source)).reader;
  const notes = format === 'safetensors' ? await safetensorsNotes(source) : {};
  const other = gguf ? undefined : await describeOther(stored, notes);
  const reader = ternaryTensors(stored);
  const entries = [...reader.entries].map(([name, entry]) => ({ name, dtype: dtypeName(entry), shape: entry.shape }));
  return {
    ...{ label: source.label, format, size: source.size, entries, ...summarise(reader) },
    part: other ? undefined : gguf ? await ggufPart(source, gguf) : partOf(stored),
    ...(other && { other }),
    ...(gguf && { gguf: describeGguf(gguf) }),
  };
}
