import { describe, expect, it } from 'vitest';
import { memoryFolder } from '../files/source.ts';
import { safetensorsBytes } from '../formats/checkpoint.fixture.ts';
import { openComponentTensors, type Variant } from './component-files.ts';

/** A file with one tensor of one value. */
const single = (name: string, value: number) =>
  safetensorsBytes([{ name, dtype: 'F32', shape: [1], bytes: new Uint8Array(Float32Array.of(value).buffer) }]);
const index = (weightMap: unknown) => new TextEncoder().encode(JSON.stringify({ metadata: {}, weight_map: weightMap }));

function open(files: Record<string, Uint8Array>, variant?: Variant) {
  const folder = memoryFolder('model', new Map(Object.entries(files).map(([name, bytes]) => [`t/${name}`, bytes])));
  return openComponentTensors(folder, 't', 'weights', variant);
}

const shards = {
  'weights.safetensors.index.json': index({
    a: 'weights-00001-of-00002.safetensors',
    b: 'weights-00002-of-00002.safetensors',
  }),
  'weights-00001-of-00002.safetensors': single('a', 1),
  'weights-00002-of-00002.safetensors': single('b', 2),
};

describe('the weights of a component', () => {
  it('are found by shard index, and read from the shard that has them', async () => {
    const reader = await open({ ...shards, 'weights.safetensors': single('a', 9) });
    expect([...(await reader.readFloat32('a')), ...(await reader.readFloat32('b'))]).toEqual([1, 2]);
  });

  it('are those of the variant that is asked for, or whatever is there', async () => {
    const files = {
      ...shards,
      'weights.fp16.safetensors': single('a', 16),
      'weights.safetensors.index.bf16.json': index({ a: 'weights.bf16-00001-of-00001.safetensors' }),
      'weights.bf16-00001-of-00001.safetensors': single('a', 17),
    };
    const value = async (chosen: Record<string, Uint8Array>, variant?: Variant) =>
      (await (await open(chosen, variant)).readFloat32('a'))[0];
    expect(await value(files)).toBe(1);
    expect(await value(files, 'fp16')).toBe(16);
    expect(await value(files, 'bf16')).toBe(17);
    expect(await value(shards, 'fp16')).toBe(1);
    expect(await value({ 'weights.fp16.safetensors': single('a', 16) })).toBe(16);
    expect(await value({ 'weights.fp16.safetensors': single('a', 16) }, 'bf16')).toBe(16);
  });

  it('that are incomplete are refused with the name of what is missing', async () => {
    const { 'weights-00002-of-00002.safetensors': _, ...withoutShard } = shards;
    await expect(open(withoutShard)).rejects.toMatchObject({
      code: 'file-missing',
      data: { file: 'weights-00002-of-00002.safetensors' },
    });
    const swapped = { ...shards, 'weights-00002-of-00002.safetensors': single('c', 3) };
    await expect(open(swapped)).rejects.toMatchObject({
      code: 'tensor-missing',
      data: { tensor: 'b', file: 'weights-00002-of-00002.safetensors' },
    });
    await expect(open({})).rejects.toMatchObject({ code: 'file-missing', data: { file: 't/weights.safetensors' } });
  });

  it('with a bad index are refused', async () => {
    const withIndex = (bytes: Uint8Array) => open({ ...shards, 'weights.safetensors.index.json': bytes });
    const invalid = { code: 'config-invalid' };
    await expect(withIndex(index(undefined))).rejects.toMatchObject(invalid);
    await expect(withIndex(index({ a: 1 }))).rejects.toMatchObject(invalid);
    await expect(withIndex(new TextEncoder().encode('{'))).rejects.toMatchObject(invalid);
    await expect(withIndex(index({ a: '../../secret.safetensors' }))).rejects.toMatchObject({ code: 'file-missing' });
  });
});
