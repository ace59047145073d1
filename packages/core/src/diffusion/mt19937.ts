const SIZE = 624;
const MIDDLE = 397;

/** The 32-bit Mersenne Twister (Matsumoto and Nishimura, 1998), seeded as its authors' init_genrand does. */
export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE);
  #next = SIZE;

  /** @param seed any non-negative integer up to 2^53 − 1; its low 32 bits count */
  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const previous = state[i - 1]!;
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /**
   * Seeded as its authors' init_by_array does.
   * @param key one or more words of 32 bits
   */
  static ofKey(key: readonly number[]): MersenneTwister {
    const twister = new MersenneTwister(19650218);
    const state = twister.#state;
    let i = 1;
    const step = (factor: number, added: number) => {
      const previous = state[i - 1]!;
      state[i] = (state[i]! ^ Math.imul(previous ^ (previous >>> 30), factor)) + added;
      if (++i === SIZE) {
        state[0] = state[SIZE - 1]!;
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(SIZE, key.length); k++) step(1664525, key[k % key.length]! + (k % key.length));
    for (let k = 1; k < SIZE; k++) step(1566083941, -i);
    state[0] = 0x80000000;
    return twister;
  }

  /** The next 32 random bits, as an unsigned integer. */
  next(): number {
    if (this.#next === SIZE) this.#refill();
    let y = this.#state[this.#next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
      state[i] = state[(i + MIDDLE) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}
