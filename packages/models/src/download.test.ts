import { openModelFolder } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HubFault, type HubRequest, TestHub } from '../../../test/hub/hub.ts';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import {
  EMBEDDING,
  expectEqualFiles,
  HUB_COMMIT,
  PART_BYTES,
  REPO,
  REPOSITORY,
  TEST_OPTIONS,
  tinySpec,
} from './store.fixture.ts';
import type { TransferProgress } from './transfer-progress.ts';

const TRANSFORMER = 'transformer/diffusion_pytorch_model.safetensors';
const AUTOENCODER = 'vae/diffusion_pytorch_model.safetensors';
const TEXT_ENCODER = 'text_encoder/model.safetensors';
const EVERYTHING = { imageEncoder: true, offline: true };

let hub: TestHub;
let store: ModelStore;

beforeEach(async () => {
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
  store = new ModelStore(new MemoryFileStore(), TEST_OPTIONS);
});

afterEach(() => hub.stop());

function setFault(fault: (request: HubRequest) => HubFault | undefined): void {
  hub.options = { ...hub.options, fault };
}

/** A fault that happens to the first request that meets the condition. */
function once(
  isMeant: (request: HubRequest) => boolean,
  fault: HubFault,
): (request: HubRequest) => HubFault | undefined {
  let happened = false;
  return request => {
    if (happened || !isMeant(request)) return undefined;
    happened = true;
    return fault;
  };
}

describe('a model from a hub', () => {
  it('comes without duplicates, embedding table and image encoder, and opens', async () => {
    const model = await store.add(tinySpec(hub));
    expect(model).toMatchObject({ complete: true, bytes: model.totalBytes, source: `${REPO} at ${hub.url}` });
    expect(hub.sent.has('text_encoder/model.fp16.safetensors')).toBe(false);
    expect(hub.sent.has('README.md')).toBe(false);
    const counts = hub.sent.get(TEXT_ENCODER)!;
    // Reading the header takes a block, which may reach into what follows.
    const inside = counts.subarray(Math.max(EMBEDDING.from, 65_536), EMBEDDING.to);
    expect(inside.length).toBeGreaterThan(50_000);
    expect(inside.every(count => count === 0)).toBe(true);
    expect(hub.traffic(AUTOENCODER).once).toBeLessThan(REPOSITORY.get(AUTOENCODER)!.length * 0.75);
    expect(hub.traffic().again).toBe(0);

    const folder = await openModelFolder(await store.open('tiny'));
    expect(folder.family).toBe('sana');
    const [rows] = [await folder.textEncoder.tensors.readFloat32('embed_tokens.weight', [3, 5])];
    expect(rows.every(Number.isFinite)).toBe(true);
    await folder.close();
  });

  it('keeps the rows that were read, and fetches neighbouring ones once', async () => {
    await store.add(tinySpec(hub));
    const before = hub.requests.length;
    const source = (await (await store.open('tiny')).open(TEXT_ENCODER))!;
    const original = REPOSITORY.get(TEXT_ENCODER)!;
    const at = EMBEDDING.to - 100;
    const reads = await Promise.all([source.read(at, 50), source.read(at + 50, 50), source.read(at + 10, 20)]);
    expect(reads[1]).toEqual(original.slice(at + 50, at + 100));
    expect(reads[2]).toEqual(original.slice(at + 10, at + 30));
    const again = (await (await store.open('tiny')).open(TEXT_ENCODER))!;
    expect(await again.read(at, 100)).toEqual(original.slice(at, at + 100));
    expect(hub.requests.length - before).toBe(1);
    expect(hub.traffic().again).toBe(0);
  });

  it('stays complete when later reads made files whole, and is compared by the next add', async () => {
    await store.add(tinySpec(hub));
    await expectEqualFiles(await store.open('tiny'));
    expect(await store.get('tiny')).toMatchObject({ complete: true });
    await expect(store.open('tiny')).resolves.toBeDefined();
    const requests = hub.requests.length;
    await store.add(tinySpec(hub));
    expect(hub.requests.length).toBe(requests);
    expect(await store.verify('tiny')).toEqual([]);
  });

  it('is byte-equal when read whole, whatever was left out at first', async () => {
    await store.add(tinySpec(hub));
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBe(0);
    // Complete by reading alone: nothing is left to fetch, but the hashes are compared now.
    const sent = hub.traffic().once;
    expect(await store.add(tinySpec(hub), { needs: EVERYTHING })).toMatchObject({ complete: true });
    expect(hub.traffic().once).toBe(sent);
  });

  it('grows with what is needed, without fetching anything again', async () => {
    const { totalBytes } = await store.add(tinySpec(hub));
    const withEncoder = await store.add(tinySpec(hub), { needs: { imageEncoder: true } });
    expect(withEncoder.totalBytes).toBeGreaterThan(totalBytes);
    const whole = await store.add(tinySpec(hub), { needs: { offline: true } });
    expect(whole.needs).toEqual(EVERYTHING);
    expect(hub.traffic().again).toBe(0);
    const spec = tinySpec(hub);
    await hub.stop();
    await expectEqualFiles(await store.open('tiny'));
    // Complete: it is not even asked for.
    expect(await store.add(spec)).toMatchObject({ complete: true });
    hub = await TestHub.start(hub.options);
  });

  it('tells how far it is, and never goes back', async () => {
    const seen: TransferProgress[] = [];
    const { totalBytes } = await store.add(tinySpec(hub), { onProgress: progress => seen.push(progress) });
    expect(seen[0]).toEqual({ phase: 'list', bytes: 0, totalBytes: 0 });
    const downloads = seen.filter(({ phase }) => phase === 'download');
    expect(downloads.every(({ bytes }, i) => bytes >= (downloads[i - 1]?.bytes ?? 0))).toBe(true);
    const last = downloads.at(-1);
    expect(last).toMatchObject({ bytes: totalBytes, totalBytes, secondsLeft: 0 });
    expect(last?.bytesPerSecond).toBeGreaterThan(0);
    expect(seen.at(-1)?.phase).toBe('verify');
  });

  it('is pinned to a commit, so that parts of two never mix', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(String(input));
      return globalThis.fetch(input, init);
    };
    await new ModelStore(new MemoryFileStore(), { ...TEST_OPTIONS, fetch }).add(tinySpec(hub));
    const files = asked.filter(url => url.includes('/resolve/'));
    expect(files.length).toBeGreaterThan(5);
    expect(files.every(url => url.includes(`/resolve/${HUB_COMMIT}/`))).toBe(true);
  });

  it('is not found under a wrong name', async () => {
    const source = { kind: 'hub', repo: 'founders/none', revision: 'main', hubUrl: hub.url } as const;
    await expect(store.add({ ...tinySpec(hub), source })).rejects.toMatchObject({ code: 'model-not-found' });
    expect(await store.list()).toEqual([]);
  });
});

describe('a line that is cut', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('at %i tenths goes on there, with nothing fetched twice', async tenth => {
    const size = REPOSITORY.get(TRANSFORMER)!.length;
    const at = Math.floor((size * tenth) / 10);
    setFault(
      once(({ path, from, to }) => path === TRANSFORMER && from <= at && at < to, {
        cutAfter: at % (PART_BYTES * 4) || 1,
      }),
    );
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().once).toBeGreaterThan(size);
    // What was on its way when the connection broke.
    expect(hub.traffic().again).toBeLessThanOrEqual(PART_BYTES);
  });

  it('again and again still ends', async () => {
    setFault(({ from, to }) => (to - from > PART_BYTES ? { cutAfter: PART_BYTES + 5000 } : undefined));
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBeLessThanOrEqual(PART_BYTES * hub.requests.length);
  });

  it('without a word is given up and taken again', async () => {
    setFault(once(({ path }) => path === TRANSFORMER, { hangAfter: 20_000 }));
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBeLessThanOrEqual(PART_BYTES);
  });

  it('for good ends with what to do, and the next attempt goes on', async () => {
    setFault(({ path, from }) => (path === TRANSFORMER && from > 300_000 ? { status: 503 } : undefined));
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({ code: 'network-failed', data: { status: 503 } });
    const before = await store.get('tiny');
    expect(before).toMatchObject({ complete: false });
    expect(before!.bytes).toBeGreaterThan(300_000);
    await expect(store.open('tiny')).rejects.toMatchObject({ code: 'model-incomplete' });
    setFault(() => undefined);
    await store.add(tinySpec(hub));
    expect(hub.traffic().again).toBeLessThanOrEqual(4 * PART_BYTES);
    await expectEqualFiles(await store.open('tiny'));
  });
});

describe('a server', () => {
  it('that restarts is waited for', async () => {
    hub.options = { ...hub.options, pace: 2 };
    const restarts = [0.2, 0.5].map(share => share * REPOSITORY.get(TRANSFORMER)!.length);
    let restarting: Promise<void> = Promise.resolve();
    await store.add(tinySpec(hub), {
      needs: EVERYTHING,
      onProgress: ({ bytes }) => {
        if (bytes < (restarts[0] ?? Number.POSITIVE_INFINITY)) return;
        restarts.shift();
        restarting = restarting.then(() => hub.restart(30));
      },
    });
    await restarting;
    expect(restarts).toEqual([]);
    hub.options = { ...hub.options, pace: 0 };
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBeLessThanOrEqual(2 * 4 * PART_BYTES);
  });

  it('whose signed addresses expire is asked for new ones', async () => {
    hub.options = { ...hub.options, urlUses: 1 };
    await store.add(tinySpec(hub));
    // of what is needed in part, the header comes first, and uses the address up
    expect([...hub.expired]).toEqual(expect.arrayContaining([TEXT_ENCODER, AUTOENCODER]));
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBe(0);
  });

  it('that asks to wait is obeyed', async () => {
    const waits: number[] = [];
    const clock = {
      ...TEST_OPTIONS.clock!,
      sleep: (milliseconds: number, signal?: AbortSignal) => {
        if (milliseconds >= 7000 && milliseconds < 8000) waits.push(milliseconds);
        return TEST_OPTIONS.clock!.sleep(milliseconds, signal);
      },
    };
    setFault(once(() => true, { status: 429, headers: { 'retry-after': '7' } }));
    await new ModelStore(new MemoryFileStore(), { ...TEST_OPTIONS, clock }).add(tinySpec(hub));
    expect(waits).toHaveLength(1);
  });

  it('that fails now and then is asked again', async () => {
    setFault(({ index }) => (index % 3 === 0 ? { status: [500, 502, 503, 429][index % 4]! } : undefined));
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBe(0);
  });

  it('that denies access is named at once', async () => {
    setFault(({ path }) => (path === 'model_index.json' ? { status: 403 } : undefined));
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({ code: 'access-denied' });
    expect(hub.requests.filter(({ path }) => path === 'model_index.json')).toHaveLength(1);
  });

  it('without ranges is named', async () => {
    setFault(({ path }) => (path === TRANSFORMER ? { wholeFile: true } : undefined));
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({
      code: 'network-failed',
      message: expect.stringContaining('ignores range requests'),
    });
  });

  it('that sends a wrong byte is found out, and only the parts up to it come again', async () => {
    const at = 2 * PART_BYTES + 77;
    setFault(once(({ path, from, to }) => path === TRANSFORMER && from <= at && at < to, { corruptAt: at }));
    await store.add(tinySpec(hub));
    expect(hub.traffic().again).toBeLessThanOrEqual(3 * PART_BYTES);
    await expectEqualFiles(await store.open('tiny'));
  });

  it('that sends a wrong header is found out', async () => {
    setFault(once(({ path, from }) => path === AUTOENCODER && from === 0, { corruptAt: 9 }));
    await store.add(tinySpec(hub));
    await expectEqualFiles(await store.open('tiny'));
  });

  it('that states a hash which its file does not have is not believed', async () => {
    hub.options = { ...hub.options, hash: (path, hash) => (path === TRANSFORMER ? 'f'.repeat(64) : hash) };
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({ code: 'file-corrupt', data: { file: TRANSFORMER } });
    expect(await store.get('tiny')).toMatchObject({ complete: false });
  });
});

describe('a pause', () => {
  it('stops at once, keeps what arrived, and nothing of it comes again', async () => {
    hub.options = { ...hub.options, pace: 2 };
    const pause = new AbortController();
    const stopped = store.add(tinySpec(hub), {
      signal: pause.signal,
      onProgress: ({ bytes }) => bytes > 400_000 && pause.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect((await store.get('tiny'))?.bytes).toBeGreaterThan(380_000);
    hub.options = { ...hub.options, pace: 0 };
    await store.add(tinySpec(hub));
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBeLessThanOrEqual(4 * PART_BYTES);
  });
});
