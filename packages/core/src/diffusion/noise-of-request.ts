import type { GenerateRequest } from '../request/index.ts';
import { TorchGenerator } from './noise.ts';

/** @returns draws the noise of a request, in the order of the tensor that it fills; each call goes on where the last ended */
export function noiseOf({
  seed,
  variation = 0,
  variationSeed,
}: Pick<GenerateRequest, 'seed' | 'variation' | 'variationSeed'>): (count: number) => Float32Array {
  const own = new TorchGenerator(seed);
  if (variation === 0 || variationSeed === undefined) return count => own.randn(count);
  const other = new TorchGenerator(variationSeed);
  return count => sphericalMix(own.randn(count), other.randn(count), variation);
}

/**
 * Spherical linear interpolation of two tensors, each taken whole as one vector (K. Shoemake, "Animating Rotation with
 * Quaternion Curves", 1985): with θ the angle between them,
 *
 *     float32(sin((1 − share)·θ) / sin θ) · from + float32(sin(share·θ) / sin θ) · to
 *
 * in float32, each product and the sum rounded. θ = acos(⟨from, to⟩ / (‖from‖·‖to‖)) is summed and computed in float64, so
 * that the order of summation does not matter. A share of 0 gives `from`, of 1 gives `to`, bit by bit; so does any share if
 * they point the same way. The result is as long as the two are: what stands for noise keeps the noise's strength.
 *
 * @param share 0…1
 */
export function sphericalMix(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const angle = angleBetween(from, to);
  const sine = Math.sin(angle);
  if (sine === 0) return from;
  const [own, other] = [(1 - share) * angle, share * angle].map(part => Math.fround(Math.sin(part) / sine)) as [
    number,
    number,
  ];
  return from.map((value, index) => Math.fround(own * value) + Math.fround(other * to[index]!));
}

/** Radians. */
function angleBetween(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const other = b[index]!;
    product += value * other;
    ofA += value * value;
    ofB += other * other;
  }
  return Math.acos(Math.min(1, Math.max(-1, product / Math.sqrt(ofA * ofB))));
}
