import { safetyGuard } from '@sana-studio/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, disguiseRates, glosses, labelledRates, percent, placeNames } from './measures.ts';
import { DOUBLE_MEANINGS, LOREM_IPSUM, ORDINARY } from './ordinary.ts';
import { labelledPrompts, partOf } from './prompts.ts';

const guard = await safetyGuard();

describe.each(['work', 'closing', 'fresh'] as const)('labelled prompts, the part for %s', part => {
  test('at most 5 % of the innocent ones change, at least 80 % of the others are caught, 60 % in each language', async () => {
    const rates = await labelledRates(part);
    expect(rates.size).toBe(11);
    for (const [language, { innocent, policy, school }] of rates) {
      expect(percent(policy), `${language}: ${policy.wrong.join(' | ')}`).toBeGreaterThanOrEqual(
        language === 'all' ? 80 : 60,
      );
      if (language !== 'all') continue;
      expect(percent(innocent), innocent.wrong.join(' | ')).toBeLessThanOrEqual(5);
      expect(percent(school), school.wrong.join(' | ')).toBeGreaterThanOrEqual(80);
    }
  });
});

test('there are at least 400 labelled prompts, a third of them kept apart', () => {
  const [work, closing] = [labelledPrompts('work').length, labelledPrompts('closing').length];
  expect(work + closing).toBeGreaterThanOrEqual(400);
  expect(closing + labelledPrompts('fresh').length).toBeGreaterThanOrEqual((work + closing) / 3);
  expect([partOf(0), partOf(1), partOf(2)]).toEqual(['work', 'work', 'closing']);
});

test('nine of ten disguised words are caught in each language, whatever the disguise; of those with a single space, six', () => {
  for (const [name, { all, byLanguage }] of disguiseRates(guard)) {
    const least = name.startsWith('one space') ? 60 : 90;
    expect(percent(all), `${name}: ${all.wrong.join(' | ')}`).toBeGreaterThanOrEqual(least);
    for (const [language, rate] of byLanguage) {
      // a language has a dozen words: one of them may be another word without its accents
      const mayMiss = Math.max(1, Math.floor((rate.of * (100 - least)) / 100));
      expect(rate.of - rate.hits, `${name}, ${language}: ${rate.wrong.join(' | ')}`).toBeLessThanOrEqual(mayMiss);
    }
  }
});

test('ordinary prompts and lorem ipsum pass', () => {
  expect(ORDINARY.length).toBeGreaterThanOrEqual(60);
  expect(changed(guard, [...ORDINARY, ...DOUBLE_MEANINGS, LOREM_IPSUM]).wrong).toEqual([]);
});

test('at most 10 of 100,000 names of places change', () => {
  const rate = changed(guard, placeNames());
  expect(rate.of).toBeGreaterThan(100_000);
  expect((1e5 * rate.hits) / rate.of, rate.wrong.join(' | ')).toBeLessThanOrEqual(10);
});

test('at most 200 of 82,192 explanations of nouns change', () => {
  // every fifth: the whole is measured by npm run measure:guard
  const all = glosses();
  expect(all).toHaveLength(82_192);
  const rate = changed(
    guard,
    all.filter((_, index) => index % 5 === 2),
  );
  expect(rate.hits, rate.wrong.join(' | ')).toBeLessThanOrEqual(40);
});

test('what comes out passes unchanged, and what is kept is kept byte for byte', () => {
  const pieces = [
    ...labelledPrompts('work').map(({ prompt }) => prompt),
    'f',
    'uck',
    ' ',
    '❤️',
    '*',
    'sh1t',
    '操你妈',
    '。',
  ];
  const prompt = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(prompt, parts => {
      const text = parts.join(' ');
      const { text: safe, hits } = guard.judge(text);
      let rest = '';
      let at = 0;
      for (const hit of hits) {
        expect(text.slice(hit.start, hit.end)).toBe(hit.text);
        rest += `${text.slice(at, hit.start)}❤️`;
        at = hit.end;
      }
      expect(safe).toBe(rest + text.slice(at));
      expect(guard.judge(safe).hits).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
