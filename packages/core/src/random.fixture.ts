// For tests that make their inputs by chance and can be repeated: every generator takes the chance as an argument.

/** A number from 0 to 1, without 1, as Math.random gives it. */
export type Random = () => number;

/** mulberry32: the same numbers for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to `limit`, without it. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)]!;
}

/** Up to `most` of what `make` makes. */
export function several<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: below(random, most + 1) }, make);
}

/** One to four changes: a flipped bit, a wild byte, a lying number, a removed or repeated stretch, an end cut off. */
export function mutated(original: Uint8Array, random: Random): Uint8Array {
  let bytes = original.slice();
  for (let changes = 1 + below(random, 4); changes > 0 && bytes.length > 0; changes--) {
    // half of the changes go where the structure is: in front and at the end
    const near = Math.min(bytes.length, 400);
    const places = [
      below(random, bytes.length),
      below(random, bytes.length),
      below(random, near),
      bytes.length - 1 - below(random, near),
    ];
    const at = pick(random, places);
    const length = 1 + below(random, 16);
    switch (below(random, 6)) {
      case 0:
        bytes[at] = bytes[at]! ^ (1 << below(random, 8));
        break;
      case 1:
        bytes[at] = below(random, 256);
        break;
      case 2:
        bytes.fill(pick(random, [0, 0x7f, 0x80, 0xff]), at, at + pick(random, [1, 2, 4, 8]));
        break;
      case 3:
        bytes = joined(bytes.subarray(0, at), bytes.subarray(at + length));
        break;
      case 4:
        bytes = joined(bytes.subarray(0, at + length), bytes.subarray(at));
        break;
      default:
        bytes = bytes.slice(0, below(random, 2) === 0 ? at : Math.max(0, bytes.length - below(random, 32)));
    }
  }
  return bytes;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinedAll(parts);
}

/** Of any number, more than a call may have arguments. */
export function joinedAll(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const ascii = (text: string) => new TextEncoder().encode(text);

/** Whole numbers where readers go wrong: signs, sizes of words, the ends of what is exact. */
export const AWKWARD_NUMBERS = [
  0,
  1,
  -1,
  2,
  7,
  255,
  256,
  2 ** 16,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 53,
  1e300,
  0.5,
];
