import { memoryFolder } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHub } from '../../../test/hub/hub.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelSpec } from './model-spec.ts';
import { ModelStore } from './model-store.ts';
import { expectEqualFiles, NEEDED, REPO, REPOSITORY, TEST_OPTIONS, tinySpec } from './store.fixture.ts';

const TEXT_ENCODER = 'text_encoder/model.safetensors';
const TRANSFORMER = 'transformer/diffusion_pytorch_model.safetensors';
const OTHER = 'founders/Other_diffusers';

/** The same model with another transformer. */
function otherRepository(): Map<string, Uint8Array> {
  const transformer = REPOSITORY.get(TRANSFORMER)!.slice();
  transformer[transformer.length - 1]! ^= 1;
  return new Map([...REPOSITORY, [TRANSFORMER, transformer]]);
}

let hub: TestHub;
let files: MemoryFileStore;
let store: ModelStore;

beforeEach(async () => {
  hub = await TestHub.start({
    repositories: new Map([
      [REPO, REPOSITORY],
      [OTHER, otherRepository()],
    ]),
  });
  files = new MemoryFileStore();
  store = new ModelStore(files, TEST_OPTIONS);
});

afterEach(() => hub.stop());

function spec(id: string, repo: string, hubUrl = hub.url): ModelSpec {
  return { id, title: id, source: { kind: 'hub', repo, revision: 'main', hubUrl }, licences: [] };
}

describe('two models', () => {
  it('share what they have in common, and one can go without harm to the other', async () => {
    await store.add(spec('first', REPO));
    const sent = hub.traffic(TEXT_ENCODER);
    await store.add(spec('second', OTHER));
    // The text encoder was there already.
    expect(hub.traffic(TEXT_ENCODER)).toEqual(sent);
    expect((await store.list()).map(({ id, complete }) => [id, complete])).toEqual([
      ['first', true],
      ['second', true],
    ]);
    await store.remove('second');
    await expectEqualFiles(await store.open('first'));
    await store.remove('first');
    expect(await store.list()).toEqual([]);
    expect(await files.list('blobs')).toEqual([]);
    await expect(store.open('first')).rejects.toMatchObject({ code: 'model-not-found' });
  });

  it('of different hubs share nothing of what is here in part: no hash tells whether it is the same', async () => {
    await store.add(spec('first', REPO));
    const other = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
    await store.add(spec('second', REPO, other.url));
    expect(other.traffic(TEXT_ENCODER).once).toBe(hub.traffic(TEXT_ENCODER).once);
    await other.stop();
    await expectEqualFiles(await store.open('first'));
  });

  it('are not deleted while one is on its way', async () => {
    hub.options = { ...hub.options, pace: 5 };
    const adding = store.add(spec('first', REPO));
    while (hub.traffic().once < 200_000) await new Promise(resolve => setTimeout(resolve, 5));
    await expect(store.remove('first')).rejects.toMatchObject({ code: 'storage-busy' });
    hub.options = { ...hub.options, pace: 0 };
    expect(await adding).toMatchObject({ complete: true });
    await expectEqualFiles(await store.open('first'));
  });
});

describe('two at one store', () => {
  /** Waits before it tells which files there are, as somebody who is stopped there. */
  class Halting extends MemoryFileStore {
    halt: Promise<void> | undefined;

    override async list(directory: string) {
      if (directory === 'blobs') await this.halt;
      return super.list(directory);
    }
  }

  it('lose nothing that a new model shares with one that is removed meanwhile', async () => {
    const halting = new Halting();
    const [one, other] = [new ModelStore(halting, TEST_OPTIONS), new ModelStore(halting, TEST_OPTIONS)];
    await one.add(spec('first', REPO));
    let resume = () => {};
    halting.halt = new Promise(resolve => {
      resume = resolve;
    });
    const removing = one.remove('first');
    const adding = other.add(spec('second', OTHER));
    // its clock goes a hundred times as fast: by then it has waited for a while, and not given up
    await Promise.race([adding, new Promise(resolve => setTimeout(resolve, 100))]);
    resume();
    await Promise.all([removing, adding]);
    expect(await other.get('second')).toMatchObject({ complete: true });
    expect(await other.verify('second')).toEqual([]);
  });

  it('get no other bytes of a file that is removed and fetched anew while it is open', async () => {
    hub.options = { ...hub.options, pace: 1 };
    await store.add(spec('first', REPO));
    const folder = await store.open('first');
    const source = (await folder.open(TEXT_ENCODER))!;
    await store.remove('first');
    // In another order: what was needed last comes first.
    await store.add(spec('first', REPO), { needs: { offline: true } });
    const original = REPOSITORY.get(TEXT_ENCODER)!;
    const bytes = await source.read(original.length - 5000, 5000).catch((error: unknown) => error);
    if (bytes instanceof Uint8Array) expect(Buffer.compare(bytes, original.subarray(-5000))).toBe(0);
    else expect(bytes).toMatchObject({ code: 'file-truncated' });
  });

  it('both have their licences remembered', async () => {
    const links = Array.from({ length: 8 }, (_, index) => `https://example.com/${index}`);
    await Promise.all(links.map(link => new ModelStore(files, TEST_OPTIONS).acceptLicences([link])));
    expect([...(await store.acceptedLicences())].toSorted()).toEqual(links);
  });

  it('do not do different things to one model', async () => {
    hub.options = { ...hub.options, pace: 5 };
    const adding = store.add(spec('first', REPO));
    while (hub.traffic().once === 0) await new Promise(resolve => setTimeout(resolve, 5));
    const target = new ModelStore(new MemoryFileStore(), TEST_OPTIONS);
    await expect(store.move('first', target)).rejects.toMatchObject({ code: 'storage-busy' });
    await expect(store.add(spec('first', REPO), { needs: { offline: true } })).rejects.toMatchObject({
      code: 'storage-busy',
    });
    hub.options = { ...hub.options, pace: 0 };
    expect(await adding).toMatchObject({ complete: true });
  });
});

describe('a licence', () => {
  it('has to be accepted once, before anything is fetched', async () => {
    const links = ['https://example.com/terms', 'https://example.com/more'];
    const licensed = { ...tinySpec(hub), licences: links };
    await expect(store.add(licensed)).rejects.toMatchObject({ code: 'licence-not-accepted', data: { links } });
    expect(hub.listings + hub.requests.length).toBe(0);
    await store.acceptLicences(links.slice(0, 1));
    await expect(store.add(licensed)).rejects.toMatchObject({ data: { links: links.slice(1) } });
    await store.acceptLicences(links.slice(1));
    expect(await store.add(licensed)).toMatchObject({ complete: true });
    // Remembered by the store, not by this object.
    expect(await new ModelStore(files, TEST_OPTIONS).add(licensed)).toMatchObject({ complete: true });
  });
});

describe('a mirror', () => {
  it('can take over in the middle', async () => {
    hub.options = {
      ...hub.options,
      fault: ({ path, from }) => (path === TRANSFORMER && from > 200_000 ? { status: 404 } : undefined),
    };
    await expect(store.add(tinySpec(hub))).rejects.toThrow();
    const kept = hub.traffic(TRANSFORMER).once;
    expect(kept).toBeGreaterThan(150_000);
    const mirror = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
    await store.add(tinySpec(mirror));
    expect(mirror.traffic(TRANSFORMER)).toEqual({ once: REPOSITORY.get(TRANSFORMER)!.length - kept, again: 0 });
    // what was compared already is shared; of what is here in part, this mirror has its own
    expect(mirror.traffic('tokenizer/tokenizer.json').once).toBe(0);
    expect(mirror.traffic(TEXT_ENCODER).once).toBeGreaterThan(0);
    await expectEqualFiles(await store.open('tiny'));
    await mirror.stop();
  });
});

describe('an original transformer', () => {
  it('comes in place of the folder’s own', async () => {
    const path = 'checkpoints/tiny.pth';
    const pth = new Uint8Array(300_000).fill(7);
    hub.options = {
      repositories: new Map([...hub.options.repositories, ['founders/Sana_tiny', new Map([[path, pth]])]]),
    };
    const source = { kind: 'hub', repo: 'founders/Sana_tiny', revision: 'main', hubUrl: hub.url } as const;
    await store.add({ ...tinySpec(hub), parts: { transformer: { kind: 'remote', source, path } } });
    expect(hub.sent.has(TRANSFORMER)).toBe(false);
    const folder = await store.open('tiny');
    expect(folder.parts).toEqual({ transformer: 'transformer/elsewhere/tiny.pth' });
    expect(await (await folder.open('transformer/elsewhere/tiny.pth'))?.read(0, pth.length)).toEqual(pth);
    expect(await folder.open('transformer/config.json')).toBeDefined();
    expect(await folder.open(TRANSFORMER)).toBeUndefined();
  });
});

describe('a local folder', () => {
  it('is copied complete, and shares with what was downloaded', async () => {
    const local = memoryFolder('/models/mine', new Map(NEEDED.map(path => [path, REPOSITORY.get(path)!])));
    const model = await store.importFolder('mine', local);
    expect(model).toMatchObject({
      complete: true,
      needs: { imageEncoder: true, offline: true },
      source: '/models/mine',
    });
    expect(await store.verify('mine')).toEqual([]);
    await expectEqualFiles(await store.open('mine'));
    await store.add(tinySpec(hub));
    // Hubs state SHA-256 for large files only; the configurations come again.
    expect([...hub.sent.keys()].filter(path => !path.endsWith('.json'))).toEqual([]);
    expect(hub.sent.has('tokenizer/tokenizer.json')).toBe(false);
  });

  it('that is no model is refused, and leaves nothing', async () => {
    await expect(store.importFolder('x', memoryFolder('x', new Map()))).rejects.toMatchObject({
      code: 'model-unsupported',
    });
    expect(await store.list()).toEqual([]);
  });
});
