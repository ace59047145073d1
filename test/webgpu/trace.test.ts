import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDED, expectAdded } from '../browser/added.ts';
import { expectPictureOfGguf } from '../browser/gguf-picture.ts';
import type { TracePart } from '../browser/trace-worker.ts';
import { Tracer } from '../browser/tracer.ts';
import { referencePath } from '../reference-data.ts';

const FILES: Readonly<Record<string, readonly string[]>> = {
  text_encoder: ['config.json', 'model.safetensors'],
  vae: ['config.json', 'diffusion_pytorch_model.safetensors'],
};

interface Own {
  readonly name: string;
  readonly parts: readonly TracePart[];
  /** Folders that are those of `sana`. */
  readonly shared: readonly string[];
}

/** What the others have of their own beside `sana`: a WebGPU in software takes minutes for what it has computed before. */
const OWN: readonly Own[] = [
  { name: 'sana15', parts: ['transformer', 'autoencoder', 'denoising'], shared: ['text_encoder'] },
  { name: 'sprint', parts: ['transformer', 'denoising'], shared: ['text_encoder', 'vae'] },
  { name: 'sana4k', parts: ['transformer', 'denoising'], shared: ['text_encoder', 'vae'] },
];

describe("in a browser's worker, on webgpu", () => {
  let tracer: Tracer;
  beforeAll(async () => {
    tracer = await Tracer.start('webgpu');
  });
  afterAll(() => tracer.close());

  it.each(OWN)('every tensor that $name has beside those of sana is within 1e-3 of the reference', async own => {
    const { name, parts, shared } = own;
    for (const part of shared) {
      for (const file of FILES[part]!) {
        const [its, traced] = [name, 'sana'].map(model => readFileSync(referencePath(model, 'model', part, file)));
        expect(its!.equals(traced!), `${part}/${file} of ${name} is that of sana`).toBe(true);
      }
    }
    await tracer.trace(name, 1e-3, { parts });
  });

  it('a GGUF with blocks of every type draws the picture of the folder with the same numbers', () =>
    expectPictureOfGguf(tracer));

  it.each(ADDED)('$name draws what the reference draws', added => expectAdded(tracer, added, 2));

  it('the autoencoder may be DC-AE-Lite in a single file', () =>
    tracer.trace('sana', 1e-3, { parts: ['autoencoder'], autoencoder: 'lite.safetensors' }));
});
