import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import {
  EVERY_TYPE,
  filesWith,
  gemmaGguf,
  ggufBytes,
  openGgufTextEncoder,
  type TestVocabulary,
} from '@sana-studio/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../reference-data.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { startServer } from './server.ts';
import type { DrawTask, TraceAnswer, TracePart, TraceTask } from './trace-worker.ts';

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

const REQUEST = { prompt: 'a red kite over the sea', width: 64, height: 64, steps: 1, seed: 3 };

/** A small model with a text encoder that blocks of every type fit: on a server. */
async function startTinyModel() {
  const folder = await mkdtemp(join(tmpdir(), 'gguf-'));
  const base = referencePath('sana', 'model');
  const vocabulary = readJson(join(base, 'tokenizer', 'tokenizer.json')) as TestVocabulary;
  const file = ggufBytes(gemmaGguf({ vocabulary, layers: EVERY_TYPE, table: 'Q6_K' }));
  const { tensors } = await openGgufTextEncoder(bytesSource('model.gguf', file));
  await cp(base, join(folder, 'model'), { recursive: true });
  for (const [path, bytes] of await filesWith(diskFolder(base), tensors, EVERY_TYPE.length)) {
    await writeFile(join(folder, 'model', path), bytes);
  }
  await mkdir(join(folder, 'encoder'));
  await writeFile(join(folder, 'encoder', 'model.gguf'), file);
  const server = await startServer({ model: join(folder, 'model'), encoder: join(folder, 'encoder') });
  return {
    url: server.url,
    async close() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

let tiny: Awaited<ReturnType<typeof startTinyModel>>;
beforeAll(async () => {
  tiny = await startTinyModel();
});
afterAll(() => tiny.close());

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

  async function ask(task: TraceTask | DrawTask): Promise<TraceAnswer> {
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
    return answer;
  }

  async function trace(name: string, parts?: readonly TracePart[], autoencoder?: string) {
    const { url } = test.server;
    const place = { wasmBase: `${url}/web/`, referenceUrl: `${url}/reference/${name}` };
    const single = autoencoder ? { folderUrl: `${url}/reference/autoencoder`, file: autoencoder } : undefined;
    const task: TraceTask = { device, ...place, parts, autoencoder: single };
    const answer = await ask(task);
    if (!('found' in answer)) throw new Error('A picture is not what was asked for.');
    const names = answer.found.map(difference => difference.name);
    const wanted = answer.expected.filter(
      tensor => !INPUTS.includes(tensor) && (!parts || parts.some(part => PREFIXES[part].test(tensor))),
    );
    expect(names.sort()).toEqual(wanted.sort());
    expect(answer.found.filter(({ maxRel }) => !(maxRel <= tolerance))).toEqual([]);
  }

  it(
    'a GGUF with blocks of every type draws the picture of the folder with the same numbers',
    async () => {
      const draw = async (textEncoderUrl?: string) => {
        const wasmBase = `${test.server.url}/web/`;
        const answer = await ask({ device, wasmBase, modelUrl: `${tiny.url}/model`, textEncoderUrl, request: REQUEST });
        if (!('pixels' in answer)) throw new Error('There is no picture.');
        return answer.pixels;
      };
      // on one device: what is compared is the reading of the file, not the device
      const [found, wanted] = [await draw(`${tiny.url}/encoder/model.gguf`), await draw()];
      expect(Math.max(...found.map((value, index) => Math.abs(value - wanted[index]!)))).toBeLessThanOrEqual(1);
    },
    10 * MINUTES,
  );

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
