import type { SafetyChoice } from '@sana-studio/core';
import type { SanaEngine } from '@sana-studio/core/worker';
import { expect, it } from 'vitest';
import type { PanelStorage } from '../host.ts';
import { personSafety } from '../safety/person-safety.ts';
import { corePanelEngine } from './core-engine.ts';

function memoryStorage(): PanelStorage {
  const values = new Map<string, unknown>();
  return { get: async key => values.get(key), set: async (key, value) => void values.set(key, value) };
}

it('opens its model anew when the policy is another, and only then, so that the next picture has it', async () => {
  const told: (SafetyChoice | undefined)[] = [];
  const engine = {
    load: async (_: unknown, { safety }: { safety?: SafetyChoice }) => {
      told.push(safety);
      return { defaults: {}, sizes: {}, usesNegativePrompt: true, device: 'cpu' };
    },
    warmUp: () => {},
    generate: async () => {},
  } as unknown as SanaEngine;
  const safety = personSafety(memoryStorage());
  await safety.change?.({ preset: 'school' });
  const panel = corePanelEngine({
    engine,
    sourceOf: () => ({ kind: 'http' }),
    encode: async () => new Blob(),
    safety: async () => (await safety.now()).policy,
  });
  const { signal } = new AbortController();
  const options = { signal, onProgress: () => {}, onPicture: () => {} };
  await panel.load('mini', options);
  await panel.generate({ prompt: 'a nude woman' }, options);
  expect(told).toEqual([{ preset: 'school' }]);
  await safety.change?.({ preset: 'school', allow: ['nude'] });
  await panel.generate({ prompt: 'a nude woman' }, options);
  await panel.generate({ prompt: 'a nude woman' }, options);
  expect(told).toEqual([{ preset: 'school' }, { preset: 'school', allow: ['nude'] }]);
});
