import { readFileSync } from 'node:fs';
import { decodePng, type PartialRequest } from '@sana-studio/core';
import { expect } from 'vitest';
import { referencePath } from '../reference-data.ts';
import type { DrawTask } from './trace-worker.ts';
import type { Tracer } from './tracer.ts';

interface Added {
  readonly name: string;
  /** The reference's picture, with its folder. */
  readonly picture: string;
  readonly request: PartialRequest;
  readonly pictures?: DrawTask['pictures'];
}

const DOG = {
  prompt: 'A cute 🐶 playing with a 🏀 on the grass',
  width: 256,
  height: 192,
  steps: 8,
  guidanceScale: 4.5,
};

/** One picture of each kind of thing that is added to a prompt: the folder's scripts say how the reference drew it. */
export const ADDED: readonly Added[] = [
  {
    name: 'a LoRA',
    picture: 'lora/sana-no-metadata-1.0.png',
    request: { ...DOG, seed: 21, loras: [{ name: 'sana/no-metadata.safetensors', strength: 1 }] },
  },
  {
    name: 'perturbed attention guidance',
    picture: 'pag/scale2.png',
    request: { ...DOG, seed: 71, pagScale: 2, pagLayers: 'transformer_blocks.1' },
  },
  {
    name: 'another solver',
    picture: 'schedulers/unipc-order2-8steps.png',
    request: { ...DOG, seed: 81, sampler: 'unipc' },
  },
  {
    name: 'a part that is drawn anew',
    picture: 'inpaint/ours-rectangle-feather8.png',
    request: { prompt: 'a cyberpunk cat with a neon sign', seed: 31, steps: 20, guidanceScale: 4.5, feather: 8 },
    pictures: { startImage: 'image.png', mask: 'mask-rectangle.png' },
  },
  {
    name: 'a ControlNet',
    picture: 'controlnet/scale1.0-guidance4.5.png',
    request: { ...DOG, negativePrompt: 'blurry', seed: 41, controlnet: 'controlnet' },
    pictures: { control: 'control.png' },
  },
];

/** Asserts that what is drawn is nowhere further from the reference's picture than so much of 255. */
export async function expectAdded(tracer: Tracer, { picture, request, pictures = {} }: Added, most: number) {
  const { referenceUrl } = tracer;
  const additionsUrl = `${referenceUrl}/${picture.split('/')[0]}`;
  const own = Object.entries(pictures).map(([field, file]) => [field, `${additionsUrl}/${file}`]);
  const modelUrl = `${referenceUrl}/sana/model`;
  const found = await tracer.draw({ modelUrl, request, pictures: Object.fromEntries(own), additionsUrl });
  const wanted = decodePng(readFileSync(referencePath(picture))).data;
  expect(found.length).toBe(wanted.length);
  const furthest = found.reduce((so, value, index) => Math.max(so, Math.abs(value - wanted[index]!)), 0);
  expect(furthest).toBeLessThanOrEqual(most);
}
