import type { TensorDtype } from './tensors.ts';

export interface WritableTensor {
  readonly dtype: Extract<TensorDtype, 'F32' | 'I32'>;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** The header is padded with spaces to a multiple of this, so that the data is aligned. */
const HEADER_ALIGNMENT = 8;

/** A safetensors file with these tensors, back to back in this order. */
export function writeSafetensors(tensors: ReadonlyMap<string, WritableTensor>): Uint8Array {
  let end = 0;
  const header: [string, unknown][] = [];
  for (const [name, { dtype, shape, data }] of tensors) {
    header.push([name, { dtype, shape, data_offsets: [end, end + data.byteLength] }]);
    end += data.byteLength;
  }
  const json = JSON.stringify(Object.fromEntries(header));
  const unpadded = new TextEncoder().encode(json);
  const text = new Uint8Array(Math.ceil(unpadded.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT).fill(0x20);
  text.set(unpadded);

  const file = new Uint8Array(8 + text.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let at = 8 + text.length;
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return file;
}
