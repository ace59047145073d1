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
import { expect } from 'vitest';
import { readJson, referencePath } from '../reference-data.ts';
import { startServer } from './server.ts';
import type { Tracer } from './tracer.ts';

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

/** Asserts that a GGUF with blocks of every type draws the picture of the folder with the same numbers. */
export async function expectPictureOfGguf(tracer: Tracer): Promise<void> {
  const { url, close } = await startTinyModel();
  try {
    const modelUrl = `${url}/model`;
    // on one device: what is compared is the reading of the file, not the device
    const found = await tracer.draw({ modelUrl, textEncoderUrl: `${url}/encoder/model.gguf`, request: REQUEST });
    const wanted = await tracer.draw({ modelUrl, request: REQUEST });
    expect(Math.max(...found.map((value, index) => Math.abs(value - wanted[index]!)))).toBeLessThanOrEqual(1);
  } finally {
    await close();
  }
}
