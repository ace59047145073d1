import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryFileStore, ModelStore, type WeightFormat } from '@sana-studio/models';
import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { ModelsCommand } from './models-worker.ts';

const REPO = 'founders/Sana_tiny_diffusers';
const REPOSITORY = officialRepository();
const PART_BYTES = 16_384;
const PATHS = [...REPOSITORY.keys()].filter(path => !/fp16|int4|README/.test(path));
const HASHES = Object.fromEntries(
  PATHS.map(path => [path, createHash('sha256').update(REPOSITORY.get(path)!).digest('hex')]),
);
const NEEDED_BYTES = PATHS.reduce((sum, path) => sum + REPOSITORY.get(path)!.length, 0);

let test: TestBrowser;
let hub: TestHub;

beforeAll(async () => {
  test = await startBrowser({ webgpu: false });
});
afterAll(() => test.close());
beforeEach(async () => {
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
});
afterEach(() => hub.stop());

function add(weights: WeightFormat = 'original'): Extract<ModelsCommand, { kind: 'add' }> {
  const source = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: hub.url } as const;
  return {
    kind: 'add',
    spec: { id: 'tiny', title: 'Tiny', source, licences: [] },
    needs: { imageEncoder: true, offline: true },
    weights,
  };
}

const describeStore: ModelsCommand = { kind: 'describe' };
const hashAll: ModelsCommand = { kind: 'hash', id: 'tiny', paths: PATHS };

function tell(where: Page | Frame, worker: number | 'frame', command: ModelsCommand) {
  return where.evaluate(([to, what]) => models.tell(to, what), [worker, command] as const);
}

async function started(page: Page): Promise<Page> {
  await page.waitForFunction('globalThis.models !== undefined');
  return page;
}

/** Waits until so much was sent. */
async function sent(bytes: number): Promise<void> {
  while (hub.traffic().once < bytes) await sleep(5);
}

describe('a page that may store files', () => {
  let page: Page;

  beforeEach(async () => {
    page = await started(await test.open('models-page.mjs'));
  });
  afterEach(() => page.close());

  it('keeps a model whose download was killed and went on, with nothing fetched twice beyond a part', async () => {
    hub.options = { ...hub.options, pace: 4 };
    for (const share of [0.2, 0.5, 0.8]) {
      const adding = tell(page, 1, add()).catch(() => undefined);
      await sent(share * NEEDED_BYTES);
      await page.evaluate(() => models.terminate(1));
      void adding;
      expect(await tell(page, 2, describeStore)).toMatchObject({
        value: { persistent: true, models: [{ id: 'tiny', complete: false }] },
      });
    }
    hub.options = { ...hub.options, pace: 0 };
    expect(await tell(page, 3, add())).toMatchObject({ value: { complete: true } });
    expect(hub.traffic().once).toBe(NEEDED_BYTES);
    // Each of four connections loses at most the part that it was at, and what was still in buffers.
    expect(hub.traffic().again).toBeLessThanOrEqual(3 * 4 * 2 * PART_BYTES);
    expect(await tell(page, 3, hashAll)).toEqual({ value: HASHES });

    // Another visit: everything is there, and nobody is asked.
    const requests = hub.requests.length + hub.listings;
    await page.reload();
    await page.addScriptTag({ url: `${test.server.url}/test/models-page.mjs`, type: 'module' });
    await started(page);
    expect(await tell(page, 1, add())).toMatchObject({ value: { complete: true } });
    expect(await tell(page, 1, hashAll)).toEqual({ value: HASHES });
    expect(hub.requests.length + hub.listings).toBe(requests);
    expect(await tell(page, 1, { kind: 'remove', id: 'tiny' })).toEqual({ value: undefined });
    expect(await tell(page, 1, describeStore)).toMatchObject({ value: { models: [] } });
  });

  it('keeps a model where no file can be replaced at a stroke, as in Safari before 26', {
    tags: ['long'],
  }, async () => {
    const old = await test.browser.newContext();
    await old.addInitScript(() => {
      globalThis.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          const parts = [
            'data:text/javascript,delete FileSystemFileHandle.prototype.createWritable;',
            new URL(url, location.href).href,
          ];
          const script = parts.map(part => `import ${JSON.stringify(part)};`).join('\n');
          super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
        }
      };
    });
    const safari = await old.newPage();
    const visit = async () => {
      await safari.goto(`${test.server.url}/pages/empty.html`);
      await safari.addScriptTag({ url: `${test.server.url}/test/models-page.mjs`, type: 'module' });
      await started(safari);
    };
    await visit();
    hub.options = { ...hub.options, pace: 4 };
    const adding = tell(safari, 1, add()).catch(() => undefined);
    await sent(0.5 * NEEDED_BYTES);
    await safari.evaluate(() => models.terminate(1));
    void adding;
    hub.options = { ...hub.options, pace: 0 };
    expect(await tell(safari, 2, add())).toMatchObject({ value: { complete: true } });
    await visit();
    expect(await tell(safari, 1, describeStore)).toMatchObject({
      value: { persistent: true, models: [{ id: 'tiny', complete: true }] },
    });
    expect(await tell(safari, 1, hashAll)).toEqual({ value: HASHES });
    await old.close();
  });

  it('is kept by the store of each of several windows that begin at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(worker => tell(page, worker, describeStore)));
    for (const answer of answers) expect(answer).toMatchObject({ value: { persistent: true } });
  });

  it('has its lock while it is frozen, and another window is told', async () => {
    const context = await test.browser.newContext();
    const visit = async () => {
      const visited = await context.newPage();
      await visited.goto(`${test.server.url}/pages/empty.html`);
      await visited.addScriptTag({ url: `${test.server.url}/test/models-page.mjs`, type: 'module' });
      return started(visited);
    };
    const [frozen, other] = [await visit(), await visit()];
    hub.options = { ...hub.options, pace: 4 };
    const adding = tell(frozen, 1, add());
    adding.catch(() => undefined);
    await sent(0.2 * NEEDED_BYTES);
    const session = await context.newCDPSession(frozen);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    expect(await tell(other, 1, add())).toMatchObject({ code: 'storage-busy' });
    hub.options = { ...hub.options, pace: 0 };
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    expect(await adding).toMatchObject({ value: { complete: true } });
    expect(await tell(other, 1, hashAll)).toEqual({ value: HASHES });
    await context.close();
  });

  it('shrinks a model while it comes, also when it is killed in between, as Node does', {
    tags: ['long'],
  }, async () => {
    const inNode = new ModelStore(new MemoryFileStore());
    await inNode.add(add().spec, { ...add('int4') });
    const hashes: Record<string, string> = {};
    const folder = await inNode.open('tiny');
    for (const path of PATHS) {
      const source = (await folder.open(path))!;
      hashes[path] = createHash('sha256')
        .update(await source.read(0, source.size))
        .digest('hex');
    }
    hub.sent.clear();
    hub.options = { ...hub.options, pace: 4 };
    const adding = tell(page, 1, add('int4')).catch(() => undefined);
    await sent(0.5 * NEEDED_BYTES);
    await page.evaluate(() => models.terminate(1));
    void adding;
    expect(await tell(page, 2, describeStore)).toMatchObject({
      value: { models: [{ complete: false, weights: 'int4' }] },
    });
    hub.options = { ...hub.options, pace: 0 };
    expect(await tell(page, 2, add('int4'))).toMatchObject({ value: { complete: true, weights: 'int4' } });
    expect(await tell(page, 2, hashAll)).toEqual({ value: hashes });
    expect(hashes).not.toEqual(HASHES);
  });

  it('is told when another window is at the same model', { tags: ['long'] }, async () => {
    hub.options = { ...hub.options, pace: 4 };
    const first = tell(page, 1, add());
    await sent(0.3 * NEEDED_BYTES);
    expect(await tell(page, 2, add())).toMatchObject({ code: 'storage-busy' });
    hub.options = { ...hub.options, pace: 0 };
    expect(await first).toMatchObject({ value: { complete: true } });
    expect(await tell(page, 2, hashAll)).toEqual({ value: HASHES });
  });

  it('is told when there is no room, and goes on when there is', async () => {
    const session = await page.context().newCDPSession(page);
    const origin = new URL(page.url()).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    expect(await tell(page, 1, add())).toMatchObject({ code: 'storage-full' });
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await tell(page, 1, add())).toMatchObject({ value: { complete: true } });
    expect(await tell(page, 1, hashAll)).toEqual({ value: HASHES });
  });
});

describe('a page that may not store files', () => {
  async function expectMemory(frame: Page | Frame, worker: number | 'frame'): Promise<void> {
    expect(await tell(frame, worker, describeStore)).toMatchObject({
      value: { persistent: false },
    });
    expect(await tell(frame, worker, add())).toMatchObject({ value: { complete: true } });
    expect(await tell(frame, worker, hashAll)).toEqual({ value: HASHES });
  }

  /** A page of another site with a frame in it. */
  async function framed(attributes: string): Promise<{ page: Page; frame: Frame }> {
    const page = await test.browser.newPage();
    // The same server under another name is another site.
    await page.goto(`${test.server.url.replace('localhost', '127.0.0.1')}/pages/empty.html`);
    await page.setContent(`<iframe ${attributes}></iframe>`);
    const frame = page.frames().find(other => other !== page.mainFrame());
    if (!frame) throw new Error('the page has no frame');
    return { page, frame };
  }

  it('because it has no origin keeps models in memory and says so', async () => {
    const script = `${test.server.url}/test/models-page.mjs`;
    const { page, frame } = await framed(
      `sandbox="allow-scripts" srcdoc="&lt;script type=module src='${script}'&gt;&lt;/script&gt;"`,
    );
    await frame.waitForFunction('globalThis.models !== undefined');
    await expectMemory(frame, 'frame');
    await page.close();
  });

  it('because it is a frame in another site keeps models in memory and says so', async () => {
    const { page, frame } = await framed(`src="${test.server.url}/pages/empty.html"`);
    await frame.waitForURL(`${test.server.url}/**`);
    await frame.addScriptTag({ url: `${test.server.url}/test/models-page.mjs`, type: 'module' });
    await frame.waitForFunction('globalThis.models !== undefined');
    await expectMemory(frame, 1);
    await page.close();
  });
});
