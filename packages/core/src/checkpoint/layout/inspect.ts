import { type ErrorData, type Remark, SanaError } from '../../errors.ts';
import type { ModelFamily } from '../../families/families.ts';
import type { ExpectedTensors } from '../../graph/recording.ts';
import { type ClosingFolder, closingFolder } from '../files/closing-folder.ts';
import type { BlockName } from '../tensors/block-format.ts';
import { sameShape } from '../tensors/checked.ts';
import { elementCount, storedBytes } from '../tensors/tensor-data.ts';
import type { Folder, TensorDtype, TensorEntry, TensorReader } from '../tensors/tensors.ts';
import { readRequiredJson, type Variant } from './component-files.ts';
import { identify, readPipeline, SCHEDULER_PATH } from './identity.ts';
import { type OpenedPart, openAutoencoderPart, openTextEncoderPart, openTransformerPart } from './part-files.ts';
import { withNotedParts } from './part-place.ts';
import { openPartTensors, PARTS, type Part, type PartName, readPartConfig } from './parts.ts';

/** As it is stored: of matrices of block-wise integers, the format. */
export type DtypeName = TensorDtype | BlockName;

export function dtypeName({ dtype, blocks }: TensorEntry): DtypeName {
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

export function summarise(reader: TensorReader): TensorSummary {
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

/** What is missing, too much or of another shape. */
export function compare(reader: TensorReader, expected: ExpectedTensors): Agreement {
  const missing = [...expected.keys()].filter(name => !reader.entries.has(name));
  const unexpected = [...reader.entries.keys()].filter(name => !expected.has(name));
  const wrongShapes: WrongShape[] = [];
  for (const [tensor, shape] of expected) {
    const found = reader.entries.get(tensor)?.shape;
    if (found && !sameShape(found, shape)) wrongShapes.push({ tensor, expected: shape, found });
  }
  return { missing, unexpected, wrongShapes };
}

/** Of parts that a folder has in other files than the official ones. */
const ELSEWHERE: Readonly<Record<PartName, (folder: Folder, place: string) => Promise<OpenedPart<unknown>>>> = {
  textEncoder: openTextEncoderPart,
  transformer: openTransformerPart,
  autoencoder: openAutoencoderPart,
};

async function inspectComponent(folder: ClosingFolder, name: PartName, variant?: Variant): Promise<InspectedComponent> {
  const part: Part<unknown> = PARTS[name];
  const openedBefore = folder.opened.length;
  const files = () => folder.opened.slice(openedBefore).map(({ label, size }) => ({ path: label, size }));
  try {
    const place = folder.parts?.[name];
    const { config, tensors: reader } =
      place === undefined
        ? { config: await readPartConfig(folder, part), tensors: await openPartTensors(folder, part, variant) }
        : await ELSEWHERE[name](folder, place);
    const implied = part.tensors(config);
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
    const place = folder.parts?.transformer;
    const elsewhere = place === undefined ? undefined : await openTransformerPart(folder, place);
    const config = elsewhere?.config ?? (await readPartConfig(folder, PARTS.transformer));
    const { family, remarks } = identify({ pipeline: pipeline.name, scheduler }, config, elsewhere);
    return { family, remarks };
  } catch {
    return { family: pipeline.family, remarks: [] };
  }
}

/**
 * What a folder in the official layout holds, with parts from elsewhere where it says so: files, tensors, parameters, element types, and how the weights differ from
 * what the configurations imply. A component that cannot be opened is reported with its error and the rest goes on.
 * @throws SanaError when model_index.json is missing or names another kind of pipeline
 */
export async function inspectModel(folder: Folder, variant?: Variant): Promise<ModelInspection> {
  const closing = closingFolder(await withNotedParts(folder));
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
