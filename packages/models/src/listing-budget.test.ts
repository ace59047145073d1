import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { BUDGETS, SanaError } from '@sana-studio/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lyingHub, SMALL } from '../../../test/hub/answers.ts';
import { type Clock, systemClock } from './clock.ts';
import { FOLDER_NOTE } from './folder-note.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelSource } from './model-spec.ts';
import { ModelStore } from './model-store.ts';
import { REPO } from './store.fixture.ts';

/** Everything that takes a while takes a tenth of it, also the time that the clock tells. */
const HASTE = 10;
const quick: Clock = {
  now: () => systemClock.now() * HASTE,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / HASTE, signal),
  limit: (milliseconds, signal) => systemClock.limit(milliseconds / HASTE, signal),
};

const HUB = 'https://hub.example';
const TREE = `${HUB}/api/models/${REPO}/tree/`;
const source: ModelSource = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: HUB };
const honest = lyingHub(REPO, SMALL);

interface Outcome {
  readonly error: SanaError;
  /** By the clock. */
  readonly seconds: number;
  readonly requests: number;
}

/** Adds a model whose source answers what `answer` gives, and honestly where that gives nothing. */
async function refused(
  answer: (url: string, init: RequestInit) => Promise<Response> | Response | undefined,
  from: ModelSource = source,
  clock: Clock = quick,
): Promise<Outcome> {
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    requests++;
    return (await answer(String(input), init)) ?? honest(input, init);
  };
  const store = new ModelStore(new MemoryFileStore(), { fetch, clock });
  const began = quick.now();
  const error: unknown = await store.add({ id: 'tiny', title: 'Tiny', source: from, licences: [] }).catch(e => e);
  expect(error).toBeInstanceOf(SanaError);
  return { error: error as SanaError, seconds: (quick.now() - began) / 1000, requests };
}

/** A body that never ends. @param pause milliseconds between its pieces, by the clock */
function endless(piece: string, pause = 0, onPiece = () => {}): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(piece);
  return new ReadableStream({
    async pull(controller) {
      if (pause > 0) await quick.sleep(pause);
      onPiece();
      controller.enqueue(bytes);
    },
  });
}

/** As fetch does: rejects when it is given up. */
function never({ signal }: RequestInit): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
}

const listing =
  (body: BodyInit, headers = {}) =>
  (url: string) =>
    url.startsWith(TREE) ? new Response(body, { headers }) : undefined;

describe('a listing', () => {
  it('that never ends is read up to its budget', async () => {
    let pieces = 0;
    const outcome = await refused(listing(endless('{"a":1},'.repeat(8192), 0, () => pieces++)));
    expect(outcome.error.data).toMatchObject({ budget: 'hubAnswer' });
    expect(pieces * 65_536).toBeLessThan(BUDGETS.hubAnswer.most + 2 ** 20);
  });

  it('that unpacks to much more than is sent is read up to its budget', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 28, ' '));
    const server = createServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const before = process.memoryUsage().rss;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const outcome = await refused(
      (asked, init) => (asked.startsWith(TREE) ? fetch(url, init) : undefined),
      source,
      systemClock,
    );
    expect(outcome.error).toMatchObject({ code: 'over-budget', data: { budget: 'hubAnswer' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it.each([
    ['is nested', '['.repeat(1_000_000), 'jsonDepth'],
    ['has a page of very many files', `[${'0,'.repeat(20_000)}0]`, 'listedFiles'],
  ])('that %s is refused', async (_, body, budget) => {
    expect((await refused(listing(body))).error).toMatchObject({ code: 'over-budget', data: { budget } });
  });

  it('of pages without end is refused after as many as any repository has', async () => {
    let page = 0;
    const outcome = await refused(url =>
      url.startsWith(TREE)
        ? new Response('[]', { headers: { link: `<${TREE}main?cursor=${page++}>; rel="next"` } })
        : undefined,
    );
    expect(outcome.error).toMatchObject({ code: 'over-budget', data: { budget: 'listingPages' } });
    expect(outcome.requests).toBeLessThan(BUDGETS.listingPages.most + 5);
  });

  it.concurrent.each([
    ['drips', listing(endless(' ', 2000)), 'over-budget'],
    ['drips, page by page', (url: string) => (url.startsWith(TREE) ? dripping() : undefined), 'over-budget'],
    [
      'is silent',
      (url: string, init: RequestInit) => (url.startsWith(TREE) ? never(init) : undefined),
      'network-failed',
    ],
    ['stops in the middle', listing(endless('[', 1e9)), 'network-failed'],
    ['comes from nobody', () => Promise.reject(new TypeError('fetch failed')), 'network-failed'],
    ['is for later', () => new Response('', { status: 429, headers: { 'retry-after': '60' } }), 'network-failed'],
    [
      'is for much later',
      () => new Response('', { status: 503, headers: { 'retry-after': '1e99' } }),
      'network-failed',
    ],
    ['is for never', () => new Response('', { status: 503 }), 'network-failed'],
  ] as const)('that %s ends within half a minute, or ten seconds where nothing comes', async (_, answer, code) => {
    const { error, seconds } = await refused(answer);
    expect(error.code).toBe(code);
    // with some room for a busy machine
    expect(seconds).toBeLessThan(code === 'network-failed' ? 7 + HASTE : 25 + HASTE);
  });

  async function dripping(): Promise<Response> {
    await quick.sleep(3000);
    return new Response('[]', { headers: { link: `<${TREE}main>; rel="next"` } });
  }
});

describe('a folder on a server', () => {
  const folder: ModelSource = { kind: 'url', url: 'https://folder.example/model' };

  it.concurrent.each([
    ['is silent', (_: string, init: RequestInit) => never(init), 'network-failed'],
    ['answers each name very slowly', (url: string) => quick.sleep(3000).then(() => answered(url)), 'over-budget'],
    ['is gone', () => Promise.reject(new TypeError('fetch failed')), 'network-failed'],
    ['states an absurd size', () => new Response(null, { headers: { 'content-length': '-5' } }), 'network-failed'],
  ] as const)('that %s ends in time', async (_, answer, code) => {
    const { error, seconds } = await refused(answer, folder);
    expect(error.code).toBe(code);
    expect(seconds).toBeLessThan(code === 'network-failed' ? 7 + HASTE : 25 + HASTE);
  });

  /** It was not exported, and has whatever else it is asked for. */
  const answered = (url: string) => new Response(null, url.endsWith(FOLDER_NOTE) ? { status: 404 } : sized());
  const sized = () => ({ headers: { 'content-length': '2' } });
});

describe('a file', () => {
  it.each([
    ['is silent', (_: string, init: RequestInit) => never(init)],
    ['is gone', () => Promise.reject(new TypeError('fetch failed'))],
  ] as const)('of a source that lists and then %s is not waited for', async (_, answer) => {
    const outcome = await refused((url, init) => (url.includes('/resolve/') ? answer(url, init) : undefined));
    expect(outcome.error.code).toBe('network-failed');
    expect(outcome.seconds).toBeLessThan(7 + HASTE);
  });
});
