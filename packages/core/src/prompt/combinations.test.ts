import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { combinations } from './combinations.ts';

test.each([
  ['a fox', ['a fox']],
  ['', ['']],
  ['a {red|blue} fox', ['a red fox', 'a blue fox']],
  ['{a|b}{1|2}', ['a1', 'a2', 'b1', 'b2']],
  ['a { red | blue } fox', ['a red fox', 'a blue fox']],
  ['a {big|} fox', ['a big fox', 'a fox']],
  ['a {|big|small} fox', ['a fox', 'a big fox', 'a small fox']],
  ['{fox|{big|small} owl}', ['fox', 'big owl', 'small owl']],
  ['{{{a|b}|c}|d} x', ['a x', 'b x', 'c x', 'd x']],
  ['{a|a|b}', ['a', 'b']],
  // no groups: as they stand
  ['{prompt} and {}', ['{prompt} and {}']],
  ['a | b', ['a | b']],
  ['{a|b', ['{a|b']],
  ['a|b}', ['a|b}']],
  ['} {a|b} {', ['} a {', '} b {']],
  ['{x {a|b}', ['{x a', '{x b']],
  ['{only {a|b}}', ['{only a}', '{only b}']],
  // escaped
  ['\\{a\\|b\\}', ['{a|b}']],
  ['{a\\|b|c\\}}', ['a|b', 'c}']],
  ['C:\\fox \\n', ['C:\\fox \\n']],
  ['{狐狸|🦊}在雪地里', ['狐狸在雪地里', '🦊在雪地里']],
])('“%s” stands for %j', (prompt, prompts) => {
  expect(combinations(prompt)).toEqual({ prompts, total: prompts.length });
});

describe('combinations', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter(text => !/[{|}\\\s]/.test(text));

  it('are all there are, each once, in order', () => {
    const groups = fc.array(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(groups, alternatives => {
        const prompt = alternatives.map(group => `{${group.join('|')}}`).join(' ');
        const expected = alternatives.reduce<string[]>(
          (before, group) => before.flatMap(start => group.map(end => (start ? `${start} ${end}` : end))),
          [''],
        );
        expect(combinations(prompt, 100)).toEqual({ prompts: expected, total: expected.length });
      }),
    );
  });

  it('of anything end, and of what is escaped are the text itself', () => {
    const pieces = fc.array(fc.oneof(word, fc.constantFrom('{', '|', '}', '\\', ' ', '{|}')), { maxLength: 40 });
    fc.assert(
      fc.property(pieces, parts => {
        const text = parts.join('');
        const { prompts, total } = combinations(text);
        expect(prompts.length).toBeGreaterThan(0);
        expect(prompts.length).toBeLessThanOrEqual(64);
        expect(total).toBeGreaterThanOrEqual(prompts.length);
        const plain = text.replaceAll('\\', '');
        const escaped = plain.replace(/[{|}]/g, '\\$&');
        expect(combinations(escaped)).toEqual({ prompts: [plain], total: 1 });
      }),
      { numRuns: 500 },
    );
  });

  it('are counted, not all made, where there are more than are wanted', () => {
    expect(combinations('{a|b|c} {d|e}', 4)).toEqual({ prompts: ['a d', 'a e', 'b d', 'b e'], total: 6 });
    const started = performance.now();
    const huge = combinations('{a|b|c|d}'.repeat(2000));
    expect(huge.prompts).toHaveLength(64);
    expect(huge.total).toBe(1e15);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('of what lies in one another too deep are refused, and braces that are never closed are not', () => {
    expect(() => combinations(`${'{a|'.repeat(17)}b${'}'.repeat(17)}`)).toThrow('16');
    expect(combinations(`${'{a|'.repeat(16)}b${'}'.repeat(16)}`).total).toBe(2);
    expect(combinations('{'.repeat(20_000)).prompts).toEqual(['{'.repeat(20_000)]);
    expect(combinations('{a|'.repeat(5000)).total).toBe(1);
  });
});
