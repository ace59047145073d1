import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { TraceAnswer, TracePart, TraceTask } from './trace-worker.ts';

/** What the reference started from. */
const INPUTS = [
  // and what the decoder's last program keeps to itself
  'ae.norm_out',
  'ae.image',
  'ae.latent',
  'dit.guidance',
  'dit.hidden',
  'dit.latent',
  'dit.mask',
  'dit.timestep',
];

const REFERENCES = ['sana', 'sana15', 'sprint', 'sana4k'] as const;

/**
 * What the others have of their own beside `sana`. All of them are traced on every other device; a WebGPU in software
 * takes minutes for what it has computed before.
 */
const OWN: Readonly<Record<string, { readonly parts: readonly TracePart[]; readonly shared: readonly string[] }>> = {
  sana15: { parts: ['transformer', 'autoencoder', 'denoising'], shared: ['text_encoder'] },
  sprint: { parts: ['transformer', 'denoising'], shared: ['text_encoder', 'vae'] },
  sana4k: { parts: ['transformer', 'denoising'], shared: ['text_encoder', 'vae'] },
};

const FILES: Readonly<Record<string, readonly string[]>> = {
  text_encoder: ['config.json', 'model.safetensors'],
  vae: ['config.json', 'diffusion_pytorch_model.safetensors'],
};

/** Tensors that a part computes begin like this. */
const PREFIXES: Readonly<Record<TracePart, RegExp>> = {
  transformer: /^dit\./,
  autoencoder: /^ae\./,
  denoising: /^run\.(noise_seed42|latents)$/,
};

/** One reference on a WebGPU in software takes minutes where others use the processor too. */
const MINUTES = 60_000;

describe.each([
  { device: 'webgpu', tolerance: 1e-3 },
  { device: 'wasm', tolerance: 2e-4 },
] as const)("in a browser's worker, on $device", ({ device, tolerance }) => {
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

  async function trace(name: string, parts?: readonly TracePart[], autoencoder?: string) {
    const { url } = test.server;
    const place = { wasmBase: `${url}/web/`, referenceUrl: `${url}/reference/${name}` };
    const single = autoencoder ? { folderUrl: `${url}/reference/autoencoder`, file: autoencoder } : undefined;
    const task: TraceTask = { device, ...place, parts, autoencoder: single };
    const answer = await page.evaluate(
      message =>
        new Promise<TraceAnswer>(resolve => {
          const { worker } = globalThis as unknown as { worker: Worker };
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => resolve({ error: message });
          worker.postMessage(message);
        }),
      task,
    );
    if ('error' in answer) throw new Error(answer.error);
    const names = answer.found.map(difference => difference.name);
    const wanted = answer.expected.filter(
      tensor => !INPUTS.includes(tensor) && (!parts || parts.some(part => PREFIXES[part].test(tensor))),
    );
    expect(names.sort()).toEqual(wanted.sort());
    expect(answer.found.filter(({ maxRel }) => !(maxRel <= tolerance))).toEqual([]);
  }

  const isWhole = (name: string) => device === 'wasm' || !OWN[name];

  it.each(REFERENCES.filter(isWhole))(
    `every tensor of %s is within ${tolerance} of the reference`,
    name => trace(name),
    30 * MINUTES,
  );

  it.each(REFERENCES.filter(name => !isWhole(name)))(
    `every tensor that %s has beside those of sana is within ${tolerance} of the reference`,
    async name => {
      const { parts, shared } = OWN[name]!;
      for (const part of shared) {
        for (const file of FILES[part]!) {
          const [own, traced] = [name, 'sana'].map(model => readFileSync(referencePath(model, 'model', part, file)));
          expect(own!.equals(traced!), `${part}/${file} of ${name} is that of sana`).toBe(true);
        }
      }
      await trace(name, parts);
    },
    30 * MINUTES,
  );

  it(
    'the autoencoder may be DC-AE-Lite in a single file',
    () => trace('sana', ['autoencoder'], 'lite.safetensors'),
    30 * MINUTES,
  );
});
