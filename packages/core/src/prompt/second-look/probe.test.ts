import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SanaError } from '../../errors.ts';
import { decodeFloats, encodeFloats } from './floats.ts';
import { probeFile } from './probe.fixture.ts';
import { Probe, type ProbeFile } from './probe.ts';
import { readProbeFile } from './probe-file.ts';

const codeOf = (job: () => unknown): string => {
  try {
    job();
  } catch (error) {
    if (error instanceof SanaError) return error.reason;
    throw error;
  }
  return 'nothing';
};

test('numbers in base64 come back as float32, and only as many as there are', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 40 }), numbers => {
      const values = Float32Array.from(numbers);
      const text = encodeFloats(values);
      expect(decodeFloats(text, values.length)).toEqual(values);
      expect(decodeFloats(text, values.length + 1)).toBeUndefined();
      expect(decodeFloats(`${text.slice(0, -1)}!`, values.length + (values.length === 0 ? 1 : 0))).toBeUndefined();
    }),
  );
  expect(decodeFloats(encodeFloats(Float32Array.of(1, Number.NaN)), 2)).toBeUndefined();
});

describe('the file of a probe', () => {
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['another format', { ...probeFile(), format: 'probe' }],
    ['a field too many', { ...probeFile(), more: 1 }],
    ['a layer that there is not', probeFile({ layer: 3 })],
    ['no layer', probeFile({ layer: 0 })],
    ['a veto above what adds', probeFile({ vetoes: 2 })],
    ['weights of another width', probeFile({ weights: encodeFloats(new Float32Array(5)) })],
    ['weights that are no numbers', probeFile({ weights: encodeFloats(new Float32Array(4).fill(Number.NaN)) })],
    ['weights that are no base64', probeFile({ weights: '%'.repeat(24) })],
    ['a mark of another length', probeFile({ bos: new Float32Array(3) })],
    ['no categories', probeFile({ categories: [] })],
    ['a bias that JSON cannot say', probeFile({ bias: Number.POSITIVE_INFINITY })],
    ['more numbers than there is room for', probeFile({ width: 2 ** 14 + 1 })],
  ])('with %s is refused by name', (_, file) => {
    expect(codeOf(() => readProbeFile(file, 'x.json'))).toBe('probe-unreadable:value');
  });

  test('of a later version says so', () => {
    expect(codeOf(() => readProbeFile({ format: 'sana-probe', version: 2, other: true }, 'x'))).toBe(
      'probe-unreadable:version',
    );
  });

  test('gives a probe or a code, whatever it holds', () => {
    const good = probeFile() as unknown as Record<string, unknown>;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (key, value) => {
        const reason = codeOf(() => new Probe(readProbeFile({ ...good, [key]: value }, 'x')));
        expect(['nothing', 'probe-unreadable:value', 'probe-unreadable:version']).toContain(reason);
      }),
    );
  });
});

test('its score is a weighted sum, and its bounds say what that means', () => {
  const probe = new Probe(probeFile({ weights: encodeFloats(Float32Array.of(1, -2, 0.5, 0)), bias: 0.25 }));
  expect(probe.score(Float32Array.of(1, 1, 2, 9))).toBeCloseTo(0.25, 6);
  expect(probe.verdict(Float32Array.of(0.75, 0, 0, 0))).toBe('unsafe');
  expect(probe.verdict(Float32Array.of(0.74, 0, 0, 0))).toBe('undecided');
  expect(probe.verdict(Float32Array.of(-1.25, 0, 0, 0))).toBe('undecided');
  expect(probe.verdict(Float32Array.of(-1.26, 0, 0, 0))).toBe('harmless');
});

test('it fits the text encoder that it was fitted on, also in four bits, and no other', () => {
  const bos = Float32Array.from({ length: 64 }, (_, index) => Math.sin(index));
  const probe = new Probe(probeFile({ width: 64, bos }));
  const rounded = bos.map(value => Math.round(value * 7) / 7);
  const fits = (layers: number, width: number, row: Float32Array) =>
    codeOf(() => probe.assertFits({ layers, width, bos: row }));
  expect(fits(3, 64, bos)).toBe('nothing');
  expect(fits(3, 64, rounded)).toBe('nothing');
  expect(fits(4, 64, bos)).toBe('probe-unfit:size');
  expect(fits(3, 32, bos.slice(0, 32))).toBe('probe-unfit:size');
  expect(
    fits(
      3,
      64,
      bos.map((_, index) => Math.cos(index)),
    ),
  ).toBe('probe-unfit:other');
  expect(fits(3, 64, new Float32Array(64).fill(Number.NaN))).toBe('probe-unfit:other');
});

test('what a file holds is all that the probe needs', () => {
  const file: ProbeFile = probeFile({ figures: { caught: 0.5 } });
  expect(readProbeFile(JSON.parse(JSON.stringify(file)), 'x')).toEqual(file);
});
