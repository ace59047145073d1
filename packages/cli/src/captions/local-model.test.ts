import { fileURLToPath } from 'node:url';
import { type EncodedPicture, localCaptioner } from '@sana-studio/captions';
import { encodePng, SanaError } from '@sana-studio/core';
import { afterEach, expect, it, vi } from 'vitest';
import { LocalModel } from './local-model.ts';
import { localChoice } from './local-option.ts';

const SEEING = fileURLToPath(new URL('seeing-process.fixture.mjs', import.meta.url));

let model: LocalModel;

afterEach(() => model.dispose());

function start(): LocalModel {
  model = new LocalModel('florence-2-base', ['folder', '.'], SEEING);
  return model;
}

async function redPicture(): Promise<EncodedPicture> {
  const data = Uint8ClampedArray.from({ length: 4 * 64 }, (_, at) => [200, 0, 0, 255][at % 4]!);
  return { bytes: await encodePng({ width: 8, height: 8, data }), name: 'red.png' };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a model here is shown red and blue, is asked its own tasks, and once for what it would only repeat', async () => {
  start();
  const picture = await redPicture();
  const asked: string[] = [];
  const ask = (seen: EncodedPicture, question: string) => {
    asked.push(question);
    return model.ask(seen, question);
  };
  const long = localCaptioner({ id: 'florence-2-base', ask });
  const short = localCaptioner({ id: 'florence-2-base', level: 'short', ask });
  expect([long.type, short.type]).toEqual(['florence-2-base', 'florence-2-base-short']);
  expect(await long.available()).toEqual({ state: 'ready' });
  expect(asked.splice(0)).toEqual(['<DETAILED_CAPTION>', '<DETAILED_CAPTION>']);
  const captions = await long.caption(picture, { purpose: 'training' }, { count: 3 });
  expect(captions.map(({ text }) => text)).toEqual(['<MORE_DETAILED_CAPTION> All of it is red.']);
  expect(asked.splice(0)).toEqual(['<MORE_DETAILED_CAPTION>']);
  const [brief] = await short.caption(picture, { purpose: 'training', language: 'en-GB' });
  expect(brief?.text).toBe('<CAPTION> All of it is red.');
  await expect(short.caption(picture, { purpose: 'alt', language: 'de' })).rejects.toMatchObject({
    reason: 'request-invalid:captions-language',
  });
  const free = localCaptioner({ id: 'smolvlm-256m', ask });
  expect([free.ignores, short.ignores]).toEqual([['language'], ['language', 'words']]);
  asked.length = 0;
  const [answer] = await free.caption(picture, { purpose: 'training', words: 12 });
  expect(asked[0]).toMatch(/^Which colour/);
  expect(asked[2]).toMatch(/^Describe this picture in English, in one paragraph of at most 12 words/);
  expect(answer?.text).toContain('All of it is red.');
  const blind = localCaptioner({ id: 'florence-2-base', ask: async () => 'A red and blue room.' });
  expect(await blind.available()).toMatchObject({ problem: { code: 'captioner-blind' } });
});

it('a model that computes is ended at once when nobody waits any more, and the next question starts another', async () => {
  start();
  const picture = await redPicture();
  const pid = Number(await model.ask(picture, 'who'));
  const abort = new AbortController();
  const asking = [model.ask(picture, 'hang', abort.signal), model.ask(picture, 'who')];
  const started = performance.now();
  abort.abort();
  for (const one of await Promise.allSettled(asking))
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  expect(performance.now() - started).toBeLessThan(1000);
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  await expect(model.ask(picture, 'who', abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(Number(await model.ask(picture, 'who'))).not.toBe(pid);
});

it('a model that ends before it has answered is told of', async () => {
  start();
  const error = SanaError.from(await model.ask(await redPicture(), 'die').catch((cause: unknown) => cause));
  expect(error.reason).toBe('captioner-unavailable:ended');
  expect(error.message).toContain('exit code 3');
});

it('what --with says of a model here is its name, how much it says, and a folder', () => {
  start();
  const id = 'florence-2-base';
  expect(localChoice(id)).toEqual({ id, level: undefined, folder: undefined });
  expect(localChoice(`${id}:short`)).toEqual({ id, level: 'short', folder: undefined });
  expect(localChoice(`${id}:C:\\models`)).toEqual({ id, level: undefined, folder: 'C:\\models' });
  expect(localChoice(`${id}:detailed:./short`)).toEqual({ id, level: 'detailed', folder: './short' });
  expect(localChoice('smolvlm-256m:short')).toEqual({ id: 'smolvlm-256m', level: undefined, folder: 'short' });
  expect(localChoice('florence-2')).toBeUndefined();
  expect(localChoice('toString')).toBeUndefined();
});
