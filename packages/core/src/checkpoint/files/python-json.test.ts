import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePythonJson } from './python-json.ts';

/** As `json.dumps` writes it: a space after commas and colons, other characters than ASCII escaped. */
function pythonJson(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : Object.is(value, -0) ? '-0.0' : String(value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return escaped(JSON.stringify(value));
  const entries = Object.entries(value).map(([key, item]) => `${escaped(JSON.stringify(key))}: ${pythonJson(item)}`);
  return `{${entries.join(', ')}}`;
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const word = fc.constantFrom('NaN', 'Infinity', '-Infinity', '"', '\\', '\\"', ', NaN', ': Infinity,', 'é', '🦊');
const text = fc.oneof(
  fc.string(),
  fc.array(word, { maxLength: 6 }).map(words => words.join('')),
);
const value = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('JSON as Python writes it', () => {
  it('may hold infinities and NaN, but not inside strings', () => {
    expect(parsePythonJson('{"a": -Infinity, "b": [Infinity, NaN], "c": "NaN \\" Infinity"}')).toEqual({
      a: Number.NEGATIVE_INFINITY,
      b: [Number.POSITIVE_INFINITY, null],
      c: 'NaN " Infinity',
    });
    expect(parsePythonJson('NaN')).toBeNull();
  });

  it('gives back whatever was written, with null for NaN', () => {
    const withoutNaN = (item: unknown): unknown => {
      if (Array.isArray(item)) return item.map(withoutNaN);
      if (typeof item !== 'object' || item === null) return Number.isNaN(item) ? null : item;
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, withoutNaN(inner)]));
    };
    fc.assert(
      fc.property(value, written => {
        expect(parsePythonJson(pythonJson(written))).toEqual(withoutNaN(written));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ...['Infinit', '1Infinity', 'Infinity5', 'Infinity.5', '1.Infinity', '1e-Infinity', '--Infinity', '- Infinity'],
    ...['-NaN', '+Infinity', 'NaNNaN', 'infinity', '{Infinity: 1}', '[NaN NaN]', '"Infinity', '[Infinity"]'],
  ])('refuses %s as Python does', wrong => {
    expect(() => parsePythonJson(wrong)).toThrow(SyntaxError);
  });

  it.each([
    ['escaped quotes in a string without an end', (size: number) => `{"a": NaN, "b": "${'\\"'.repeat(size / 2)}`],
    ['escaped backslashes', (size: number) => `[NaN, "${'\\\\'.repeat(size / 2)}`],
    ['quotes', (size: number) => `[NaN, ${'"'.repeat(size)}`],
    ['minus signs', (size: number) => `[NaN, ${'-'.repeat(size)}`],
    ['literals', (size: number) => `[NaN ${'Infinity '.repeat(size / 9)}`],
    ['a string of any length', (size: number) => `[NaN, "${'a'.repeat(size)}"`],
  ])('takes time in proportion to %s', (_, hostile) => {
    const start = performance.now();
    expect(() => parsePythonJson(hostile(2 ** 23))).toThrow(SyntaxError);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
