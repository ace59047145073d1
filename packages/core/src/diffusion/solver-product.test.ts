import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SolverStep } from './plan.ts';
import { solverProduct } from './solver-product.ts';

const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
const step: fc.Arbitrary<Omit<Required<SolverStep>, 'levelAfter'>> = fc.record({
  timestep: coefficient,
  inputScale: coefficient,
  cleanFromX: coefficient,
  cleanFromV: coefficient,
  nextFromX: coefficient,
  nextFromClean: coefficient,
  nextFromPrevious: coefficient,
  nextFromNoise: coefficient,
  nextFromOlder0: coefficient,
  nextFromOlder1: coefficient,
  nextFromAnchor: coefficient,
  anchorFromX: coefficient,
  anchorFromClean: coefficient,
  anchorFromAnchor: coefficient,
  anchorFromPrevious: coefficient,
  anchorFromOlder0: coefficient,
  anchorFromOlder1: coefficient,
});
const passes = fc.constantFrom(
  { guided: false, perturbed: false },
  { guided: true, perturbed: false },
  { guided: false, perturbed: true },
  { guided: true, perturbed: true },
  { guided: false, perturbed: false, reuses: true },
);
const form = fc.record({ drawsNoise: fc.boolean(), older: fc.constantFrom(0, 1, 2), anchored: fc.boolean() });
const state = fc.record({
  x: coefficient,
  conditional: coefficient,
  unconditional: coefficient,
  perturbed: coefficient,
  direction: coefficient,
  previous: coefficient,
  older0: coefficient,
  older1: coefficient,
  anchor: coefficient,
  noise: coefficient,
});

it('one product gives what guidance and solver say, one after the other', () => {
  fc.assert(
    fc.property(step, passes, form, state, coefficient, coefficient, (c, which, has, of, s, p) => {
      const older = [of.older0, of.older1].slice(0, has.older);
      const before = (previous: number, ...weights: readonly number[]) =>
        previous * of.previous + older.reduce((sum, value, i) => sum + value * weights[i]!, 0);

      let v = which.guided ? of.unconditional + s * (of.conditional - of.unconditional) : of.conditional;
      if (which.perturbed) v += p * (of.conditional - of.perturbed);
      if (which.reuses) v += (s - 1) * of.direction;
      const clean = c.cleanFromX * of.x + c.cleanFromV * v;
      const anchor =
        c.anchorFromX * of.x +
        c.anchorFromClean * clean +
        c.anchorFromAnchor * of.anchor +
        before(c.anchorFromPrevious, c.anchorFromOlder0, c.anchorFromOlder1);
      const next =
        c.nextFromX * of.x +
        c.nextFromClean * clean +
        before(c.nextFromPrevious, c.nextFromOlder0, c.nextFromOlder1) +
        (has.anchored ? c.nextFromAnchor * anchor : 0) +
        (has.drawsNoise ? c.nextFromNoise * of.noise : 0);
      const expected = [clean, next, ...(has.anchored ? [anchor] : [])];
      if (which.guided && !which.perturbed) expected.push(of.conditional - of.unconditional);

      const summands = [
        of.x,
        of.conditional,
        ...(which.guided ? [of.unconditional] : []),
        ...(which.perturbed ? [of.perturbed] : []),
        ...(which.reuses ? [of.direction] : []),
        of.previous,
        ...older,
        ...(has.anchored ? [of.anchor] : []),
        ...(has.drawsNoise ? [of.noise] : []),
      ];
      const product = solverProduct(
        { ...c, levelAfter: { image: 1, noise: 0 } },
        { guidanceScale: s, perturbationScale: p },
        { ...has, older: has.older as 0 | 1 | 2, passes: which },
      );
      expect([product.rows, product.columns]).toEqual([expected.length, summands.length]);
      for (const [row, value] of expected.entries()) {
        const parts = summands.map((summand, i) => summand * product.values[row * product.columns + i]!);
        const size = parts.reduce((sum, part) => sum + Math.abs(part), 1e-30);
        const sum = parts.reduce((all, part) => all + part, 0);
        // coefficients are rounded to float32
        expect(Math.abs(sum - value)).toBeLessThan(1e-6 * (size + 100));
      }
    }),
  );
});
