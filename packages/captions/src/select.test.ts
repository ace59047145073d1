import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../test/reference-data.ts';
import { pythonRandom } from './python-random.ts';
import { type Law, type Scored, select, ticketsOf } from './select.ts';

type Pairs = readonly (readonly [type: string, number: number])[];
interface Draws {
  readonly probabilities: Pairs | null;
  readonly 'seeds 0 to 9': Pairs;
}
interface Case {
  readonly scores: Pairs;
  readonly nvlabs: Readonly<Record<string, Draws>>;
  readonly paper: Readonly<Record<string, Pairs>>;
  readonly best?: readonly [string, number];
}

/** Computed by make_golden.py, and compared with NVlabs' own function. */
const golden = readJson(referencePath('captions', 'expected.json')) as {
  readonly cases: Readonly<Record<string, Case>>;
  readonly sequences: Readonly<Record<string, readonly (readonly [key: string, type: string, score: number])[]>>;
  readonly python_random: Readonly<Record<string, readonly number[]>>;
};

const PYTHON_OF_2_70_5 = [0.46679953776226335, 0.4748702691919824, 0.3684083919879382];

const scored = (pairs: Pairs): readonly Scored[] => pairs.map(([type, score]) => ({ type, score }));

function lawOf(name: string): Law {
  const [, threshold, temperature] = /threshold ([\d.]+), temperature ([\d.]+)/.exec(name)!;
  return { kind: 'nvlabs', threshold: Number(threshold), temperature: Number(temperature) };
}

describe('the laws of selection', () => {
  for (const [key, { scores, nvlabs, paper, best }] of Object.entries(golden.cases)) {
    it(`select for ${key} what Python selects`, () => {
      for (const [name, { probabilities, 'seeds 0 to 9': draws }] of Object.entries(nvlabs)) {
        const law = lawOf(name);
        for (const [seed, [type, score]] of draws.entries()) {
          expect(select(law, scored(scores), pythonRandom(seed))).toEqual({ type, score });
        }
        const tickets = ticketsOf(law, scored(scores));
        expect(tickets?.map(({ type }) => type)).toEqual(probabilities?.map(([type]) => type));
        for (const [i, [, p]] of (probabilities ?? []).entries()) expect(tickets?.[i]?.probability).toBeCloseTo(p, 14);
      }
      for (const [name, expected] of Object.entries(paper)) {
        const tickets = ticketsOf({ kind: 'paper', temperature: Number(name.split(' ')[1]) }, scored(scores))!;
        expect(tickets.map(({ type }) => type)).toEqual(expected.map(([type]) => type));
        for (const [i, [, p]] of expected.entries()) expect(tickets[i]?.probability).toBeCloseTo(p, 14);
      }
      const [type, score] = best ?? ['prompt', 0];
      expect(select({ kind: 'best' }, scored(scores), () => Number.NaN)).toEqual({ type, score });
    });
  }

  it('draw a whole folder from one generator, and no number where nothing is drawn', () => {
    for (const [name, expected] of Object.entries(golden.sequences)) {
      const random = pythonRandom(Number(/seed (\d+)/.exec(name)![1]));
      for (const [key, type, score] of expected) {
        expect(select(lawOf(name), scored(golden.cases[key]!.scores), random)).toEqual({ type, score });
      }
    }
  });

  it('have Python’s random numbers for whatever seed', () => {
    for (const [seed, numbers] of Object.entries(golden.python_random)) {
      const random = pythonRandom(BigInt(seed));
      expect(numbers.map(() => random())).toEqual(numbers);
    }
    // of random.Random(2**70 + 5) and of its negative, which CPython takes for the same
    for (const seed of [2n ** 70n + 5n, -(2n ** 70n) - 5n]) {
      const random = pythonRandom(seed);
      expect([random(), random(), random()]).toEqual(PYTHON_OF_2_70_5);
    }
  });

  it('have any Python’s numbers, where there is one', ({ skip }) => {
    const script =
      'import random,sys\nfor s in sys.stdin.read().split(): r=random.Random(int(s)); print(r.random(), r.random())';
    const seeds = fc.sample(fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n }), { numRuns: 200, seed: 16 });
    const { status, stdout } = spawnSync('python3', ['-c', script], { input: seeds.join(' '), encoding: 'utf8' });
    if (status !== 0) skip();
    const lines = stdout.trim().split('\n');
    for (const [i, seed] of seeds.entries()) {
      const random = pythonRandom(seed);
      expect([random(), random()]).toEqual(lines[i]!.split(' ').map(Number));
    }
  });

  it('select a candidate, and with more temperature less surely the best', () => {
    const scores = fc.array(
      fc.record({
        type: fc.constantFrom('a', 'b', 'c', 'prompt'),
        score: fc.double({ min: -5, max: 40, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        scores,
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.integer(),
        (candidates, threshold, temperature, seed) => {
          const highest = Math.max(...candidates.map(({ score }) => score));
          for (const law of [
            { kind: 'nvlabs', threshold, temperature },
            { kind: 'paper', temperature },
          ] as const) {
            const { type } = select(law, candidates, pythonRandom(seed));
            expect(candidates.map(candidate => candidate.type)).toContain(type);
            const tickets = ticketsOf(law, candidates);
            if (!tickets) continue;
            expect(tickets.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
            const most = Math.max(...tickets.map(({ probability }) => probability));
            const ofHighest = tickets.filter(({ score }) => score === highest);
            expect(ofHighest.map(({ probability }) => probability)).toEqual(ofHighest.map(() => most));
          }
        },
      ),
    );
  });
});
