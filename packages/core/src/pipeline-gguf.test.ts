// A text encoder in a GGUF draws what diffusers draws with the numbers that gguf-py reads in it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readJson, referencePath } from '../../../test/reference-data.ts';
import { bytesSource } from './checkpoint/files/source.ts';
import { openSafetensors } from './checkpoint/formats/safetensors.ts';
import { type WritableTensor, writeSafetensors } from './checkpoint/formats/safetensors-write.ts';
import { openGgufTextEncoder } from './checkpoint/layout/gguf-text-encoder.ts';
import { openModelFolder } from './checkpoint/layout/model-folder.ts';
import { withParts } from './checkpoint/layout/part-place.ts';
import type { Folder } from './checkpoint/tensors/tensors.ts';
import { decodePng } from './image/png-decode.ts';
import { diskFolder, openFile } from './node/files.ts';
import { nodeRuntime } from './node/runtime.ts';
import { SanaPipeline } from './pipeline.ts';

interface Case {
  readonly picture: string;
  readonly base: string;
  readonly prompt: string;
  readonly seed: number;
  readonly steps: number;
  readonly guidance: number;
  readonly options: { readonly textEncoder: string; readonly change: string; readonly captionChannels: number };
  /** Of each tensor's numbers. */
  readonly sha256: Readonly<Record<string, string>>;
}

const { cases } = readJson(referencePath('gguf', 'expected.json')) as {
  readonly cases: Readonly<Record<string, Case>>;
};

const WEIGHTS = 'transformer/diffusion_pytorch_model.safetensors';
const CONFIG = 'transformer/config.json';

/** The base model with another first layer for captions, as wide as the encoder. */
async function folderOf({ base, options }: Case): Promise<Folder> {
  const own = diskFolder(referencePath(base, 'model'));
  const tensors = new Map<string, WritableTensor>();
  for (const path of [referencePath(base, 'model', WEIGHTS), referencePath('gguf', options.change)]) {
    const file = await openFile(path);
    const reader = await openSafetensors(file);
    for (const [name, { shape }] of reader.entries) {
      tensors.set(name, { dtype: 'F32', shape, data: await reader.readFloat32(name) });
    }
    await file.close?.();
  }
  const config = {
    ...(readJson(referencePath(base, 'model', CONFIG)) as object),
    caption_channels: options.captionChannels,
  };
  const changed = new Map([
    [WEIGHTS, writeSafetensors(tensors)],
    [CONFIG, new TextEncoder().encode(JSON.stringify(config))],
  ]);
  return {
    label: 'changed',
    open: async path => (changed.has(path) ? bytesSource(path, changed.get(path)!) : own.open(path)),
  };
}

test.each(Object.entries(cases))('%s', async (_, wanted) => {
  const { picture, prompt, seed, steps, guidance, options, sha256 } = wanted;
  const open = () => openFile(referencePath('gguf', options.textEncoder));
  const { tensors } = await openGgufTextEncoder(await open());
  for (const [name, hash] of Object.entries(sha256)) {
    expect([
      name,
      createHash('sha256')
        .update(await tensors.readFloat32(name))
        .digest('hex'),
    ]).toEqual([name, hash]);
  }
  const places = { textEncoder: { kind: 'file', open } as const };
  const model = await openModelFolder(withParts(await folderOf(wanted), places));
  const pipeline = new SanaPipeline(await nodeRuntime('cpu'), model);
  const request = { prompt, seed, steps, guidanceScale: guidance, width: 192, height: 192 };
  const [drawn] = await pipeline.generate(request);
  const expected = decodePng(readFileSync(referencePath('gguf', picture)));
  const furthest = drawn!.data.reduce((most, value, at) => Math.max(most, Math.abs(value - expected.data[at]!)), 0);
  expect(drawn!.data.length).toBe(expected.data.length);
  expect(furthest).toBeLessThanOrEqual(1);
  await pipeline.dispose();
});
