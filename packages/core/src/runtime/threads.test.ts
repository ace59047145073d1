import fc from 'fast-check';
import { expect, it } from 'vitest';
import { surroundings, threadsFor } from './threads.ts';

const isIsolated = true;

it.each([
  [{ isIsolated, cores: 2, memory: 8 }, 1],
  [{ isIsolated, cores: 4, memory: 2 }, 2],
  [{ isIsolated, cores: 4, memory: undefined }, 3],
  [{ isIsolated, cores: 12, memory: 8 }, 6],
  [{ isIsolated, cores: 64, memory: 8 }, 8],
  [{ isIsolated, cores: undefined, memory: undefined }, 1],
  [{ isIsolated: false, cores: 2, memory: 8 }, 1],
])('in %j there are %i threads', (where, threads) => {
  expect(threadsFor(where)).toEqual({ threads });
});

it('says so where one of several cores computes, and only there', () => {
  const count = fc.option(fc.integer({ min: 1, max: 256 }), { nil: undefined });
  fc.assert(
    fc.property(fc.boolean(), count, count, (isIsolated, cores, memory) => {
      const { threads, note } = threadsFor({ isIsolated, cores, memory });
      expect(threads).toBeGreaterThanOrEqual(1);
      expect(threads).toBeLessThanOrEqual(cores ?? 1);
      expect(note?.remark).toBe(!isIsolated && (cores ?? 1) > 2 ? 'one-thread' : undefined);
    }),
  );
});

it('takes Node for a place where memory can be shared', () => {
  expect(surroundings().isIsolated).toBe(true);
});
