import type { GenerateOptions, SafetyChoice } from '@sana-studio/core';
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

it('tells every phase and picture, and of hundreds of steps in a moment as many as people can see', async () => {
  const engine = {
    load: async () => ({ defaults: {}, sizes: {}, usesNegativePrompt: true, device: 'cpu' }),
    warmUp: () => {},
    async generate(_: unknown, { onProgress, onPreview }: GenerateOptions) {
      for (const picture of [0, 1]) {
        for (let step = 0; step < 500; step++) {
          onProgress?.({ phase: 'denoise', step, steps: 500, picture, pictures: 2, fraction: 0 });
          onPreview?.({ width: 1, height: 1, data: new Uint8ClampedArray(4) }, picture, step);
        }
        onProgress?.({ phase: 'decode', step: 0, steps: 1, picture, pictures: 2, fraction: 0 });
      }
    },
  } as unknown as SanaEngine;
  const panel = corePanelEngine({ engine, sourceOf: () => ({ kind: 'http' }), encode: async () => new Blob() });
  const told: string[] = [];
  let previews = 0;
  const began = performance.now();
  await panel.generate(
    { prompt: 'a fox' },
    {
      signal: new AbortController().signal,
      onProgress: ({ phase, picture }) => told.push(`${phase} ${picture}`),
      onPreview: () => previews++,
      onPicture: () => {},
    },
  );
  const took = performance.now() - began;
  expect([...new Set(told)]).toEqual(['denoise 0', 'decode 0', 'denoise 1', 'decode 1']);
  expect(told.length).toBeLessThanOrEqual(4 + took / 50);
  expect(previews).toBeGreaterThan(0);
  expect(previews).toBeLessThanOrEqual(1 + took / 100);
});
