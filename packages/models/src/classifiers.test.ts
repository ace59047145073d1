import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Classifier, fetchClassifier, keepClassifier, OPEN_NSFW, readClassifier } from './classifiers.ts';
import { MemoryFileStore } from './memory-store.ts';

const BYTES = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);
const SMALL: Classifier = {
  ...OPEN_NSFW,
  bytes: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  hubPath: 'owner/name/resolve/main/a.onnx',
  addresses: ['https://elsewhere.example/a.onnx'],
};

/** Servers by their host. */
const network = (answers: Record<string, Uint8Array<ArrayBuffer> | number>) => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input: string | URL | Request) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(url.href);
    const answer = answers[url.host] ?? 404;
    if (typeof answer === 'number') return new Response(null, { status: answer });
    const headers = { 'content-range': `bytes 0-${answer.length - 1}/${answer.length}` };
    return new Response(answer, { status: 206, headers });
  };
  return { asked, fetch };
};

test('it comes from the hub, or else from elsewhere, and is kept', async () => {
  for (const [answers, count] of [
    [{ 'hub.example': BYTES }, 1],
    [{ 'hub.example': 403, 'elsewhere.example': BYTES }, 2],
    [{ 'hub.example': BYTES.with(7, 0), 'elsewhere.example': BYTES }, 2],
  ] as const) {
    const files = new MemoryFileStore();
    const { asked, fetch } = network(answers);
    await fetchClassifier(files, SMALL, { hubUrl: 'https://hub.example', fetch });
    expect(asked).toHaveLength(count);
    expect(asked[0]).toBe('https://hub.example/owner/name/resolve/main/a.onnx');
    expect(await readClassifier(files, SMALL)).toEqual(BYTES);
  }
});

test('other bytes than those that are known are neither kept nor read', async () => {
  const files = new MemoryFileStore();
  const { fetch } = network({ 'hub.example': BYTES.with(7, 0), 'elsewhere.example': BYTES.with(0, 9) });
  const fetching = fetchClassifier(files, SMALL, { hubUrl: 'https://hub.example', fetch });
  await expect(fetching).rejects.toMatchObject({ code: 'file-corrupt' });
  expect(await readClassifier(files, SMALL)).toBeUndefined();

  await expect(keepClassifier(files, SMALL, BYTES.slice(1), 'x.onnx')).rejects.toMatchObject({ code: 'file-corrupt' });
  await keepClassifier(files, SMALL, BYTES, 'x.onnx');
  await expect(readClassifier(files, { ...SMALL, sha256: OPEN_NSFW.sha256 })).rejects.toMatchObject({
    code: 'file-corrupt',
  });
});

test('a download can be cancelled', async () => {
  const { fetch } = network({ 'hub.example': BYTES });
  const signal = AbortSignal.abort();
  const fetching = fetchClassifier(new MemoryFileStore(), SMALL, { hubUrl: 'https://hub.example', fetch, signal });
  await expect(fetching).rejects.toMatchObject({ code: 'cancelled' });
});
