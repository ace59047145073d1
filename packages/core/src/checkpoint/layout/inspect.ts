import { transformerTensors } from '../../diffusion/tensors.ts';
import { type ErrorData, type Remark, SanaError } from '../../errors.ts';
import { familyOfTensors, type ModelFamily } from '../../families/families.ts';
import type { ExpectedTensors } from '../../graph/recording.ts';
import { type ClosingFolder, closingFolder } from '../files/closing-folder.ts';
import { openTensorFile, type TensorFileFormat } from '../formats/tensor-file.ts';
import type { BlockName } from '../tensors/block-format.ts';
import { sameShape } from '../tensors/checked.ts';
import { elementCount, type StoredTensorReader, storedBytes } from '../tensors/tensor-data.ts';
import type { ByteSource, Folder, TensorDtype, TensorEntry, TensorReader } from '../tensors/tensors.ts';
import { ternaryTensors } from '../tensors/ternary.ts';
import { unpackedTensors } from '../tensors/unpacked.ts';
import { autoencoderNaming } from './autoencoder-names.ts';
import { readRequiredJson, type Variant } from './component-files.ts';
import { identify, readPipeline, SCHEDULER_PATH } from './identity.ts';
import { transformerConfigFromTensors } from './original-config.ts';
import { asDiffusersTransformer, transformerNaming } from './original-names.ts';
import { isTextEncoder, openPartTensors, PARTS, type Part, type PartName, readPartConfig } from './parts.ts';

/** As it is stored: of matrices of block-wise integers, the format. */
export type DtypeName = TensorDtype | BlockName;

function dtypeName({ dtype, blocks }: TensorEntry): DtypeName {
  return blocks?.name ?? dtype;
}

/** What a collection of tensors amounts to. */
export interface TensorSummary {
  readonly tensors: number;
  readonly parameters: number;
  /** Of the values, without headers. */
  readonly bytes: number;
  /** Parameters by element type. */
  readonly dtypes: Readonly<Partial<Record<DtypeName, number>>>;
}

export interface WrongShape {
  readonly tensor: string;
  readonly expected: readonly number[];
  readonly found: readonly number[];
}

/** How the weights compare with what the configuration implies. */
export interface Agreement {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly wrongShapes: readonly WrongShape[];
}

export interface InspectedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export type InspectedComponent = {
  readonly name: PartName;
  /** The files of it that could be opened, configuration included. */
  readonly files: readonly InspectedFile[];
} & (({ readonly ok: true } & TensorSummary & Agreement) | { readonly ok: false; readonly error: ErrorData });

export interface ModelInspection {
  readonly label: string;
  readonly family: ModelFamily;
  /** Where the folder contradicts itself, and what it wants that there is not. */
  readonly remarks: readonly Remark[];
  readonly components: readonly InspectedComponent[];
}

export interface FileInspection extends TensorSummary {
  readonly label: string;
  /** Which part of a model it is; undefined for anything else, and for shards that do not show it. */
  readonly part: FilePart | undefined;
  readonly format: TensorFileFormat;
  /** Bytes. */
  readonly size: number;
  readonly entries: readonly {
    readonly name: string;
    readonly dtype: DtypeName;
    readonly shape: readonly number[];
  }[];
}

function summarise(reader: TensorReader): TensorSummary {
  const dtypes: Partial<Record<DtypeName, number>> = {};
  let parameters = 0;
  let bytes = 0;
  for (const entry of reader.entries.values()) {
    const count = elementCount(entry.shape);
    const dtype = dtypeName(entry);
    parameters += count;
    bytes += storedBytes(entry);
    dtypes[dtype] = (dtypes[dtype] ?? 0) + count;
  }
  return { tensors: reader.entries.size, parameters, bytes, dtypes };
}

function compare(reader: TensorReader, expected: ExpectedTensors): Agreement {
  const missing = [...expected.keys()].filter(name => !reader.entries.has(name));
  const unexpected = [...reader.entries.keys()].filter(name => !expected.has(name));
  const wrongShapes: WrongShape[] = [];
  for (const [tensor, shape] of expected) {
    const found = reader.entries.get(tensor)?.shape;
    if (found && !sameShape(found, shape)) wrongShapes.push({ tensor, expected: shape, found });
  }
  return { missing, unexpected, wrongShapes };
}

async function inspectComponent(folder: ClosingFolder, name: PartName, variant?: Variant): Promise<InspectedComponent> {
  const part: Part<unknown> = PARTS[name];
  const openedBefore = folder.opened.length;
  const files = () => folder.opened.slice(openedBefore).map(({ label, size }) => ({ path: label, size }));
  try {
    const implied = part.tensors(await readPartConfig(folder, part));
    const reader = await openPartTensors(folder, part, variant);
    return { name, files: files(), ok: true, ...summarise(reader), ...compare(reader, implied) };
  } catch (error) {
    return { name, files: files(), ok: false, error: SanaError.from(error).toData() };
  }
}

/** By the weights, or by the name of the pipeline where too much is missing to tell. */
async function identityOf(folder: Folder): Promise<Pick<ModelInspection, 'family' | 'remarks'>> {
  const pipeline = await readPipeline(folder);
  try {
    const scheduler = await readRequiredJson(folder, SCHEDULER_PATH);
    const config = await readPartConfig(folder, PARTS.transformer);
    const { family, remarks } = identify({ pipeline: pipeline.name, scheduler }, config);
    return { family, remarks };
  } catch {
    return { family: pipeline.family, remarks: [] };
  }
}

/**
 * What an official diffusers folder holds: files, tensors, parameters, element types, and how the weights differ from
 * what the configurations imply. A component that cannot be opened is reported with its error and the rest goes on.
 * @throws SanaError when model_index.json is missing or names another kind of pipeline
 */
export async function inspectModel(folder: Folder, variant?: Variant): Promise<ModelInspection> {
  const closing = closingFolder(folder);
  try {
    const identity = await identityOf(closing);
    const components: InspectedComponent[] = [];
    for (const name of Object.keys(PARTS) as PartName[]) {
      components.push(await inspectComponent(closing, name, variant));
    }
    return { label: folder.label, ...identity, components };
  } finally {
    await closing.close();
  }
}

/** A part of a model in a single file. Only a transformer proves its family, and its configuration by its widths. */
export interface FilePart {
  readonly name: PartName;
  readonly family?: ModelFamily;
  /** Under the names of the original checkpoints. */
  readonly original: boolean;
  /** How it compares with the published model of its width; undefined where there is none. */
  readonly agreement?: Agreement;
}

function transformerPart(reader: TensorReader): FilePart {
  const tensors = asDiffusersTransformer(reader);
  const original = transformerNaming(reader) === 'original';
  const part = { name: 'transformer', family: familyOfTensors(tensors), original } as const;
  try {
    return { ...part, agreement: compare(tensors, transformerTensors(transformerConfigFromTensors(reader))) };
  } catch {
    return part;
  }
}

function partOf(stored: StoredTensorReader): FilePart | undefined {
  const reader = unpackedTensors(stored);
  if (transformerNaming(reader)) return transformerPart(reader);
  const autoencoder = autoencoderNaming(reader);
  if (autoencoder) return { name: 'autoencoder', original: autoencoder === 'original' };
  return isTextEncoder(reader) ? { name: 'textEncoder', original: false } : undefined;
}

/** What a single .safetensors or .pth file holds. @throws SanaError as openTensorFile */
export async function inspectFile(source: ByteSource): Promise<FileInspection> {
  const { format, reader: stored } = await openTensorFile(source);
  const reader = ternaryTensors(stored);
  const entries = [...reader.entries].map(([name, entry]) => ({ name, dtype: dtypeName(entry), shape: entry.shape }));
  return { label: source.label, part: partOf(stored), format, size: source.size, ...summarise(reader), entries };
}
