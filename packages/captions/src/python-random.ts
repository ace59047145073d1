import { MersenneTwister } from '@sana-studio/core';

/** What `random.Random(seed).random` gives in CPython: numbers in [0, 1) of 53 bits. */
export type RandomNumbers = () => number;

/**
 * The numbers of Python's `random.Random(seed)`: the seed's amount in words of 32 bits, the lowest first, is the key of the
 * Mersenne Twister (Modules/_randommodule.c of CPython).
 * @param seed any whole number
 */
export function pythonRandom(seed: number | bigint): RandomNumbers {
  const bits = MersenneTwister.ofKey(wordsOf(BigInt(seed)));
  return () => ((bits.next() >>> 5) * 2 ** 26 + (bits.next() >>> 6)) / 2 ** 53;
}

function wordsOf(seed: bigint): readonly number[] {
  const words: number[] = [];
  for (let rest = seed < 0n ? -seed : seed; rest > 0n || words.length === 0; rest >>= 32n) {
    words.push(Number(rest & 0xffffffffn));
  }
  return words;
}
