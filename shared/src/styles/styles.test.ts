import { BUDGETS, SanaError } from '@sana-studio/core';
import { ERROR_LANGUAGES, sentence } from '@sana-studio/core/errors';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PURPOSES } from '../form/purposes.ts';
import { languages } from '../locales/locales.fixture.ts';
import { colourName, paletteWords } from './palette.ts';
import { PRESETS, SANA_STYLES } from './presets.ts';
import { joinedWords, type Style } from './style.ts';
import { readStyles, stylesJson } from './styles-file.ts';

const file = (styles: unknown, head: object = { format: 'sana-studio-styles', version: 1 }) =>
  JSON.stringify({ ...head, styles });

function refusal(json: string): SanaError {
  try {
    readStyles(json, 'house.json');
  } catch (error) {
    if (error instanceof SanaError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('a file of styles', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .filter(words => !/[\p{C}\u2028-\u202e\u2066-\u2069]/u.test(words));
  const style: fc.Arbitrary<Style> = fc.record({
    name: text.map(words => words.trim()).filter(words => words !== '' && words.length <= 80),
    words: text,
    negativeWords: text,
    parameters: fc.record(
      {
        steps: fc.integer({ min: 1, max: 1000 }),
        guidanceScale: fc.integer({ min: 0, max: 100 }),
        sampler: fc.constant('euler' as const),
        loras: fc.array(
          fc.record({ name: text.filter(words => words !== ''), strength: fc.integer({ min: -10, max: 10 }) }),
          { minLength: 1, maxLength: 8 },
        ),
      },
      { requiredKeys: [] },
    ),
  });

  it('is read back as what was written', () => {
    const styles = fc.uniqueArray(style, { selector: ({ name }) => name, maxLength: 8 });
    fc.assert(
      fc.property(styles, list => {
        expect(readStyles(stylesJson(list), 'house.json')).toEqual(list);
      }),
    );
  });

  it('may leave out what it does not need, and say what a later version knows', () => {
    expect(readStyles(file([{ name: ' House ', words: 'flat', later: { a: 1 } }]), '')).toEqual([
      { name: 'House', words: 'flat', negativeWords: '', parameters: {} },
    ]);
    const twice = file([{ name: 'House', words: 'flat' }, { name: 'Other' }, { name: 'House', words: 'line' }]);
    expect(readStyles(twice, '').map(({ name, words }) => `${name}: ${words}`)).toEqual(['House: line', 'Other: ']);
  });

  it.each([
    ['no JSON', 'style-unreadable:format', '{"format":'],
    ['another format', 'style-unreadable:format', file([], { format: 'other', version: 1 })],
    ['no list', 'style-unreadable:format', file({ a: 1 })],
    ['a style that is none', 'style-unreadable:format', file([7])],
    ['a later version', 'style-unreadable:version', file([], { format: 'sana-studio-styles', version: 2 })],
    ['no name', 'style-unreadable:value', file([{ words: 'flat' }])],
    ['words that are no text', 'style-unreadable:value', file([{ name: 'a', words: ['flat'] }])],
    ['a line that ends', 'style-unreadable:value', file([{ name: 'a', words: 'flat\n' }])],
    ['a name that runs backwards', 'style-unreadable:value', file([{ name: 'a\u202eb' }])],
    ['half a character', 'style-unreadable:value', file([{ name: 'a', words: '\ud83d' }])],
    ['too many steps', 'style-unreadable:value', file([{ name: 'a', parameters: { steps: 1001 } }])],
    ['a sampler that is none', 'style-unreadable:value', file([{ name: 'a', parameters: { sampler: 'ddim' } }])],
    ['too many', 'over-budget:entries', file(Array.from({ length: 201 }, (_, index) => ({ name: `${index}` })))],
    ['too long words', 'over-budget:characters', file([{ name: 'a', words: 'x'.repeat(2001) }])],
    ['too long a name', 'over-budget:characters', file([{ name: 'x'.repeat(81) }])],
    ['too large', 'over-budget:bytes', ' '.repeat(BUDGETS.stylesFile.most + 1)],
    ['too deep', 'over-budget:depth', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('is refused with a sentence: %s', (_, reason, json) => {
    const error = refusal(json);
    expect(error.reason).toBe(reason);
    for (const language of Object.keys(ERROR_LANGUAGES)) expect(sentence(error, language)).toContain('house.json');
  });

  it('that is damaged anywhere is read or refused, and nothing else', () => {
    const whole = stylesJson(SANA_STYLES);
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.string({ maxLength: 3 }), (at, noise) => {
        try {
          readStyles(whole.slice(0, at) + noise + whole.slice(at + 1), 'house.json');
        } catch (error) {
          expect(error).toBeInstanceOf(SanaError);
        }
      }),
    );
  });
});

test('presets and Sana’s own styles are styles that a file can hold', () => {
  const named = PRESETS.map(({ id, ...style }) => ({ name: id, ...style }));
  for (const styles of [named, SANA_STYLES]) expect(readStyles(stylesJson(styles), '')).toEqual(styles);
  expect(SANA_STYLES.every(({ words }) => words.includes('{prompt}'))).toBe(true);
});

test.each(languages)('presets and purposes have names in $language', ({ texts }) => {
  expect(PRESETS.map(({ id }) => texts.styleNames[id])).not.toContain('');
  expect(PURPOSES.map(({ id }) => texts.purposes[id])).not.toContain('');
});

test.each([
  [['flat, pastel', 'watercolour'], 'flat, pastel, watercolour'],
  [['Flat, pastel', 'pastel,  flat , calm'], 'Flat, pastel, calm'],
  [['', ' , '], ''],
  [['扁平，柔和', '柔和，留白'], '扁平, 柔和, 留白'],
])('joins the words of %j', (styles, words) => expect(joinedWords(...styles)).toBe(words));

const colour = (hex: number) => ({ r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 });

test.each([
  [0xff0000, 'red'],
  [0x0f172a, 'navy blue'],
  [0xffffff, 'white'],
  [0x111827, 'black'],
  [0x10b981, 'green'],
  [0x2563eb, 'blue'],
  [0xf59e0b, 'golden yellow'],
  [0xfef3c7, 'cream'],
  [0x6b7280, 'grey'],
  [0xec4899, 'hot pink'],
  [0xffe4e6, 'pale pink'],
])('%d is called %s', (hex, name) => expect(colourName(colour(hex))).toBe(name));

test('the colours of a document become words of style, none twice and not too many', () => {
  expect(paletteWords([])).toBe('');
  expect(paletteWords([0xff0000, 0xfe0101, 0xffffff].map(colour))).toBe('palette of red and white');
  const all = [0xff0000, 0xffffff, 0x000000, 0x2563eb, 0xfbe536, 0x2a9d47, 0x8a3ab9].map(colour);
  expect(paletteWords(all).split(' and ')).toHaveLength(5);
  expect(joinedWords(paletteWords(all), paletteWords(all))).toBe(paletteWords(all));
});
