import { assertRows, entryOf } from './tensor-data.ts';
import type { TensorEntry, TensorReader } from './tensors.ts';

type Rows = readonly [from: number, to: number];

/** A tensor under another name: all of a stored one, or some of its rows. */
export interface TensorSlice {
  readonly stored: string;
  /** `[from, to)` along the first dimension. */
  readonly rows?: Rows;
  /** The same values in another shape, without dimensions of 1 at the end. */
  readonly shape?: readonly number[];
}

/** The same tensors under other names; reads only what is asked for. Names that `slices` does not list are hidden. */
export function viewTensors(reader: TensorReader, slices: ReadonlyMap<string, TensorSlice>): TensorReader {
  const entries = new Map<string, TensorEntry>();
  for (const [name, { stored, rows, shape: as }] of slices) {
    const { dtype, shape, blocks } = entryOf(reader.label, reader.entries, stored);
    const own = as ?? shape;
    entries.set(name, { dtype, shape: rows ? [rows[1] - rows[0], ...own.slice(1)] : own, blocks });
  }
  /** The stored tensor's name, and which of its rows are `rows` of the one called `name`. */
  function locate(name: string, rows?: Rows): [string, Rows | undefined] {
    const { shape } = entryOf(reader.label, entries, name);
    const slice = slices.get(name) ?? { stored: name };
    if (!slice.rows) return [slice.stored, rows];
    if (rows) assertRows(reader.label, name, shape, rows);
    const [start, end] = slice.rows;
    return [slice.stored, rows ? [start + rows[0], start + rows[1]] : [start, end]];
  }
  return {
    label: reader.label,
    entries,
    readFloat32: async (name, rows) => reader.readFloat32(...locate(name, rows)),
    readIntegers: async (name, rows) => reader.readIntegers(...locate(name, rows)),
    place: (name, rows) => reader.place?.(...locate(name, rows)),
  };
}
