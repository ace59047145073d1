import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodePng, openModelFolder, type PartialRequest, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { psnr } from './picture-psnr.ts';
import { readJson, referencePath } from './reference-data.ts';

interface ReferenceCase extends PartialRequest {
  readonly file: string;
}

const cases = readJson(referencePath('sana-mini', 'prompts.json')) as ReferenceCase[];
let pipeline: SanaPipeline;

beforeAll(async () => {
  const folder = diskFolder(fileURLToPath(new URL('../models/sana-mini', import.meta.url)));
  pipeline = new SanaPipeline(await nodeRuntime('cpu'), await openModelFolder(folder));
});

afterAll(() => pipeline.dispose());

describe('the embedded model', () => {
  test('has ten reference pictures', () => expect(cases).toHaveLength(10));

  test.each(cases)('draws “$prompt” as the reference pipeline does', async ({ file, ...request }) => {
    const [picture] = await pipeline.generate(request);
    expect(psnr(picture!, decodePng(readFileSync(referencePath('sana-mini', file))))).toBeGreaterThan(40);
  });
});
