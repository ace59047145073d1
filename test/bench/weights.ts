import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelFolder, openModelFolder, type Picture, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import type { PartialRequest } from '@sana-studio/core/request';
import { MemoryFileStore, ModelStore, WEIGHT_FORMATS } from '@sana-studio/models';
import { psnr } from '../picture-psnr.ts';
import { readJson } from '../reference-data.ts';

// How far pictures with shrunken weights are from those in float32: one line of JSON per model and format.

export interface WeightError {
  readonly model: string;
  readonly weights: string;
  readonly storedBytes: number;
  /** Peak signal-to-noise ratio of the pictures, dB; null where they are equal. */
  readonly mean: number | null;
  readonly worst: number | null;
}

const REFERENCES = ['sana', 'sana15', 'sprint', 'sana4k'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const references = join(root, 'test/reference');
const embedded = readJson(join(references, 'sana-mini/prompts.json')) as (PartialRequest & { file: string })[];
const requests = embedded.map(({ file: _, ...request }): PartialRequest => request);
const models = [
  { model: 'sana-mini', path: join(root, 'models/sana-mini'), requests },
  ...REFERENCES.map(model => ({
    model,
    path: join(references, model, 'model'),
    // random weights draw nothing that a prompt asks for: two sizes say as much as ten prompts
    requests: [64, 128].map(size => ({
      prompt: 'a red kite over the sea',
      width: size,
      height: size,
      steps: 4,
      seed: 3,
    })),
  })),
];

async function draw(model: ModelFolder, wanted: readonly PartialRequest[]): Promise<Picture[]> {
  const pipeline = new SanaPipeline(await nodeRuntime('cpu'), model);
  const pictures: Picture[] = [];
  for (const request of wanted) pictures.push(...(await pipeline.generate(request)));
  await pipeline.dispose();
  return pictures;
}

for (const { model, path, requests } of models) {
  const exact = await draw(await openModelFolder(diskFolder(path)), requests);
  for (const weights of WEIGHT_FORMATS.filter(format => format !== 'original')) {
    const store = new ModelStore(new MemoryFileStore());
    const { storedBytes } = await store.importFolder(model, diskFolder(path), { weights });
    const pictures = await draw(await openModelFolder(await store.open(model)), requests);
    const ratios = pictures.map((picture, index) => psnr(picture, exact[index]!));
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    const error: WeightError = { model, weights, storedBytes, mean, worst: Math.min(...ratios) };
    process.stdout.write(`${JSON.stringify(error)}\n`);
  }
}
// sessions that are still there would bring the process down with a signal
process.exit(0);
