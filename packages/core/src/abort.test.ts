import { expect, it, vi } from 'vitest';
import { unlessAborted } from './abort.ts';

const never = new Promise<never>(() => {});

it('gives what the step gives, and then listens no longer', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  expect(await unlessAborted(Promise.resolve(1), signal)).toBe(1);
  expect(removed).toHaveBeenCalledOnce();
  expect(await unlessAborted(Promise.resolve(2), undefined)).toBe(2);
  await expect(unlessAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
});

it('throws as soon as the signal is aborted, and at once where it is', async () => {
  const control = new AbortController();
  const waiting = unlessAborted(never, control.signal);
  const worded = unlessAborted(never, control.signal, reason => new Error(`no: ${reason}`));
  control.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  await expect(worded).rejects.toThrow('no: enough');
  await expect(unlessAborted(never, control.signal)).rejects.toBe('enough');
});
