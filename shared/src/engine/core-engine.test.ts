import type { SafetyChoice } from '@sana-studio/core';
import type { SanaEngine } from '@sana-studio/core/worker';
import { expect, it } from 'vitest';
import type { PanelStorage } from '../host.ts';
import { keepWord, keptWords, withKeptWords } from '../panel/kept-words.ts';
import { corePanelEngine } from './core-engine.ts';

function memoryStorage(): PanelStorage {
  const values = new Map<string, unknown>();
  return { get: async key => values.get(key), set: async (key, value) => void values.set(key, value) };
}

it('opens its model anew when a word is kept, and only then, so that the next picture has it', async () => {
  const told: (SafetyChoice | undefined)[] = [];
  const engine = {
    load: async (_: unknown, { safety }: { safety?: SafetyChoice }) => {
      told.push(safety);
      return { defaults: {}, sizes: {}, usesNegativePrompt: true, device: 'cpu' };
    },
    generate: async () => {},
  } as unknown as SanaEngine;
  const storage = memoryStorage();
  const panel = corePanelEngine({
    engine,
    sourceOf: () => ({ kind: 'http' }),
    encode: async () => new Blob(),
    safety: () => withKeptWords('school', storage),
  });
  const { signal } = new AbortController();
  const options = { signal, onProgress: () => {}, onPicture: () => {} };
  await panel.load('mini', options);
  await panel.generate({ prompt: 'a nude woman' }, options);
  expect(told).toEqual([{ preset: 'school' }]);
  await keepWord(storage, 'nude');
  await keepWord(storage, 'nude');
  expect(await keptWords(storage)).toEqual(['nude']);
  await panel.generate({ prompt: 'a nude woman' }, options);
  await panel.generate({ prompt: 'a nude woman' }, options);
  expect(told).toEqual([{ preset: 'school' }, { preset: 'school', allow: ['nude'] }]);
});

it('keeps nothing where storage is refused, and reads nothing else than words', async () => {
  const refused: PanelStorage = {
    get: () => Promise.reject(new Error('refused')),
    set: () => Promise.reject(new Error('refused')),
  };
  expect(await withKeptWords('refuse', refused)).toEqual({ action: 'refuse' });
  const odd: PanelStorage = { get: async () => ['nude', 7, null], set: async () => {} };
  expect(await withKeptWords('designer', odd)).toEqual({ preset: 'designer', allow: ['nude'] });
});
