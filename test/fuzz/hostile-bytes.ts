import fc from 'fast-check';

/** Changes of a file, as numbers that any file can be changed by. */
export type ByteChange =
  | { readonly change: 'set'; readonly at: number; readonly values: readonly number[] }
  | { readonly change: 'remove' | 'repeat'; readonly at: number; readonly length: number }
  | { readonly change: 'cut'; readonly at: number };

export interface ChangedFile {
  readonly sample: number;
  readonly changes: readonly ByteChange[];
}

/** A place: half of them are where the structure is, in front or at the end. */
const place = fc.oneof(
  fc.nat({ max: 2 ** 30 }),
  fc.nat({ max: 400 }),
  fc.nat({ max: 400 }).map(back => -1 - back),
);

const lying = [0, 1, 0x7f, 0x80, 0xff].flatMap(byte =>
  [1, 2, 4, 8].map(length => new Array<number>(length).fill(byte)),
);

const byteChange: fc.Arbitrary<ByteChange> = fc.oneof(
  fc.record({
    change: fc.constant('set' as const),
    at: place,
    values: fc.oneof(fc.constantFrom(...lying), fc.array(fc.nat({ max: 255 }), { minLength: 1, maxLength: 8 })),
  }),
  fc.record({
    change: fc.constantFrom('remove' as const, 'repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 4096 }),
  }),
  fc.record({ change: fc.constant('cut' as const), at: place }),
);

/** One to four changes of one of `samples` files. */
export function changedFiles(samples: number): fc.Arbitrary<ChangedFile> {
  return fc.record({
    sample: fc.nat({ max: samples - 1 }),
    changes: fc.array(byteChange, { minLength: 1, maxLength: 4 }),
  });
}

export function applyChanges(files: readonly Uint8Array[], { sample, changes }: ChangedFile): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(files[sample]!);
  for (const one of changes) {
    if (bytes.length === 0) break;
    const at = ((one.at % bytes.length) + bytes.length) % bytes.length;
    switch (one.change) {
      case 'set':
        bytes.set(one.values.slice(0, bytes.length - at), at);
        break;
      case 'remove':
        bytes = joined(bytes.subarray(0, at), bytes.subarray(at + one.length));
        break;
      case 'repeat':
        bytes = joined(bytes.subarray(0, at + one.length), bytes.subarray(at));
        break;
      case 'cut':
        bytes = bytes.slice(0, at);
    }
  }
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
