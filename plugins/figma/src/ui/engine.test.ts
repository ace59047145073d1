import type { PanelEngine } from '@sana-studio/shared';
import { expect, it, vi } from 'vitest';
import { boundedEngine } from './engine.ts';

const reading = { tokens: 3, limit: 300, unread: '' };

function engine(): PanelEngine {
  return { load: vi.fn(), generate: vi.fn(async () => undefined), read: vi.fn(async () => reading) };
}

it('refuses what Figma would not take, before anything is computed', async () => {
  const inner = engine();
  const options = {} as Parameters<PanelEngine['generate']>[1];
  await expect(boundedEngine(inner).generate({ prompt: 'a', width: 5000, height: 512 }, options)).rejects.toMatchObject(
    {
      reason: 'size-out-of-range:document',
      data: { field: 'width' },
    },
  );
  expect(inner.generate).not.toHaveBeenCalled();
  await boundedEngine(inner).generate({ prompt: 'a', width: 4096, height: 512 }, options);
  expect(inner.generate).toHaveBeenCalledOnce();
});

it('counts a prompt as the engine does, where that can', async () => {
  expect(await boundedEngine(engine()).read?.('a cat')).toEqual(reading);
  const { load, generate } = engine();
  expect(boundedEngine({ load, generate }).read).toBeUndefined();
});
