import { SanaError } from '../../errors.ts';
import { elementCount, entryOf } from './tensor-data.ts';
import type { TensorEntry, TensorReader } from './tensors.ts';

/** Beside `x.weight`, in files whose weights have eight bits: what each of them is to be multiplied by. */
const SCALE = /^(.*)\.(?:scale_weight|weight_scale)$/;
/** The scale of what a layer is given, for products in eight bits, and the mark of such a file. Neither changes a weight. */
const UNUSED = /(?:\.(?:scale_input|input_scale)|^(?:.*\.)?scaled_fp8)$/;

/** The weight that each scale is for, by the name of the scale. */
function scalesOf({ entries }: TensorReader): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of entries.keys()) {
    const weight = `${SCALE.exec(name)?.[1]}.weight`;
    if (SCALE.test(name) && entries.has(weight)) found.set(weight, name);
  }
  return found;
}

/** @throws SanaError `tensor-shape` unless there is one for the whole matrix or one for each row */
function checkScale(reader: TensorReader, weight: string, scale: string): void {
  const [rows = 1] = entryOf(reader.label, reader.entries, weight).shape;
  const { shape } = entryOf(reader.label, reader.entries, scale);
  const count = elementCount(shape);
  if (count === 1 || count === rows) return;
  throw new SanaError('tensor-shape:model', { file: reader.label, tensor: scale, expected: [rows], found: [...shape] });
}

/**
 * The same tensors with their scales applied, where a file keeps weights of eight bits (F8) and scales beside them
 * (`scale_weight` or `weight_scale`, one for a matrix or one for each of its rows). The scales are hidden.
 * @throws SanaError `tensor-shape`
 */
export function scaledTensors(reader: TensorReader): TensorReader {
  const scales = scalesOf(reader);
  const unused = [...reader.entries.keys()].filter(name => UNUSED.test(name));
  if (scales.size === 0 && unused.length === 0) return reader;
  for (const [weight, scale] of scales) checkScale(reader, weight, scale);
  const entries = new Map<string, TensorEntry>(reader.entries);
  for (const name of [...unused, ...scales.values()]) entries.delete(name);

  const read = new Map<string, Promise<Float32Array>>();
  const scaleOf = (scale: string) => {
    const values = read.get(scale) ?? reader.readFloat32(scale);
    read.set(scale, values);
    return values;
  };
  /** Multiplies rows, the first of which is `from`, in place. */
  const multiply = async (name: string, values: Float32Array, from: number, count: number): Promise<Float32Array> => {
    const scale = scales.get(name);
    if (scale === undefined) return values;
    const factors = await scaleOf(scale);
    const width = values.length / count;
    for (let i = 0; i < values.length; i++) {
      values[i]! *= factors.length === 1 ? factors[0]! : factors[from + Math.floor(i / width)]!;
    }
    return values;
  };
  const rowsOf = (name: string, rows?: readonly [number, number]) => {
    const [from, to] = rows ?? [0, entryOf(reader.label, entries, name).shape[0] ?? 1];
    return { from, count: to - from };
  };
  return {
    label: reader.label,
    entries,
    async readFloat32(name, rows) {
      const { from, count } = rowsOf(name, rows);
      return multiply(name, await reader.readFloat32(name, rows), from, count);
    },
    async readIntegers(name, rows) {
      const { from, count } = rowsOf(name, rows);
      const { codes, scales: ofBlocks, shifts } = await reader.readIntegers(name, rows);
      return {
        codes,
        scales: await multiply(name, ofBlocks, from, count),
        shifts: shifts && (await multiply(name, shifts, from, count)),
      };
    },
    place: (name, rows) => (scales.has(name) ? undefined : reader.place?.(name, rows)),
  };
}
