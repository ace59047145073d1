import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import { copyScorer, fetchScorer, removeScorer, type ScorerFiles, scorerFolder } from './scorer-files.ts';

const SCORER: ScorerFiles = {
  id: 'tiny',
  title: 'Tiny',
  repository: 'somebody/tiny',
  files: ['tokenizer.json', 'onnx/text.onnx'],
  extras: ['extra.json', 'absent.json'],
};
const HUB = 'https://hub.example';
const COMMIT = 'a'.repeat(40);

/** A hub that answers so many requests for bytes, each with at most so many of them. */
function hub(contents: Readonly<Record<string, Uint8Array>>, lies = false) {
  const asked: string[] = [];
  const state = { asked, answers: Number.POSITIVE_INFINITY };
  const fetch = async (address: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const url = new URL(String(address instanceof Request ? address.url : address));
    if (url.pathname.includes('/revision/')) return Response.json({ sha: COMMIT });
    if (url.pathname.includes('/tree/')) {
      return Response.json(
        Object.entries(contents).map(([path, bytes]) => {
          const oid = createHash('sha256')
            .update(lies ? 'other' : bytes)
            .digest('hex');
          return { type: 'file', path, size: bytes.length, oid: COMMIT, lfs: { oid, size: bytes.length } };
        }),
      );
    }
    const path = url.pathname.split(`/resolve/${COMMIT}/`)[1]!;
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '') ?? [];
    asked.push(`${path} ${from}`);
    if (--state.answers < 0) return new Response('', { status: 403 });
    const bytes = contents[path]!.slice(Number(from), Number(to) + 1);
    const headers = { 'Content-Range': `bytes ${from}-${to}/${contents[path]!.length}` };
    return new Response(bytes, { status: 206, headers });
  };
  return { fetch, state };
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);
const CONTENTS = {
  'tokenizer.json': bytes(10),
  'onnx/text.onnx': bytes(5000),
  'extra.json': bytes(4),
  'README.md': bytes(3),
};

it('a scorer is fetched from where it was stopped, compared, and opened when all of it is here', async () => {
  const files = new MemoryFileStore();
  const { fetch, state } = hub(CONTENTS);
  state.answers = 2;
  await expect(fetchScorer(files, SCORER, { fetch, hubUrl: HUB })).rejects.toThrow();
  expect(await scorerFolder(files, SCORER)).toBeUndefined();
  state.answers = Number.POSITIVE_INFINITY;
  const before = state.asked.length;
  await fetchScorer(files, SCORER, { fetch, hubUrl: HUB });
  expect(state.asked.slice(before).every(request => request.startsWith('onnx/text.onnx'))).toBe(true);
  const folder = await scorerFolder(files, SCORER);
  const source = await folder?.open('onnx/text.onnx');
  expect(await source?.read(0, 5000)).toEqual(CONTENTS['onnx/text.onnx']);
  expect((await folder?.open('extra.json'))?.size).toBe(4);
  expect(await folder?.open('absent.json')).toBeUndefined();
  expect(await folder?.open('README.md')).toBeUndefined();
  // nothing is fetched twice
  const whole = state.asked.length;
  await fetchScorer(files, SCORER, { fetch, hubUrl: HUB });
  expect(state.asked).toHaveLength(whole);
  const other = new MemoryFileStore();
  await copyScorer(files, other, SCORER);
  expect(await (await (await scorerFolder(other, SCORER))?.open('onnx/text.onnx'))?.read(0, 5000)).toEqual(
    CONTENTS['onnx/text.onnx'],
  );
  await removeScorer(files, SCORER);
  expect(await files.list('scorers')).toEqual([]);
});

it('what is not what the hub says of it does not stay', async () => {
  const files = new MemoryFileStore();
  const { fetch } = hub(CONTENTS, true);
  await expect(fetchScorer(files, SCORER, { fetch, hubUrl: HUB })).rejects.toMatchObject({ code: 'file-corrupt' });
  expect(await files.list('scorers')).toEqual([]);
});
