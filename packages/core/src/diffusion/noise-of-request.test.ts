import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TorchGenerator } from './noise.ts';
import { noiseOf, sphericalMix } from './noise-of-request.ts';

interface Reference {
  readonly seed: number;
  readonly variationSeed: number;
  readonly variation: number;
  readonly counts: readonly number[];
  readonly first: readonly (readonly number[])[];
  readonly sums: readonly number[];
}

const reference: readonly Reference[] = JSON.parse(
  readFileSync(new URL('./noise-mixed.fixture.json', import.meta.url), 'utf8'),
);

test.each(reference)(
  'mixes seeds $seed and $variationSeed at $variation as PyTorch does',
  ({ counts, first, sums, ...request }) => {
    const draw = noiseOf(request);
    for (const [call, count] of counts.entries()) {
      const noise = draw(count);
      for (const [index, value] of first[call]!.entries()) {
        expect(Math.abs(noise[index]! - value)).toBeLessThan(1e-6);
      }
      expect(Math.abs(noise.reduce((sum, value) => sum + value, 0) - sums[call]!)).toBeLessThan(2e-7 * count);
    }
  },
);

const seed = fc.nat({ max: 2 ** 32 - 1 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 64, max: 4096 });
const randn = (of: number, length: number) => new TorchGenerator(of).randn(length);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const norm = (a: Float32Array) => Math.sqrt(dot(a, a));
const angle = (a: Float32Array, b: Float32Array) => Math.acos(Math.min(1, dot(a, b) / (norm(a) * norm(b))));
const property = (check: (seeds: [number, number], share: number, length: number) => void) =>
  fc.assert(
    fc.property(fc.tuple(seed, seed), share, count, (seeds, at, length) => {
      fc.pre(seeds[0] !== seeds[1]);
      check(seeds, at, length);
    }),
    { numRuns: 60, seed: 1 },
  );

describe('noise that is mixed spherically', () => {
  it('is bit by bit that of the seed at 0 and without a variation, and that of the other seed at 1', () =>
    property(([a, b], _, length) => {
      expect(noiseOf({ seed: a })(length)).toEqual(randn(a, length));
      expect(noiseOf({ seed: a, variation: 0, variationSeed: b })(length)).toEqual(randn(a, length));
      expect(noiseOf({ seed: a, variation: 1, variationSeed: b })(length)).toEqual(randn(b, length));
      expect(noiseOf({ seed: a, variation: 0.5, variationSeed: a })(length)).toEqual(randn(a, length));
    }));

  it('has a length between those of the two', () =>
    property(([a, b], at, length) => {
      const [from, to] = [randn(a, length), randn(b, length)];
      const lengths = [norm(from), norm(to)];
      const mixed = norm(sphericalMix(from, to, at));
      // where one is shorter, the way between them is a chord, below both by less than their difference
      const room = 1e-5 * length + Math.abs(lengths[0]! - lengths[1]!);
      expect(mixed).toBeGreaterThan(Math.min(...lengths) - room);
      expect(mixed).toBeLessThan(Math.max(...lengths) + room);
    }));

  it('keeps the length of two that are equally long, and turns in proportion to the share', () =>
    property(([a, b], at, length) => {
      const from = randn(a, length);
      const scale = norm(from) / norm(randn(b, length));
      const to = randn(b, length).map(value => value * scale);
      const mixed = sphericalMix(from, to, at);
      expect(Math.abs(norm(mixed) / norm(from) - 1)).toBeLessThan(1e-5);
      expect(Math.abs(angle(from, mixed) - at * angle(from, to))).toBeLessThan(1e-3);
    }));

  it('goes further away the larger the share', () =>
    property(([a, b], _, length) => {
      const [from, to] = [randn(a, length), randn(b, length)];
      const away = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map(at =>
        norm(sphericalMix(from, to, at).map((value, index) => value - from[index]!)),
      );
      expect(away).toEqual(away.toSorted((one, two) => one - two));
    }));
});
