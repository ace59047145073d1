import { readFileSync } from 'node:fs';
import { FLORENCE_TASKS } from '@sana-studio/captions/local';
import { decodePng } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { readJson, referencePath } from '../reference-data.ts';
import { startBrowser } from './browser.ts';

it('Florence-2 in a worker says its reference’s tokens, fetches one .wasm, and asks nobody else for anything', async () => {
  const expected = readJson(referencePath('captions', 'tiny', 'florence2', 'expected.json')) as Readonly<
    Record<string, { readonly generated: readonly number[] }>
  >;
  const { width, height, data } = decodePng(readFileSync(referencePath('captions', 'wide.png')));
  const browser = await startBrowser({ webgpu: false });
  try {
    const page = await browser.open();
    const asked: string[] = [];
    page.context().on('request', request => asked.push(request.url()));
    const { url } = browser.server;
    const answer = await page.evaluate(
      ({ pixels, ...question }) =>
        new Promise<{ tokens?: number[][]; failed?: string }>(resolve => {
          const worker = new Worker('/test/florence-worker.mjs', { type: 'module' });
          worker.onmessage = message => resolve(message.data);
          worker.onerror = event => resolve({ failed: event.message });
          worker.postMessage({ ...question, picture: { ...question.picture, data: new Uint8ClampedArray(pixels) } });
        }),
      {
        ...{ wasmPaths: `${url}/web/`, folderUrl: `${url}/reference/captions/tiny/florence2` },
        ...{ picture: { width, height }, pixels: [...data], tasks: FLORENCE_TASKS, mostTokens: 11 },
      },
    );
    expect(answer.failed).toBeUndefined();
    expect(answer.tokens?.map(tokens => tokens.slice(0, -1))).toEqual(
      FLORENCE_TASKS.map(task => expected[task]!.generated),
    );
    expect(asked.filter(address => address.endsWith('.wasm'))).toHaveLength(1);
    expect(asked.filter(address => !address.startsWith(`${url}/`) && !address.startsWith('blob:'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
