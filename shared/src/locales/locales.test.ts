import { expect, it, test } from 'vitest';
import { en } from './en.ts';
import { languages } from './locales.fixture.ts';
import { localeFor } from './locales.ts';
import { pseudo } from './pseudo.fixture.ts';

/** Names and units that are the same everywhere. */
const SAME = new Set([
  'ControlNet',
  'Prompt',
  'Seed',
  'Sampler',
  'Flow-DPM-Solver',
  'Flow-DPM-Solver 1',
  'Flow-DPM-Solver 3',
  'SDE-DPM-Solver',
  'UniPC',
  'UniPC 3',
  'Heun',
  'Flow-Euler',
  'SCM',
  'px',
  'owner/name',
  ', ',
  '3D',
  'Esc',
  'Tab',
  'Enter',
  '?',
  'Ctrl + Enter',
  '↑ + ↓',
  '← + →',
]);

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

it.each([
  ['de-AT', 'de', 'ltr'],
  ['zh-Hans-CN', 'zh', 'ltr'],
  ['EN-us', 'en', 'ltr'],
  ['tlh', 'en', 'ltr'],
  ['constructor', 'en', 'ltr'],
])('%s is shown in %s', (locale, language, direction) => {
  expect(localeFor(locale)).toMatchObject({ language, direction });
});

test.each(languages.filter(({ language }) => language !== 'en'))('$language leaves nothing in English', ({ texts }) => {
  const english = new Set(strings(en).filter(text => !SAME.has(text)));
  expect(strings(texts).filter(text => english.has(text))).toEqual([]);
});

it('a language that is only in tests is longer, and not in Latin letters', () => {
  const texts = pseudo(en);
  expect(texts.make.pictures(2)).toMatch(/^\P{Script=Latin}+$/u);
  expect(texts.style.length).toBeGreaterThan(en.style.length);
});
