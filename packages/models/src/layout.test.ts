import { describe, expect, it } from 'vitest';
import { neededFiles, probeLayout } from './layout.ts';
import type { KeptParts } from './model-parts.ts';

const CONFIGURATIONS = [
  'model_index.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'text_encoder/config.json',
  'transformer/config.json',
  'vae/config.json',
];

/** The listing of Sana_1600M_1024px_BF16_diffusers, with the published sizes. */
const OFFICIAL = [
  ...CONFIGURATIONS.map(path => ({ path, size: 1000 })),
  { path: 'README.md', size: 9000 },
  { path: 'text_encoder/model-00001-of-00002.safetensors', size: 4_990_000_000 },
  { path: 'text_encoder/model-00002-of-00002.safetensors', size: 241_000_000 },
  { path: 'text_encoder/model.safetensors.index.json', size: 22_500 },
  { path: 'text_encoder/model.bf16-00001-of-00002.safetensors', size: 4_990_000_000 },
  { path: 'text_encoder/model.bf16-00002-of-00002.safetensors', size: 241_000_000 },
  { path: 'text_encoder/model.safetensors.index.bf16.json', size: 23_900 },
  { path: 'transformer/diffusion_pytorch_model-00001-of-00002.safetensors', size: 5_000_000_000 },
  { path: 'transformer/diffusion_pytorch_model-00002-of-00002.safetensors', size: 1_420_000_000 },
  { path: 'transformer/diffusion_pytorch_model.safetensors.index.json', size: 40_200 },
  { path: 'transformer/diffusion_pytorch_model.bf16.safetensors', size: 3_210_000_000 },
  { path: 'transformer/diffusion_pytorch_model.int4.safetensors', size: 1_280_000_000 },
  { path: 'vae/diffusion_pytorch_model.safetensors', size: 1_250_000_000 },
  { path: 'vae/diffusion_pytorch_model.bf16.safetensors', size: 1_250_000_000 },
];

const weights = (files: readonly { path: string }[]) =>
  files.map(({ path }) => path).filter(path => !CONFIGURATIONS.includes(path));

describe('the files that are needed', () => {
  it('are one set per network, the smallest, and nothing in a foreign format', () => {
    expect(weights(neededFiles('repo', OFFICIAL, { preferred: 'bf16' }))).toEqual([
      'text_encoder/model.safetensors.index.json',
      'text_encoder/model-00001-of-00002.safetensors',
      'text_encoder/model-00002-of-00002.safetensors',
      'transformer/diffusion_pytorch_model.bf16.safetensors',
      'vae/diffusion_pytorch_model.safetensors',
    ]);
  });

  it.each([
    ['sana.json', 5e9, 'config'],
    ['tokenizer/tokenizer.json', 2 ** 27, 'tokenizer'],
  ])('are not fetched where %s is too large to be read', (path, size, budget) => {
    const files = [...OFFICIAL.filter(file => file.path !== path), { path, size }];
    expect(() => neededFiles('repo', files)).toThrow(
      expect.objectContaining({ code: 'over-budget', data: expect.objectContaining({ what: path, budget }) }),
    );
  });

  it('are not fetched where no list of shards is small enough to be read', () => {
    const files = OFFICIAL.map(file => (file.path.includes('.index.') ? { ...file, size: 2 ** 24 } : file));
    const data = expect.objectContaining({ budget: 'shardIndex' });
    expect(() => neededFiles('repo', files)).toThrow(expect.objectContaining({ code: 'over-budget', data }));
  });

  it('are of the preferred variant where two have the same size', () => {
    const both = [...OFFICIAL, { path: 'transformer/diffusion_pytorch_model.fp16.safetensors', size: 3_210_000_000 }];
    const transformer = (preferred: 'fp16' | 'bf16') =>
      weights(neededFiles('repo', both, { preferred })).find(path => path.startsWith('transformer/'));
    expect(transformer('fp16')).toBe('transformer/diffusion_pytorch_model.fp16.safetensors');
    expect(transformer('bf16')).toBe('transformer/diffusion_pytorch_model.bf16.safetensors');
  });

  it('leave out the weights of parts that come from elsewhere, and the tokenizer that a GGUF has inside', () => {
    const paths = (parts: KeptParts, files: typeof OFFICIAL = OFFICIAL) =>
      neededFiles('repo', files, { parts }).map(({ path }) => path);
    const gguf = { textEncoder: { kind: 'local', reference: '/models/gemma-2-2b-it-Q4_0.gguf' } } as const;
    const plain = { textEncoder: { kind: 'local', reference: '/models/gemma_2_2b_it.safetensors' } } as const;
    const all = paths({});
    const isEncoder = (path: string) => /^text_encoder.*(safetensors|index)/.test(path);
    expect(paths(plain)).toEqual(all.filter(path => !isEncoder(path)));
    expect(paths(gguf)).toEqual(all.filter(path => !isEncoder(path) && !path.startsWith('tokenizer/')));
    const transformer = { kind: 'local', reference: 'ollama:gemma2:2b' } as const;
    expect(paths({ transformer }).join()).not.toContain('transformer/diffusion');
    const without = OFFICIAL.filter(({ path }) => !/^(text_encoder|tokenizer)\//.test(path));
    expect(paths(gguf, without)).toEqual(all.filter(path => !/^(text_encoder|tokenizer)\//.test(path)));
    expect(() => paths(plain, without)).toThrow(expect.objectContaining({ code: 'file-missing' }));
  });

  it('never include an incomplete set', () => {
    const broken = OFFICIAL.filter(({ path }) => path !== 'text_encoder/model-00002-of-00002.safetensors');
    expect(weights(neededFiles('repo', broken))).toContain('text_encoder/model.bf16-00002-of-00002.safetensors');
  });

  it('are missed by name', () => {
    expect(() => neededFiles('repo', OFFICIAL.slice(1))).toThrow(
      expect.objectContaining({ code: 'model-unsupported' }),
    );
    const without = OFFICIAL.filter(({ path }) => !path.startsWith('vae/diff'));
    expect(() => neededFiles('repo', without)).toThrow(
      expect.objectContaining({
        code: 'file-missing',
        data: expect.objectContaining({ file: 'vae/diffusion_pytorch_model.safetensors' }),
      }),
    );
  });

  it('are found one by one where nothing can be listed', async () => {
    const byPath = new Map(OFFICIAL.map(file => [file.path, file]));
    const found = await probeLayout(async path => byPath.get(path));
    expect(neededFiles('server', found, { preferred: 'bf16' }).map(({ path }) => path)).toEqual(
      neededFiles('repo', OFFICIAL, { preferred: 'bf16' }).map(({ path }) => path),
    );
  });
});
