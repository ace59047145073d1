import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaUnderCurve, boundsFor, crossValidate, ratesAt } from './calibration.ts';
import { fitLogistic, scoreOf } from './logistic.ts';

/** Two overlapping clouds of points, from numbers that are the same every time. */
function clouds(count: number, width: number, apart: number) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const labels = Array.from({ length: count }, (_, index) => index % 2 === 0);
  const rows = labels.map(label =>
    Float32Array.from({ length: width }, (_, column) => 3 + random() + (column === 0 && label ? apart : 0)),
  );
  return { rows, labels, groups: labels.map((_, index) => index >> 1) };
}

test('the weights are where the penalised likelihood is highest, with fewer features and with more', () => {
  for (const width of [3, 120]) {
    const { rows, labels } = clouds(60, width, 0.4);
    const { weights, bias } = fitLogistic(rows, labels, 0.1);
    const mean = (column: number) => rows.reduce((sum, row) => sum + row[column]! / rows.length, 0);
    const variances = Array.from(weights, (_, column) =>
      rows.reduce((sum, row) => sum + (row[column]! - mean(column)) ** 2 / rows.length, 0),
    );
    const loss = (changed: Float32Array, shift: number) => {
      const scores = rows.map(row => scoreOf({ weights: changed, bias: shift }, row));
      const likelihood = scores.reduce((sum, score, i) => sum + Math.log1p(Math.exp(labels[i] ? -score : score)), 0);
      const norm = changed.reduce((sum, weight, column) => sum + weight ** 2 * variances[column]! * width, 0);
      return likelihood + (0.1 / 2) * norm;
    };
    const best = loss(weights, bias);
    for (const step of [-0.01, 0.01]) {
      expect(loss(weights, bias + step)).toBeGreaterThan(best);
      for (const column of [0, 1, width - 1]) {
        expect(loss(weights.with(column, weights[column]! + step), bias)).toBeGreaterThan(best);
      }
    }
  }
});

test('the same examples give the same weights, and a feature that never varies none', () => {
  const { rows, labels } = clouds(40, 5, 1);
  const still = rows.map(row => row.with(4, 7));
  expect(fitLogistic(still, labels, 0.1)).toEqual(fitLogistic(still, labels, 0.1));
  expect(fitLogistic(still, labels, 0.1).weights[4]).toBe(0);
});

test('cross-validation tells what is learnt from what is learnt by heart', () => {
  const apart = crossValidate(clouds(80, 200, 1.5));
  expect(apart.areaUnderCurve).toBeGreaterThan(0.75);
  const alike = crossValidate(clouds(80, 200, 0));
  expect(Math.abs(alike.areaUnderCurve - 0.5)).toBeLessThan(0.2);
  expect(() => crossValidate(clouds(8, 3, 1))).toThrow(RangeError);
});

test('the area under the curve is the chance that an unsafe example is above an innocent one', () => {
  expect(areaUnderCurve([3, 2, 1, 0], [true, true, false, false])).toBe(1);
  expect(areaUnderCurve([0, 1, 1, 2], [true, true, false, false])).toBe(0.125);
});

test('no bound is passed by more than was asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 60 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (examples, falsePositives, misses) => {
        const scores = [...examples.map(([score]) => score / 4), 0, 0];
        const labels = [...examples.map(([, label]) => label), true, false];
        const bounds = boundsFor(scores, labels, { falsePositives, misses });
        const rates = ratesAt(scores, labels, bounds);
        expect(rates.innocentFound).toBeLessThanOrEqual(falsePositives);
        expect(rates.unsafeSpared).toBeLessThanOrEqual(misses);
        expect(bounds.vetoes).toBeLessThanOrEqual(bounds.adds);
      },
    ),
  );
});
