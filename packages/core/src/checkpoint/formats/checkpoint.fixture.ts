import type { TensorDtype } from '../tensors/tensors.ts';

export interface TestTensor {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A safetensors file with these tensors back to back, for tests. */
export function safetensorsBytes(tensors: readonly TestTensor[]): Uint8Array {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  let at = 8 + text.length;
  for (const { bytes } of tensors) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** Pickle operations as bytes, for tests. */
export const pickle = {
  join: (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap(part => [...part])),
  op: (...codes: readonly number[]) => Uint8Array.from(codes),
  text: (value: string) => {
    const bytes = new TextEncoder().encode(value);
    return Uint8Array.from([0x58, bytes.length, bytes.length >> 8, 0, 0, ...bytes]);
  },
  int: (value: number) => Uint8Array.from([0x4a, value, value >> 8, value >> 16, value >> 24]),
  global: (module: string, name: string) => new TextEncoder().encode(`c${module}\n${name}\n`),
  tuple: (...items: readonly Uint8Array[]) => pickle.join(pickle.op(0x28), ...items, pickle.op(0x74)),
};

/** The pickle of one tensor as torch writes it; every part can be replaced to make it a bad one. */
export function pickledTensor(change: {
  type?: string;
  key?: string;
  count?: number;
  offset?: number;
  shape?: readonly number[];
  strides?: readonly number[];
}): Uint8Array {
  const { type = 'FloatStorage', key = '0', count = 4, offset = 0, shape = [2, 2], strides = [2, 1] } = change;
  const { join, op, text, int, global, tuple } = pickle;
  const storage = join(tuple(text('storage'), global('torch', type), text(key), text('cpu'), int(count)), op(0x51));
  const hooks = join(global('collections', 'OrderedDict'), op(0x29, 0x52));
  const args = tuple(storage, int(offset), tuple(...shape.map(int)), tuple(...strides.map(int)), op(0x89), hooks);
  return join(global('torch._utils', '_rebuild_tensor_v2'), args, op(0x52));
}

/** `{name: value, …}` behind a protocol mark, ended by STOP. */
export function pickledDict(items: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const { join, op, text } = pickle;
  const pairs = Object.entries(items).flatMap(([name, value]) => [text(name), value]);
  return join(op(0x80, 2, 0x7d, 0x28), ...pairs, op(0x75, 0x2e));
}

export interface ZipOptions {
  /** Sizes, offsets and the end record in their 64-bit forms. */
  readonly zip64?: boolean;
  readonly method?: number;
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 255n));
}

/** A zip archive of stored entries, for tests. */
export function zipBytes(files: Readonly<Record<string, Uint8Array>>, options: ZipOptions = {}): Uint8Array {
  const { zip64 = false, method = 0 } = options;
  const small = (value: number) => little(zip64 ? 0xffffffff : value, 4);
  const central: number[] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [name, content] of Object.entries(files)) {
    const encoded = [...new TextEncoder().encode(name)];
    const size = content.length;
    const sizes = [...little(size, 8), ...little(size, 8), ...little(length, 8)];
    const extra = zip64 ? [1, 0, sizes.length, 0, ...sizes] : [];
    central.push(
      ...little(0x02014b50, 4),
      0,
      0,
      0,
      0,
      0,
      0,
      method,
      0,
      ...little(0, 8),
      ...small(size),
      ...small(size),
    );
    central.push(...little(encoded.length, 2), ...little(extra.length, 2), ...little(0, 10), ...small(length));
    central.push(...encoded, ...extra);
    const start = [
      ...little(0x04034b50, 4),
      0,
      0,
      0,
      0,
      method,
      0,
      ...little(0, 8),
      ...little(size, 4),
      ...little(size, 4),
    ];
    // Seven bytes of padding in the extra field, as torch aligns its entries.
    const padding = [0x46, 0x42, 3, 0, 0x5a, 0x5a, 0x5a];
    add(
      Uint8Array.from([...start, ...little(encoded.length, 2), ...little(padding.length, 2), ...encoded, ...padding]),
    );
    add(content);
  }
  const start = length;
  const count = Object.keys(files).length;
  add(Uint8Array.from(central));
  if (zip64) {
    const counts = [...little(count, 8), ...little(count, 8), ...little(central.length, 8), ...little(start, 8)];
    const end = [...little(0x06064b50, 4), ...little(44, 8), 45, 0, 45, 0, ...little(0, 8), ...counts];
    const locator = [...little(0x07064b50, 4), ...little(0, 4), ...little(length, 8), ...little(1, 4)];
    add(Uint8Array.from([...end, ...locator]));
  }
  const records = little(zip64 ? 0xffff : count, 2);
  const end = [...little(0x06054b50, 4), 0, 0, 0, 0, ...records, ...records];
  add(Uint8Array.from([...end, ...small(central.length), ...small(start), 0, 0]));

  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
