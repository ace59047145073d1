import { SanaError } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HubFault, TestHub } from '../../../test/hub/hub.ts';
import { systemClock } from './clock.ts';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import { EMBEDDING, PART_BYTES, REPO, REPOSITORY, tinySpec } from './store.fixture.ts';

const TEXT_ENCODER = 'text_encoder/model.safetensors';

/** As fast as a tenth of all waits, limits included. */
const TENTH = 10;
const clock = {
  now: () => systemClock.now(),
  sleep: (milliseconds: number, signal?: AbortSignal) => systemClock.sleep(milliseconds / TENTH, signal),
  limit: (milliseconds: number, signal?: AbortSignal) => systemClock.sleep(milliseconds / TENTH, signal),
};

let hub: TestHub;

beforeEach(async () => {
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
});
afterEach(() => hub.stop());

async function stored(fetch?: typeof globalThis.fetch) {
  const store = new ModelStore(new MemoryFileStore(), { clock, partBytes: PART_BYTES, ...(fetch && { fetch }) });
  await store.add(tinySpec(hub));
  return (await store.open('tiny')).open(TEXT_ENCODER);
}

/** Reads what is not here. @returns the error and how long it took, in seconds of an unhurried clock */
async function readMissing(fetch?: typeof globalThis.fetch) {
  const source = (await stored(fetch))!;
  return async () => {
    const start = performance.now();
    const error = await source.read(0, source.size).catch((reason: unknown) => reason);
    return { error, seconds: ((performance.now() - start) / 1000) * TENTH };
  };
}

const FAULTS: readonly (readonly [string, HubFault, RegExp])[] = [
  ['accepts and never answers', { hangAfter: 0 }, /next to nothing/],
  ['drips', { hangAfter: 3 }, /next to nothing/],
  ['is broken', { status: 503 }, /busy or broken/],
  ['asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }, /busy or broken/],
  ['has it no longer', { status: 404 }, /does not exist|expired/],
  ['denies it', { status: 403 }, /denied|expired/],
];

describe('what is not here, and whose source', () => {
  it.each(FAULTS)('%s, is named within the time that somebody waits', async (_, fault, cause) => {
    const read = await readMissing();
    hub.options = { ...hub.options, fault: () => fault };
    const { error, seconds } = await read();
    expect(error).toMatchObject({
      code: 'model-incomplete',
      message: expect.stringMatching(/Tiny.*sana models add tiny --offline/),
      data: { model: 'tiny', detail: { message: expect.stringMatching(cause) } },
    });
    expect(seconds).toBeLessThan(8);
  });

  it('sends ever so little without an end, is named as well', async () => {
    const read = await readMissing();
    hub.options = { ...hub.options, fault: () => ({ cutAfter: 1 }) };
    const { error, seconds } = await read();
    expect(error).toBeInstanceOf(SanaError);
    expect(error).toMatchObject({ code: 'model-incomplete', data: { model: 'tiny' } });
    expect(seconds).toBeLessThan(8);
  });

  it('cannot be found by its name, is named at once or within that time', async () => {
    let isConnected = true;
    const read = await readMissing((input, init) =>
      isConnected ? fetch(input, init) : Promise.reject(new TypeError('getaddrinfo ENOTFOUND hub.example')),
    );
    isConnected = false;
    const { error, seconds } = await read();
    expect(error).toBeInstanceOf(SanaError);
    expect(error).toMatchObject({ code: 'model-incomplete' });
    expect(seconds).toBeLessThan(8);
  });
});

describe('a model that is to be kept whole', () => {
  it('goes on working with what is here when its source goes away meanwhile', async () => {
    const store = new ModelStore(new MemoryFileStore(), { clock, partBytes: PART_BYTES, attempts: 1 });
    await store.add(tinySpec(hub));
    hub.options = { ...hub.options, fault: () => ({ status: 404 }) };
    await expect(store.add(tinySpec(hub), { needs: { offline: true } })).rejects.toThrow();
    expect(await store.get('tiny')).toMatchObject({ complete: false, usable: true });
    const encoder = (await (await store.open('tiny')).open(TEXT_ENCODER))!;
    const length = 1000;
    const bytes = await encoder.read(encoder.size - length, length);
    expect(Buffer.compare(bytes, REPOSITORY.get(TEXT_ENCODER)!.subarray(-length))).toBe(0);
    hub.options = { repositories: hub.options.repositories };
    expect(await store.add(tinySpec(hub), { needs: { offline: true } })).toMatchObject({ complete: true });
  });

  it('cannot be opened while not even the least is here', async () => {
    const store = new ModelStore(new MemoryFileStore(), { clock, partBytes: PART_BYTES, attempts: 1 });
    hub.options = { ...hub.options, fault: ({ from }) => (from > 100_000 ? { status: 404 } : undefined) };
    await expect(store.add(tinySpec(hub), { needs: { offline: true } })).rejects.toThrow();
    expect(await store.get('tiny')).toMatchObject({ usable: false });
    await expect(store.open('tiny')).rejects.toMatchObject({ code: 'model-incomplete' });
  });
});

describe('a line that is slow', () => {
  it('is waited for as long as it brings something', async () => {
    const source = (await stored())!;
    // 4 KiB in each 0.2 s of a hurried clock: twenty times as slow as what is too little.
    hub.options = { ...hub.options, pace: 200 };
    const length = 24 * 2 ** 10;
    const start = performance.now();
    const bytes = await source.read(EMBEDDING.to - length, length);
    expect(performance.now() - start).toBeGreaterThan(600);
    expect(Buffer.compare(bytes, REPOSITORY.get(TEXT_ENCODER)!.subarray(EMBEDDING.to - length, EMBEDDING.to))).toBe(0);
  });
});
