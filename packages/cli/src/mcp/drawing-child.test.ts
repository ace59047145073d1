import { fileURLToPath } from 'node:url';
import { policyOf } from '@sana-studio/core';
import { expect, it, vi } from 'vitest';
import { awaited } from './awaited.fixture.ts';
import { DrawingChild } from './drawing-child.ts';

const HUNG = fileURLToPath(new URL('hung-drawing.fixture.mjs', import.meta.url));

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('ends what does not stop within a second, leaves nothing of it, and starts another for who comes next', async () => {
  const child = new DrawingChild({ device: 'cpu', policy: policyOf('designer') }, HUNG);
  const abort = new AbortController();
  const begun = awaited();
  const drawn = child.draw(
    { prompt: 'a fox' },
    () => begun.come(),
    () => {},
    abort.signal,
  );
  await begun.there;
  const pid = child.pid!;
  const stopped = performance.now();
  abort.abort();
  await expect(drawn).rejects.toMatchObject({ code: 'cancelled' });
  expect(performance.now() - stopped).toBeLessThan(1000);
  await vi.waitFor(() => expect(isThere(pid)).toBe(false));
  const again = awaited();
  const next = child.draw(
    { prompt: 'a fox' },
    () => again.come(),
    () => {},
  );
  await again.there;
  const other = child.pid!;
  expect(other).not.toBe(pid);
  await child.dispose();
  await expect(next).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(isThere(other)).toBe(false));
});

it('says that the process has ended by itself', async () => {
  const child = new DrawingChild({ device: 'cpu', policy: policyOf('designer') }, HUNG);
  const drawn = child.draw(
    { prompt: 'a fox' },
    () => process.kill(child.pid!, 'SIGKILL'),
    () => {},
  );
  await expect(drawn).rejects.toMatchObject({ code: 'worker-failed' });
});
