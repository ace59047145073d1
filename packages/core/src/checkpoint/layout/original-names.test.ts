import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { openTorchCheckpoint } from '../formats/torch-checkpoint.ts';
import type { TensorEntry, TensorReader } from '../tensors/tensors.ts';
import { parseSchedulerConfig, parseTransformerConfig } from './config.ts';
import { identify } from './identity.ts';
import { openModelFolder } from './model-folder.ts';
import { provenFlowShift, transformerConfigFromTensors } from './original-config.ts';
import { asDiffusersTransformer } from './original-names.ts';
import { withParts } from './part-place.ts';

/** Shapes without values: what the derivation of a configuration needs of a published checkpoint. */
function shapes(entries: Record<string, readonly number[]>): TensorReader {
  const all = Object.entries(entries).map(([name, shape]): [string, TensorEntry] => [name, { dtype: 'F32', shape }]);
  const entryMap = new Map(all);
  const noValues = () => Promise.reject(new Error('no values'));
  return { label: 'model.pth', entries: entryMap, readFloat32: noValues, readIntegers: noValues };
}

function published(width: number, layers: number, extra: Record<string, readonly number[]> = {}): TensorReader {
  const blocks = Array.from({ length: layers }, (_, i) => [
    [`blocks.${i}.scale_shift_table`, [6, width]],
    [`blocks.${i}.mlp.inverted_conv.conv.weight`, [5 * width, width, 1, 1]],
  ]);
  return shapes({
    'x_embedder.proj.weight': [width, 32, 1, 1],
    'y_embedder.y_proj.fc1.weight': [width, 2304],
    'final_layer.linear.weight': [32, width],
    ...Object.fromEntries(blocks.flat()),
    ...extra,
  });
}

describe('an original checkpoint', () => {
  it.each(['sana', 'sana15', 'sprint'] as const)('of %s has the tensors of its diffusers twin', async name => {
    const original = await openFile(referencePath(name, 'original.pth'));
    const twin = await openFile(referencePath(name, 'model', 'transformer', 'diffusion_pytorch_model.safetensors'));
    const mapped = asDiffusersTransformer(await openTorchCheckpoint(original));
    const expected = await openSafetensors(twin);
    expect([...mapped.entries.keys()].sort()).toEqual([...expected.entries.keys()].sort());
    for (const [tensor, { shape }] of expected.entries) {
      expect(mapped.entries.get(tensor)?.shape).toEqual(shape);
      const [found, wanted] = await Promise.all([mapped.readFloat32(tensor), expected.readFloat32(tensor)]);
      expect(Buffer.from(found.buffer).equals(Buffer.from(wanted.buffer)), tensor).toBe(true);
    }
    const rows = [1, 3] as const;
    const key = 'transformer_blocks.1.attn1.to_k.weight';
    expect(await mapped.readFloat32(key, rows)).toEqual(await expected.readFloat32(key, rows));
    await expect(mapped.readFloat32(key, [63, 65])).rejects.toMatchObject({ code: 'tensor-shape' });
    await Promise.all([original.close?.(), twin.close?.()]);
  });

  it('works in place of the transformer of a folder', async () => {
    const folder = diskFolder(referencePath('sana15', 'model'));
    const open = () => openFile(referencePath('sana15', 'original.pth'));
    const mixed = withParts(folder, { transformer: { kind: 'file', open } });
    const [replaced, plain] = await Promise.all([openModelFolder(mixed), openModelFolder(folder)]);
    expect(replaced.transformer.config).toEqual(plain.transformer.config);
    expect(replaced.scheduler).toEqual(plain.scheduler);
    const name = 'transformer_blocks.0.attn2.to_v.bias';
    expect(await replaced.transformer.tensors.readFloat32(name)).toEqual(
      await plain.transformer.tensors.readFloat32(name),
    );
    await replaced.close();
    const outer = diskFolder(referencePath('sana15'));
    const own = await openModelFolder({
      label: 'sana15',
      parts: { transformer: 'original.pth' },
      open: path => (path === 'original.pth' ? outer : folder).open(path),
    });
    expect(own.transformer.config).toEqual(plain.transformer.config);
    expect(await own.transformer.tensors.readFloat32(name)).toEqual(await plain.transformer.tensors.readFloat32(name));
    await Promise.all([own.close(), plain.close()]);
  });

  it('may carry the prefix of community files', () => {
    const mapped = asDiffusersTransformer(
      shapes({
        'model.diffusion_model.x_embedder.proj.weight': [64, 32, 1, 1],
        'model.diffusion_model.blocks.7.attn.qkv.weight': [192, 64],
        'model.diffusion_model.logvar_linear.weight': [1, 64],
      }),
    );
    expect(Object.fromEntries([...mapped.entries].map(([name, { shape }]) => [name, shape]))).toEqual({
      'patch_embed.proj.weight': [64, 32, 1, 1],
      'transformer_blocks.7.attn1.to_q.weight': [64, 64],
      'transformer_blocks.7.attn1.to_k.weight': [64, 64],
      'transformer_blocks.7.attn1.to_v.weight': [64, 64],
    });
  });

  it('of something else is refused', () => {
    expect(() => asDiffusersTransformer(shapes({ 'unet.conv.weight': [4, 4] }))).toThrow(/no Sana transformer/);
    const odd = shapes({ 'x_embedder.proj.weight': [8, 32, 1, 1], 'blocks.0.attn.qkv.weight': [25, 8] });
    expect(() => asDiffusersTransformer(odd)).toThrow(/cannot be divided by 3/);
  });
});

describe('a configuration derived from shapes', () => {
  it('is that of the published models', () => {
    const common = {
      in_channels: 32,
      out_channels: 32,
      attention_head_dim: 32,
      caption_channels: 2304,
      mlp_ratio: 2.5,
    };
    expect(transformerConfigFromTensors(published(1152, 28))).toMatchObject({
      ...common,
      num_attention_heads: 36,
      num_layers: 28,
      num_cross_attention_heads: 16,
      cross_attention_head_dim: 72,
      sample_size: 32,
      interpolation_scale: null,
      qk_norm: null,
      guidance_embeds: false,
    });
    const sprint = { 'blocks.0.attn.q_norm.weight': [2240], 'cfg_embedder.mlp.0.weight': [2240, 256] };
    expect(transformerConfigFromTensors(published(2240, 60, sprint))).toMatchObject({
      ...common,
      num_attention_heads: 70,
      num_layers: 60,
      num_cross_attention_heads: 20,
      cross_attention_head_dim: 112,
      qk_norm: 'rms_norm_across_heads',
      guidance_embeds: true,
    });
    expect(transformerConfigFromTensors(published(2240, 20, { pos_embed: [1, 16384, 2240] }))).toMatchObject({
      sample_size: 128,
      interpolation_scale: 2,
    });
    expect(transformerConfigFromTensors(published(2240, 20, { pos_embed: [1, 4096, 2240] }))).toMatchObject({
      sample_size: 64,
      interpolation_scale: 1,
    });
  });

  it('needs a config.json for other widths, and takes the one that fits', async () => {
    const reader = published(64, 2);
    expect(() => transformerConfigFromTensors(reader)).toThrow(/config\.json/);
    const source = await openFile(referencePath('sana15', 'original.pth'));
    const original = await openTorchCheckpoint(source);
    const read = (name: string) =>
      parseTransformerConfig(readJson(referencePath(name, 'model', 'transformer', 'config.json')), 'config.json');
    expect(transformerConfigFromTensors(original, { configs: [read('sana'), read('sana15')] })).toEqual(read('sana15'));
    // The same widths, but without the norms that this file has: it tells the heads, and the shapes tell the rest.
    const { sample_size: _, interpolation_scale: __, ...derived } = read('sana15');
    expect(transformerConfigFromTensors(original, { configs: [read('sana')] })).toMatchObject(derived);
    const wide = { ...read('sana'), num_attention_heads: 4 };
    expect(() => transformerConfigFromTensors(original, { configs: [wide] })).toThrow(/config\.json/);
    await source.close?.();
  });

  it('brings the scheduler that the weights were trained for', () => {
    const scheduler = (name: string) => {
      const path = referencePath(name, 'model', 'scheduler', 'scheduler_config.json');
      return parseSchedulerConfig(JSON.parse(readFileSync(path, 'utf8').replace('-Infinity', 'null')), path);
    };
    const shiftOf = (reader: TensorReader, name: string) =>
      identify({ pipeline: 'SanaPipeline', scheduler: scheduler(name) }, transformerConfigFromTensors(reader), {
        flowShift: provenFlowShift(reader),
      }).scheduler;
    const sprint = published(2240, 20, { 'cfg_embedder.mlp.0.weight': [2240, 256] });
    expect(shiftOf(published(2240, 20), 'sana')).toEqual(scheduler('sana'));
    expect(shiftOf(published(2240, 20, { pos_embed: [1, 16384, 2240] }), 'sana')).toEqual(scheduler('sana4k'));
    expect(shiftOf(sprint, 'sana')).toEqual(scheduler('sprint'));
    expect(shiftOf(published(2240, 20), 'sprint')).toEqual(scheduler('sana'));
  });

  it('implies the published numbers of tensors and parameters', () => {
    const count = (config: Parameters<typeof transformerTensors>[0]) => {
      const all = [...transformerTensors(config).values()];
      return [all.length, all.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0)];
    };
    const qkNorm = { 'blocks.0.attn.q_norm.weight': [2240] };
    const guidance = { 'cfg_embedder.mlp.0.weight': [2240, 256] };
    expect(count(transformerConfigFromTensors(published(1152, 28)))).toEqual([548, 591_747_872]);
    expect(count(transformerConfigFromTensors(published(2240, 20)))).toEqual([396, 1_604_462_752]);
    expect(count(transformerConfigFromTensors(published(2240, 20, qkNorm)))).toEqual([476, 1_604_641_952]);
    expect(count(transformerConfigFromTensors(published(2240, 60, qkNorm)))).toEqual([1396, 4_721_825_952]);
    expect(count(transformerConfigFromTensors(published(2240, 20, { ...qkNorm, ...guidance })))).toEqual([
      480, 1_610_237_472,
    ]);
  });
});
