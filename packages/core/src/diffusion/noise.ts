import { MersenneTwister } from './mt19937.ts';

const BLOCK = 16;
const HALF = BLOCK / 2;
/** float32(2π): the reference multiplies in single precision, and its rounding is part of the stream. */
const TWO_PI_FLOAT = Math.fround(2 * Math.PI);

/**
 * Draws what PyTorch draws on the CPU: `torch.randn(shape, generator=torch.Generator().manual_seed(seed))` in float32,
 * so that a seed means the same picture here and in the reference implementation. Values agree to about one float32
 * rounding; consecutive calls continue one stream, also when short and long calls alternate.
 */
export class TorchGenerator {
  readonly #bits: MersenneTwister;
  /** The second normal of a double-precision pair, kept for the next short draw; long draws leave it alone. */
  #cached: number | undefined;

  /** @param seed integer 0…2^53 − 1; as in PyTorch, its low 32 bits determine the stream */
  constructor(seed: number) {
    this.#bits = new MersenneTwister(seed);
  }

  /** @returns `count` standard normal values in the row-major order of the tensor they fill */
  randn(count: number): Float32Array {
    const out = new Float32Array(count);
    if (count < BLOCK) {
      for (let i = 0; i < count; i++) out[i] = this.#doubleNormal();
      return out;
    }
    for (let i = 0; i < count; i++) out[i] = this.#floatUniform();
    for (let start = 0; start + BLOCK <= count; start += BLOCK) boxMuller(out, start);
    if (count % BLOCK !== 0) {
      const tail = count - BLOCK;
      for (let i = tail; i < count; i++) out[i] = this.#floatUniform();
      boxMuller(out, tail);
    }
    return out;
  }

  /** 24 random bits in [0, 1), exact in float32. */
  #floatUniform(): number {
    return (this.#bits.next() & 0xffffff) / 0x1000000;
  }

  /** 53 random bits in [0, 1): the first draw gives the high word. */
  #doubleUniform(): number {
    const high = this.#bits.next() & 0x1fffff;
    return (high * 2 ** 32 + this.#bits.next()) / 2 ** 53;
  }

  #doubleNormal(): number {
    const cached = this.#cached;
    if (cached !== undefined) {
      this.#cached = undefined;
      return cached;
    }
    const angle = 2 * Math.PI * this.#doubleUniform();
    const radius = Math.sqrt(-2 * Math.log1p(-this.#doubleUniform()));
    this.#cached = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** Turns sixteen uniforms into normals in place, value j paired with value j + 8. */
function boxMuller(values: Float32Array, start: number): void {
  for (let j = start; j < start + HALF; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - values[j]!));
    const angle = Math.fround(TWO_PI_FLOAT * values[j + HALF]!);
    values[j] = radius * Math.cos(angle);
    values[j + HALF] = radius * Math.sin(angle);
  }
}
