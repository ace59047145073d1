import type { Program, Segment } from '../graph/graph.ts';
import { inFile, insideModel, type PlacedWeight, storedSize, type Weight, withWeights } from '../graph/weights.ts';

/** How ONNX Runtime finds files that weights lie in. */
export interface WeightFiles {
  /** Bytes of weights from which on a network that runs seldom takes them as they are stored; below, loading takes no time. */
  readonly leastSeldom: number;
  /**
   * The folder that all of these files are below, and where each is from there.
   * @param files paths without links @returns undefined if there is no such folder
   */
  locate(
    files: readonly string[],
  ): { readonly folder: string; readonly locations: ReadonlyMap<string, string> } | undefined;
}

/** Smaller ones are read: mapping a page for each would not be less. */
const LEAST_BYTES = 2 ** 16;
/** What may be read into the model itself: little. */
const MOST_READ = 2 ** 28;
/** Of a program that runs seldom, which is cut only where as much would be read; protobuf's limit is 2 GiB. */
const MOST_READ_SELDOM = 1.5 * 2 ** 30;

const weightsOf = (program: Program) => program.segments.flatMap(segment => [...segment.parameters.values()]);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Bytes of weights as the graph of a program wants them. */
export function weightBytes(program: Program): number {
  return sum(weightsOf(program).map(({ bytes }) => bytes));
}

/** Whether a program takes its weights as they are stored at every run, if they lie in files. */
export function isTakenAsStored(program: Program, { leastSeldom }: WeightFiles): boolean {
  return program.seldom === true && weightBytes(program) >= leastSeldom;
}

/** Bytes of memory that the weights of a program take. */
export function memoryBytes(program: Program, files: WeightFiles | undefined): number {
  if (!files || !isTakenAsStored(program, files)) return weightBytes(program);
  return sum(weightsOf(program).map(storedSize));
}

export interface SegmentInFiles {
  readonly model: Uint8Array;
  /** What the session is told to find its files by. */
  readonly folder: string;
}

/**
 * A segment whose large weights stay in the files that they lie in. ONNX Runtime maps those, so nothing is read into
 * JavaScript and nothing copied that needs no other layout.
 * @returns undefined if most of them are not in files, or not in files as the graph wants them
 */
export async function segmentInFiles(
  { seldom = false }: Program,
  segment: Segment,
  files: WeightFiles,
  onRead: () => void,
): Promise<SegmentInFiles | undefined> {
  const { body } = segment;
  if (!body) return undefined;
  const all = [...segment.parameters];
  const isLarge = ({ place, bytes }: Weight) => place?.source.localFile !== undefined && bytes >= LEAST_BYTES;
  const placed = all.filter(([, weight]) => isLarge(weight));
  const others = all.filter(([, weight]) => !isLarge(weight));
  const read = sum(others.map(([, { bytes }]) => bytes));
  if (placed.length === 0 || read > (seldom ? MOST_READ_SELDOM : MOST_READ)) return undefined;

  const sources = new Set(placed.map(([, { place }]) => place!.source));
  const paths = new Map<unknown, string>();
  for (const source of sources) {
    const path = await source.localFile!();
    if (path === undefined) return undefined;
    paths.set(source, path);
  }
  const located = files.locate([...paths.values()]);
  if (!located) return undefined;

  const weights: PlacedWeight[] = placed.map(([name, weight]) =>
    inFile(name, weight, located.locations.get(paths.get(weight.place!.source)!)!),
  );
  for (const [name, weight] of others) {
    onRead();
    weights.push(insideModel(name, weight, await weight.read()));
  }
  return { model: withWeights(body, weights), folder: located.folder };
}
