import type { Folder } from '@sana-studio/core';
import { expect } from 'vitest';
import { HUB_COMMIT, type HubFiles, type TestHub } from '../../../test/hub/hub.ts';
import { officialRepository } from '../../../test/hub/repository.ts';
import { type Clock, systemClock } from './clock.ts';
import type { StoreOptions } from './context.ts';
import type { ModelSpec } from './model-spec.ts';

export const REPO = 'founders/Sana_tiny_diffusers';

export const REPOSITORY: HubFiles = officialRepository();

/** Small enough that the tiny model has a hundred of them. */
export const PART_BYTES = 16_384;

/** Waits a hundredth of what it is told to; what may take a while gets longer, because the machine may be busy. */
export const hastyClock: Clock = {
  now: () => systemClock.now(),
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 100, signal),
  limit: (milliseconds, signal) => systemClock.limit(Math.min(milliseconds, 6_000), signal),
};

export const TEST_OPTIONS: StoreOptions = { clock: hastyClock, partBytes: PART_BYTES };

export function tinySpec(hub: TestHub): ModelSpec {
  const source = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: hub.url } as const;
  return { id: 'tiny', title: 'Tiny', source, licences: [] };
}

/** What of the repository a model takes. */
export const NEEDED: readonly string[] = [
  'model_index.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'text_encoder/config.json',
  'text_encoder/model.safetensors',
  'transformer/config.json',
  'transformer/diffusion_pytorch_model.safetensors',
  'vae/config.json',
  'vae/diffusion_pytorch_model.safetensors',
];

/** Offset and end of tensors in a safetensors file. */
export function tensorRange(file: Uint8Array, isOne: (name: string) => boolean): { from: number; to: number } {
  const start = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: Record<string, { data_offsets?: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, start)),
  );
  const offsets = Object.entries(header).flatMap(([name, { data_offsets }]) =>
    isOne(name) ? (data_offsets ?? []) : [],
  );
  return { from: start + Math.min(...offsets), to: start + Math.max(...offsets) };
}

export const EMBEDDING = tensorRange(REPOSITORY.get('text_encoder/model.safetensors')!, name =>
  name.endsWith('embed_tokens.weight'),
);

/** Every needed file of an opened model equals the repository's; reading fetches what was left out. */
export async function expectEqualFiles(folder: Folder): Promise<void> {
  for (const path of NEEDED) {
    const source = await folder.open(path);
    const bytes = await source?.read(0, source.size);
    await source?.close?.();
    // Compared as buffers: a difference is one line of output, not a million.
    expect(Buffer.compare(bytes ?? new Uint8Array(0), REPOSITORY.get(path)!), path).toBe(0);
  }
  expect(await folder.open('README.md')).toBeUndefined();
}

export { HUB_COMMIT };
