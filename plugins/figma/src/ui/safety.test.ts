import type { SafetyPolicy } from '@sana-studio/core';
import type { PanelEngine, SafetyNow } from '@sana-studio/shared';
import { expect, it } from 'vitest';
import { guardedEngine, pluginSafety } from './safety.ts';

function setting(there: SafetyNow, built?: SafetyPolicy) {
  const told: unknown[] = [];
  const kept = new Map<string, unknown>();
  const storage = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => void kept.set(key, value),
  };
  const guard = { now: async () => there, use: async (policy: SafetyPolicy) => void told.push(policy) };
  const safety = pluginSafety(guard, storage, built);
  const engine = {
    load: async () => void told.push('load'),
    generate: async () => void told.push('generate'),
  } as unknown as PanelEngine;
  return { told, guard, safety, engine: guardedEngine(engine, guard, safety) };
}

it('draws by what the person decides in the plugin, told before each picture', async () => {
  const { told, safety, engine } = setting({ policy: {} });
  await engine.load('mini', {} as never);
  await safety.change?.({ action: 'refuse' });
  await engine.generate({ prompt: 'a' }, {} as never);
  expect(told).toEqual([{ preset: 'designer' }, 'load', { action: 'refuse' }, 'generate']);
});

it('shows what the plugin was built with, and before that what the engine page has fixed', async () => {
  const built = setting({ policy: {} }, { preset: 'school' });
  expect(await built.safety.now()).toEqual({ policy: { preset: 'school' }, fixedBy: 'plugin' });
  expect(built.safety.change).toBeUndefined();
  const there: SafetyNow = { policy: { action: 'refuse' }, fixedBy: 'server' };
  expect(await setting(there, { preset: 'school' }).safety.now()).toEqual(there);
});

it('draws nothing where the engine page cannot be told of the policy', async () => {
  const { told, guard, engine } = setting({ policy: {} });
  guard.use = () => Promise.reject(new Error('unreachable'));
  await expect(engine.generate({ prompt: 'a' }, {} as never)).rejects.toThrow('unreachable');
  expect(told).toEqual([]);
});
