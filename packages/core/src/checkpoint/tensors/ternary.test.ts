import { describe, expect, it } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { nodeRuntime } from '../../node/runtime.ts';
import { SanaPipeline } from '../../pipeline.ts';
import { below, seededRandom } from '../../random.fixture.ts';
import { bytesSource } from '../files/source.ts';
import { safetensorsBytes, type TestTensor } from '../formats/checkpoint.fixture.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { openTorchCheckpoint } from '../formats/torch-checkpoint.ts';
import { openModelFolder } from '../layout/model-folder.ts';
import { withParts } from '../layout/part-place.ts';
import { narrow } from './narrow.ts';
import type { ByteSource } from './tensors.ts';
import { ternaryTensors } from './ternary.ts';
import { widen } from './widen.ts';

const MATRICES =
  /^blocks\..*(attn\.qkv|attn\.proj|cross_attn\.q_linear|cross_attn\.kv_linear|cross_attn\.proj|inverted_conv\.conv|point_conv\.conv)\.weight$/;

const floats = (values: Float32Array) => new Uint8Array(values.buffer);

/** Random levels and scales, packed and as what they stand for. */
function ternary(name: string, shape: readonly number[], seed: number): { packed: TestTensor[]; plain: TestTensor } {
  const random = seededRandom(seed);
  const [outputs = 0, inputs = 0] = shape;
  const group = inputs % 64 === 0 ? 64 : 32;
  const levels = Uint8Array.from({ length: outputs * inputs }, () => below(random, 3));
  const scales = Float32Array.from({ length: (outputs * inputs) / group }, () => 0.05 + 0.1 * random());
  const halves = narrow(scales);
  widen('F16', halves, scales);
  const codes = new Uint8Array(levels.length / 4).map((_, at) =>
    [0, 1, 2, 3].reduce((byte, j) => byte | (levels[4 * at + j]! << (2 * j)), 0),
  );
  const values = Float32Array.from(levels, (level, index) => (level - 1) * scales[Math.floor(index / group)]!);
  const stem = name.replace(/\.weight$/, '');
  const size = new Uint8Array(BigInt64Array.of(BigInt(outputs), BigInt(inputs)).buffer);
  return {
    packed: [
      { name: `${stem}::shape`, dtype: 'I64', shape: [2], bytes: size },
      { name: `${stem}::codes2b`, dtype: 'U8', shape: [outputs, inputs / 4], bytes: codes },
      { name: `${stem}::scale`, dtype: 'F16', shape: [outputs, inputs / group], bytes: halves },
    ],
    plain: { name, dtype: 'F32', shape, bytes: floats(values) },
  };
}

/** The reference's transformer under its original names with ternary matrices, as a pack and in float32. */
async function transformers(): Promise<{ pack: ByteSource; plain: ByteSource }> {
  const source = await openFile(referencePath('sana', 'original.pth'));
  const reader = await openTorchCheckpoint(source);
  const packed: TestTensor[] = [];
  const plain: TestTensor[] = [];
  for (const [name, { shape }] of reader.entries) {
    if (MATRICES.test(name)) {
      const made = ternary(name, shape, packed.length);
      packed.push(...made.packed);
      plain.push(made.plain);
    } else {
      const tensor = { name, dtype: 'F32' as const, shape, bytes: floats(await reader.readFloat32(name)) };
      packed.push(tensor);
      plain.push(tensor);
    }
  }
  await source.close?.();
  return {
    pack: bytesSource('pack.safetensors', safetensorsBytes(packed)),
    plain: bytesSource('plain.safetensors', safetensorsBytes(plain)),
  };
}

const open = async (source: ByteSource) => ternaryTensors(await openSafetensors(source));

describe('a pack of ternary matrices', () => {
  it('has the values, by rows too, and the name of its kind', async () => {
    const { pack, plain } = await transformers();
    const [found, wanted] = [await open(pack), await openSafetensors(plain)];
    expect([...found.entries.keys()].toSorted()).toEqual([...wanted.entries.keys()].toSorted());
    for (const [name, { shape }] of wanted.entries) {
      expect(found.entries.get(name)!.shape).toEqual(shape);
      expect(await found.readFloat32(name)).toEqual(await wanted.readFloat32(name));
    }
    const name = 'blocks.0.attn.qkv.weight';
    expect(found.entries.get(name)?.blocks?.name).toBe('TERNARY');
    expect(await found.readFloat32(name, [5, 70])).toEqual(await wanted.readFloat32(name, [5, 70]));
  });

  it('draws the picture of its numbers as transformer', async () => {
    const { pack, plain } = await transformers();
    const runtime = await nodeRuntime('cpu');
    const draw = async (source: ByteSource) => {
      const folder = diskFolder(referencePath('sana', 'model'));
      const transformer = { kind: 'file' as const, open: async () => source };
      const model = await openModelFolder(withParts(folder, { transformer }));
      const pipeline = new SanaPipeline(runtime, model);
      const [picture] = await pipeline.generate({ prompt: 'a red kite', width: 64, height: 64, steps: 2, seed: 3 });
      await pipeline.dispose();
      return picture!.data;
    };
    const [found, wanted] = [await draw(pack), await draw(plain)];
    expect(Math.max(...found.map((value, index) => Math.abs(value - wanted[index]!)))).toBeLessThanOrEqual(1);
  });

  it.each([
    ['no scales', [2, 0]],
    ['scales of another height', [1, 2]],
    ['groups of 8', [2, 8]],
    ['groups that are no whole number', [2, 3]],
    ['more scales than values', [2, 65]],
    ['scales of another rank', [2, 2, 1]],
  ])('with %s is refused', async (_, shape) => {
    const bytes = new Uint8Array(2 * shape.reduce((product, dim) => product * dim, 1));
    const file = safetensorsBytes([
      { name: 'm::codes2b', dtype: 'U8', shape: [2, 16], bytes: new Uint8Array(32) },
      { name: 'm::scale', dtype: 'F16', shape, bytes },
    ]);
    await expect(open(bytesSource('pack', file))).rejects.toMatchObject({ code: 'tensor-shape' });
  });

  it('without scales at all is refused', async () => {
    const file = safetensorsBytes([{ name: 'm::codes2b', dtype: 'U8', shape: [2, 16], bytes: new Uint8Array(32) }]);
    await expect(open(bytesSource('pack', file))).rejects.toMatchObject({ code: 'tensor-missing' });
  });
});
