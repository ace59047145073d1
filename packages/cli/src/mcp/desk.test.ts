import { afterEach, expect, it, vi } from 'vitest';
import type { Drawer } from '../drawing.ts';
import { Desk } from './desk.ts';

afterEach(() => vi.useRealTimers());

it('keeps the model between jobs, and lets it go once nothing was asked for a while', async () => {
  vi.useFakeTimers();
  const disposed = vi.fn(async () => {});
  const desk = new Desk({ draw: vi.fn(), dispose: disposed } as Drawer, 1000);
  const { signal } = new AbortController();
  const ends: (() => void)[] = [];
  const job = () => new Promise<void>(resolve => ends.push(resolve));
  const waited: number[] = [];
  const first = desk.run(job, before => waited.push(before), signal);
  const second = desk.run(job, before => waited.push(before), signal);
  await vi.advanceTimersByTimeAsync(5000);
  ends[0]!();
  await first;
  await vi.advanceTimersByTimeAsync(5000);
  expect([waited, disposed.mock.calls.length]).toEqual([[1], 0]);
  ends[1]!();
  await second;
  await vi.advanceTimersByTimeAsync(900);
  await desk.run(
    async () => {},
    () => {},
    signal,
  );
  await vi.advanceTimersByTimeAsync(900);
  expect(disposed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(disposed).toHaveBeenCalledTimes(1);
});
