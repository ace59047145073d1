import { assertRows, entryOf } from './tensor-data.ts';
import type { TensorEntry, TensorReader } from './tensors.ts';

/** A tensor under another name: all of a stored one, or some of its rows. */
export interface TensorSlice {
  readonly stored: string;
  /** `[from, to)` along the first dimension. */
  readonly rows?: readonly [from: number, to: number];
}

/** The same tensors under other names; reads only what is asked for. Names that `slices` does not list are hidden. */
export function viewTensors(reader: TensorReader, slices: ReadonlyMap<string, TensorSlice>): TensorReader {
  const entries = new Map<string, TensorEntry>();
  for (const [name, { stored, rows }] of slices) {
    const entry = entryOf(reader.label, reader.entries, stored);
    const shape = rows ? [rows[1] - rows[0], ...entry.shape.slice(1)] : entry.shape;
    entries.set(name, { dtype: entry.dtype, shape });
  }
  return {
    label: reader.label,
    entries,
    async readFloat32(name, rows) {
      const { shape } = entryOf(reader.label, entries, name);
      const slice = slices.get(name) ?? { stored: name };
      if (!slice.rows) return reader.readFloat32(slice.stored, rows);
      if (rows) assertRows(reader.label, name, shape, rows);
      const [start, end] = slice.rows;
      return reader.readFloat32(slice.stored, rows ? [start + rows[0], start + rows[1]] : [start, end]);
    },
  };
}
