import type { TensorDtype } from '../tensors/tensors.ts';

export interface WritableTensor {
  readonly dtype: Extract<TensorDtype, 'F32' | 'I32'>;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** The header is padded with spaces to a multiple of this, so that the data is aligned. */
const HEADER_ALIGNMENT = 8;

export interface TensorPlace {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  /** How many bytes its data has. */
  readonly bytes: number;
}

/** What a safetensors file with these tensors, back to back in this order, begins with: everything but their data. */
export function safetensorsHeader(tensors: readonly TensorPlace[]): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const begin = end;
    end += bytes;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = Math.ceil(text.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
  const header = new Uint8Array(8 + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(text, 8);
  return header;
}

/** A safetensors file with these tensors, back to back in this order. */
export function writeSafetensors(tensors: ReadonlyMap<string, WritableTensor>): Uint8Array {
  const places = [...tensors].map(([name, { dtype, shape, data }]) => ({ name, dtype, shape, bytes: data.byteLength }));
  const header = safetensorsHeader(places);
  const file = new Uint8Array(places.reduce((end, { bytes }) => end + bytes, header.length));
  file.set(header);
  let at = header.length;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}
