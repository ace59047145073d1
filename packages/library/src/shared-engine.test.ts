import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Engine, EngineOptions } from './api.ts';
import { described, sharedEngine } from './shared-engine.ts';

let opened: EngineOptions[] = [];
let disposed = 0;
const create = async (options: EngineOptions) => {
  opened.push(options);
  if (options.model === 'broken') throw new Error('no such model');
  return { dispose: async () => void disposed++ } as unknown as Engine<'blob'>;
};

beforeEach(() => {
  opened = [];
  disposed = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('is opened once for all that want the same, and ends a second after the last of them', async () => {
  const [first, second] = [sharedEngine(create, { model: 'a' }), sharedEngine(create, { model: 'a' })];
  expect(await first.engine).toBe(await second.engine);
  first.release();
  first.release();
  await vi.advanceTimersByTimeAsync(5000);
  expect([opened.length, disposed]).toEqual([1, 0]);
  second.release();
  await vi.advanceTimersByTimeAsync(500);
  // taken down and put up again at once, as frameworks do
  const third = sharedEngine(create, { model: 'a' });
  await vi.advanceTimersByTimeAsync(5000);
  expect([opened.length, disposed]).toEqual([1, 0]);
  third.release();
  await vi.advanceTimersByTimeAsync(1000);
  expect([opened.length, disposed, opened[0]?.signal?.aborted]).toEqual([1, 1, true]);
  sharedEngine(create, { model: 'a' }).release();
  await vi.advanceTimersByTimeAsync(1000);
  expect([opened.length, disposed]).toEqual([2, 2]);
});

it('is another one for another model, device or object of files', async () => {
  const [one, other] = [
    { name: 'x', files: {} },
    { name: 'x', files: {} },
  ];
  const all = [{ model: one }, { model: other }, { model: one, device: 'wasm' }, { model: 'x' }] as const;
  const held = [...all, ...all].map(options => sharedEngine(create, options));
  await Promise.all(held.map(({ engine }) => engine));
  expect(opened.length).toBe(4);
  for (const { release } of held) release();
  await vi.advanceTimersByTimeAsync(1000);
  expect(disposed).toBe(4);
});

it('takes requests for the same whose words and numbers are, and whose pictures are the same objects', () => {
  const [blob, data] = [new Blob(['a']), new Uint8ClampedArray(4)];
  const pixels = { width: 1, height: 1, data };
  const request = { prompt: 'a fox', startImage: blob, mask: pixels };
  expect(described({ ...request, mask: { ...pixels } })).toBe(described(request));
  for (const other of [
    { prompt: 'a hare' },
    { startImage: new Blob(['b']) },
    { mask: { ...pixels, data: new Uint8ClampedArray(4) } },
  ]) {
    expect(described({ ...request, ...other })).not.toBe(described(request));
  }
});

it('tells everybody how far it is, and is tried again after a failure', async () => {
  const told: string[] = [];
  const one = sharedEngine(create, { model: 'b', onProgress: ({ phase }) => told.push(`one ${phase}`) });
  const two = sharedEngine(create, { model: 'b', onProgress: ({ phase }) => told.push(`two ${phase}`) });
  opened[0]?.onProgress?.({ phase: 'load', bytes: 0 });
  one.release();
  opened[0]?.onProgress?.({ phase: 'load', bytes: 1 });
  expect(told).toEqual(['one load', 'two load', 'two load']);
  two.release();
  for (let attempt = 1; attempt <= 2; attempt++) {
    const broken = sharedEngine(create, { model: 'broken' });
    await expect(broken.engine).rejects.toThrow('no such model');
    broken.release();
  }
  expect(opened.filter(({ model }) => model === 'broken')).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1000);
});
