// Matrices of −1, 0 and 1, four to a byte, with a scale for each group of neighbours: `m::codes2b` [out, in / 4],
// `m::scale` [out, groups] and `m::shape`, which says the same, stand for `m.weight`. It is how Clark Labs publishes
// "Clark Air" (gemlite_inject.py there).

import { SanaError } from '../../errors.ts';
import type { BlockFormat, IntegerLayout, IntegerRows } from './block-format.ts';
import { widenIntegers } from './block-format.ts';
import { entryOf, itemSize, type StoredTensorReader } from './tensor-data.ts';
import type { TensorEntry, TensorReader } from './tensors.ts';

const CODES = '::codes2b';
const SCALE = '::scale';
const SHAPE = '::shape';
/** Values in a byte. */
const PER_BYTE = 4;

/** For each byte, its four levels as 4-bit codes: level 1 is zero, and so is code 8. */
const NIBBLES = Uint16Array.from({ length: 256 }, (_, byte) => {
  const code = (position: number) => (((byte >> (2 * position)) & 3) + 7) << (4 * position);
  return code(0) | code(1) | code(2) | code(3);
});

interface Pack {
  readonly entry: TensorEntry & { readonly blocks: BlockFormat };
  readonly layout: IntegerLayout;
  readonly codes: string;
  readonly scale: string;
  /** Values that share a scale. */
  readonly group: number;
}

/** @throws SanaError `tensor-missing`, `tensor-shape` */
function packOf(reader: StoredTensorReader, name: string): Pack {
  const [codes, scale] = [name + CODES, name + SCALE];
  const packed = entryOf(reader.label, reader.entries, codes);
  const { shape, dtype } = entryOf(reader.label, reader.entries, scale);
  if (packed.dtype !== 'U8') {
    throw new SanaError('tensor-dtype:unknown', { file: reader.label, tensor: codes, dtype: packed.dtype });
  }
  const [outputs = 0, bytes = 0, ...rest] = packed.shape;
  const inputs = bytes * PER_BYTE;
  const group = inputs / (shape[1] ?? 0);
  const block = group % 32 === 0 ? 32 : 16;
  if (rest.length > 0 || shape.length !== 2 || shape[0] !== outputs || !(group > 0) || group % block !== 0) {
    throw new SanaError('tensor-shape:groups', { file: reader.label, tensor: scale, found: [...shape], inputs });
  }
  const layout: IntegerLayout = { bits: 4, block, zero: 8, shifted: false, exact: true };
  const stored = group / PER_BYTE + itemSize[dtype];
  const blocks: BlockFormat = { name: 'TERNARY', values: group, bytes: stored, integers: layout, unpack: undefined };
  // 1×1 convolutions are stored as matrices
  const ones = name.endsWith('.conv') ? [1, 1] : [];
  return { entry: { dtype: 'U8', shape: [outputs, inputs, ...ones], blocks }, layout, codes, scale, group };
}

function unpack(stored: Uint8Array, scales: Float32Array, { layout, group }: Pack): IntegerRows {
  const codes = new Uint8Array(2 * stored.length);
  for (let index = 0; index < stored.length; index++) {
    const four = NIBBLES[stored[index]!]!;
    codes[2 * index] = four & 0xff;
    codes[2 * index + 1] = four >> 8;
  }
  const repeats = group / layout.block;
  return {
    codes,
    scales: Float32Array.from({ length: scales.length * repeats }, (_, i) => scales[Math.floor(i / repeats)]!),
  };
}

/**
 * The same tensors with packed matrices under the names and shapes of what they stand for; those without any as they are.
 * @throws SanaError `tensor-missing`, `tensor-shape` where codes and scales do not belong together
 */
export function ternaryTensors(reader: StoredTensorReader): TensorReader {
  const names = [...reader.entries.keys()].filter(name => name.endsWith(CODES));
  if (names.length === 0) return reader;
  const packs = new Map<string, Pack>();
  const entries = new Map<string, TensorEntry>(reader.entries);
  for (const codes of names) {
    const name = codes.slice(0, -CODES.length);
    const pack = packOf(reader, name);
    packs.set(`${name}.weight`, pack);
    entries.set(`${name}.weight`, pack.entry);
    for (const part of [CODES, SCALE, SHAPE]) entries.delete(name + part);
  }
  async function rowsOf(pack: Pack, rows?: readonly [number, number]): Promise<IntegerRows> {
    return unpack(await reader.readBytes(pack.codes, rows), await reader.readFloat32(pack.scale, rows), pack);
  }
  return {
    label: reader.label,
    entries,
    async readFloat32(name, rows) {
      const pack = packs.get(name);
      return pack ? widenIntegers(await rowsOf(pack, rows), pack.layout) : reader.readFloat32(name, rows);
    },
    async readIntegers(name, rows) {
      const pack = packs.get(name);
      return pack ? rowsOf(pack, rows) : reader.readIntegers(name, rows);
    },
    place: (name, rows) => (packs.has(name) ? undefined : reader.place?.(name, rows)),
  };
}
