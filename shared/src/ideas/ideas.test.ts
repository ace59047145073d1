import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { languages } from '../locales/locales.fixture.ts';
import { DEMO_THINGS } from './demo-things.ts';
import { unknownToDemo, withOtherWord } from './demo-words.ts';
import { promptIdeas } from './prompt-ideas.ts';

describe('words that the embedded model lacks', () => {
  it.each([
    ['a red fox on the grass', []],
    ['Two cute owls and a birthday cake, blue background', []],
    ['a dashboard and an old woman in the office', []],
    ['a webpage', [['webpage', 'dashboard']]],
    [
      'a team meeting in the office',
      [
        ['team', 'woman'],
        ['meeting', 'office'],
      ],
    ],
    ['an elefant', [['elefant', undefined]]],
    [
      'a gutiar and a zebar',
      [
        ['gutiar', 'guitar'],
        ['zebar', 'zebra'],
      ],
    ],
    ['puppies in the snow', [['puppies', 'dog']]],
    ['xyzzy', [['xyzzy', undefined]]],
    ['一只狐狸 🦊', []],
  ])('of “%s”', (prompt, expected) => {
    expect(unknownToDemo(prompt).map(({ word, instead }) => [word, instead[0]])).toEqual(expected);
  });

  it('are told by what the model says of itself', () => {
    const file = new URL('../../../models/sana-mini/known-things.json', import.meta.url);
    const { labels } = JSON.parse(readFileSync(file, 'utf8')) as { labels: { en: string[] } };
    expect(DEMO_THINGS.split(', ')).toEqual(labels.en);
  });

  it('only suggests what it has', () => {
    const things = new Set(DEMO_THINGS.split(', '));
    const asked =
      'webpage software graph company team android finance shop town home nature river travel medicine education science space song fitness meal vegetable coffee celebration security idea message energy weather winter wizard pattern puppy kitten pony';
    for (const { instead } of unknownToDemo(asked)) {
      expect(instead.length).toBeGreaterThan(0);
      for (const thing of instead) expect(things).toContain(thing);
    }
  });

  it('are replaced where they stand, once and whole', () => {
    expect(withOtherWord('Carts and a Cart, cart', 'cart', 'truck')).toBe('Carts and a truck, cart');
    expect(withOtherWord('a (chart', 'chart', '$&')).toBe('a ($&');
  });

  it('takes a moment for the longest prompt', () => {
    const started = performance.now();
    unknownToDemo(
      Array.from(
        { length: 3000 },
        (_, index) => `word${String.fromCharCode(97 + (index % 26))}q${'x'.repeat(index % 7)}`,
      ).join(' '),
    );
    expect(performance.now() - started).toBeLessThan(500);
  });
});

test.each(languages)('three ideas that suit the model, in $language', ({ language, texts }) => {
  const demo = promptIdeas({ demo: true }, texts);
  expect(demo).toHaveLength(3);
  if (language === 'en') expect(demo.flatMap(unknownToDemo)).toEqual([]);
  expect(promptIdeas({ demo: false, languages: 'multilingual' }, texts)).toEqual(texts.ideas.large);
  expect(promptIdeas({ demo: false, languages: 'English' }, texts)).toEqual(languages[0]!.texts.ideas.large);
});
