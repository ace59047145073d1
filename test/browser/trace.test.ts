import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { TraceAnswer } from './trace-worker.ts';

/** What the reference started from. */
const INPUTS = ['ae.image', 'ae.latent', 'dit.guidance', 'dit.hidden', 'dit.latent', 'dit.mask', 'dit.timestep'];

const REFERENCES = ['sana', 'sana15', 'sprint', 'sana4k'];

/** One reference on a WebGPU in software takes minutes where others use the processor too. */
const MINUTES = 60_000;

describe.each([
  { device: 'webgpu', tolerance: 1e-3 },
  { device: 'wasm', tolerance: 2e-4 },
])("in a browser's worker, on $device", ({ device, tolerance }) => {
  let test: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    test = await startBrowser({ webgpu: device === 'webgpu' });
    page = await test.open();
    await page.evaluate(() => {
      Object.assign(globalThis, { worker: new Worker('/test/trace-worker.mjs', { type: 'module' }) });
    });
  });
  afterAll(() => test.close());

  it.each(REFERENCES)(
    `every tensor of %s is within ${tolerance} of the reference`,
    async name => {
      const { url } = test.server;
      const answer = await page.evaluate(
        task =>
          new Promise<TraceAnswer>(resolve => {
            const { worker } = globalThis as unknown as { worker: Worker };
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => resolve({ error: message });
            worker.postMessage(task);
          }),
        { device, wasmBase: `${url}/web/`, referenceUrl: `${url}/reference/${name}` },
      );
      if ('error' in answer) throw new Error(answer.error);
      const names = answer.found.map(difference => difference.name);
      expect(names.sort()).toEqual(answer.expected.filter(tensor => !INPUTS.includes(tensor)).sort());
      expect(answer.found.filter(({ maxRel }) => !(maxRel <= tolerance))).toEqual([]);
    },
    30 * MINUTES,
  );
});
