import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../../test/reference-data.ts';
import { autoencoderTensors } from '../../autoencoder/tensors.ts';
import { diskFolder, openFile } from '../../node/files.ts';
import { bytesSource, memoryFolder } from '../files/source.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { writeSafetensors } from '../formats/safetensors-write.ts';
import { parseAutoencoderConfig } from './config.ts';
import { inspectModel } from './inspect.ts';
import { inspectFile } from './inspect-file.ts';

describe('the inspection of a folder', () => {
  it.each(['sana', 'sana15', 'sprint', 'sana4k'])('finds %s complete', async name => {
    const { family, components } = await inspectModel(diskFolder(referencePath(name, 'model')));
    expect(family).toBe(name === 'sprint' ? 'sprint' : 'sana');
    expect(components.map(component => component.name)).toEqual(['textEncoder', 'transformer', 'autoencoder']);
    for (const component of components) {
      expect(component).toMatchObject({ ok: true, missing: [], unexpected: [], wrongShapes: [] });
      const weights = component.files.find(file => file.path.endsWith('.safetensors'));
      if (!component.ok) throw new Error(component.error.message);
      expect(component.bytes).toBe(4 * component.parameters);
      expect(component.dtypes).toEqual({ F32: component.parameters });
      const headerBytes = (weights?.size ?? 0) - component.bytes;
      expect(headerBytes).toBeGreaterThan(0);
      expect(headerBytes).toBeLessThan(40_000);
    }
  });

  it('finds one complete whose note says that its parts are other files', async () => {
    const own = diskFolder(referencePath('sana', 'model'));
    const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const original = new Uint8Array(readFileSync(referencePath('sana', 'original.pth')));
    const note = text({ parts: { transformer: 'single/original.pth' } });
    const files = memoryFolder(
      'noted',
      new Map([
        ['sana-model.json', note],
        ['single/original.pth', original],
      ]),
    );
    const folder = {
      label: 'noted',
      open: async (path: string) => {
        const isOwn = !path.startsWith('transformer/diffusion');
        return (await files.open(path)) ?? (isOwn ? own.open(path) : undefined);
      },
    };
    const { family, components } = await inspectModel(folder);
    expect(family).toBe('sana');
    expect(components.find(({ name }) => name === 'transformer')).toMatchObject({
      ok: true,
      missing: [],
      wrongShapes: [],
      files: expect.arrayContaining([expect.objectContaining({ path: 'single/original.pth' })]),
    });
    expect(components.every(({ ok }) => ok)).toBe(true);
  });

  it('tells what is missing, unexpected and of another shape, and goes on past what cannot be read', async () => {
    const path = (...parts: string[]) => new Uint8Array(readFileSync(referencePath('sana', 'model', ...parts)));
    const tensors = new Map([
      ['patch_embed.proj.bias', { dtype: 'F32', shape: [65], data: new Float32Array(65) }],
      ['patch_embed.proj.weight', { dtype: 'F32', shape: [64, 32, 1, 1], data: new Float32Array(2048) }],
      ['extra', { dtype: 'I32', shape: [1], data: new Int32Array(1) }],
    ] as const);
    const folder = memoryFolder(
      'picked',
      new Map<string, Uint8Array>([
        ['model_index.json', path('model_index.json')],
        ['transformer/config.json', path('transformer', 'config.json')],
        ['transformer/diffusion_pytorch_model.safetensors', writeSafetensors(tensors)],
        ['vae/config.json', path('vae', 'config.json')],
        ['vae/diffusion_pytorch_model.safetensors', path('vae', 'diffusion_pytorch_model.safetensors').subarray(0, -1)],
      ]),
    );
    const [textEncoder, transformer, autoencoder] = (await inspectModel(folder)).components;
    expect(textEncoder).toMatchObject({ ok: false, error: { code: 'file-missing' } });
    expect(autoencoder).toMatchObject({ ok: false, error: { code: 'file-truncated' }, files: { length: 2 } });
    expect(transformer).toMatchObject({
      ok: true,
      tensors: 3,
      parameters: 65 + 2048 + 1,
      dtypes: { F32: 65 + 2048, I32: 1 },
      unexpected: ['extra'],
      wrongShapes: [{ tensor: 'patch_embed.proj.bias', expected: [64], found: [65] }],
    });
    expect(transformer).toHaveProperty(
      'missing',
      expect.arrayContaining(['transformer_blocks.1.ff.conv_point.weight']),
    );
  });
});

describe('the inspection of a file', () => {
  it.each([
    ['original.pth', 'torch'],
    ['model/transformer/diffusion_pytorch_model.safetensors', 'safetensors'],
  ])('knows %s as %s', async (file, format) => {
    const source = await openFile(referencePath('sana', file));
    const { entries, ...summary } = await inspectFile(source);
    expect(summary).toMatchObject({
      format,
      size: source.size,
      tensors: entries.length,
      bytes: 4 * summary.parameters,
    });
    expect(
      entries.find(
        entry => entry.name.endsWith('ff.conv_point.weight') || entry.name.endsWith('point_conv.conv.weight'),
      ),
    ).toMatchObject({
      dtype: 'F32',
      shape: [64, 160, 1, 1],
    });
    await source.close?.();
  });

  it('refuses what is neither', async () => {
    const picture = readFileSync(referencePath('sana', 'expected.png'));
    await expect(inspectFile(bytesSource('a.png', picture))).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(inspectFile(bytesSource('empty', new Uint8Array(0)))).rejects.toMatchObject({
      code: 'file-truncated',
    });
  });
});

describe('the shapes that the published autoencoder implies', () => {
  const stages = ['ResBlock', 'ResBlock', 'ResBlock', 'EfficientViTBlock', 'EfficientViTBlock', 'EfficientViTBlock'];
  const channels = [128, 256, 512, 512, 1024, 1024];
  const multiscales = [[], [], [], [5], [5], [5]];
  const config = parseAutoencoderConfig(
    {
      encoder_block_types: stages,
      decoder_block_types: stages,
      encoder_block_out_channels: channels,
      decoder_block_out_channels: channels,
      encoder_layers_per_block: [2, 2, 2, 3, 3, 3],
      decoder_layers_per_block: [3, 3, 3, 3, 3, 3],
      encoder_qkv_multiscales: multiscales,
      decoder_qkv_multiscales: multiscales,
      downsample_block_type: 'Conv',
      upsample_block_type: 'interpolate',
      scaling_factor: 0.41407,
    },
    'vae/config.json',
  );

  it('have the published number of tensors and parameters in each half', () => {
    const half = (prefix: string) => [...autoencoderTensors(config)].filter(([name]) => name.startsWith(prefix));
    const parameters = (prefix: string) =>
      half(prefix).reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect([half('encoder.').length, half('decoder.').length]).toEqual([179, 196]);
    expect([parameters('encoder.'), parameters('decoder.')]).toEqual([153_027_104, 159_223_171]);
  });
});

it.each(['interpolate', 'pixel_shuffle', 'lite'])(
  'the %s autoencoder without layers in its first stage has no other shapes',
  async name => {
    const path = referencePath('autoencoder', name);
    const config = parseAutoencoderConfig(readJson(`${path}.json`), 'vae/config.json');
    const source = await openFile(`${path}.safetensors`);
    const { entries } = await openSafetensors(source);
    await source.close?.();
    const stored = [...entries].filter(([tensor]) => !tensor.startsWith('ae.'));
    expect(new Map(stored.map(([tensor, { shape }]) => [tensor, shape]))).toEqual(new Map(autoencoderTensors(config)));
  },
);
