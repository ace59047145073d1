import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSafetensors } from '@sana-studio/core';
import { expect, test } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { modelWith, REFERENCE_MODEL, WEIGHTS, withHeader } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

const inspect = (path: string) => sana(['inspect', path], { cwd: temporaryFolder() });

test('inspects a folder: its parts, their sizes, and what it makes', async () => {
  const { code, stdout, stderr } = await inspect(REFERENCE_MODEL);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toContain(': a Sana model\n');
  expect(stdout).toMatch(/transformer +54 +192,672 +770\.7 kB +F32/);
  expect(stdout).toContain('2 layers of width 64');
  expect(stdout).toContain('256 × 256 pixels, 20 steps of dpm2, guidance 4.5');
  expect(stdout).toContain('Nothing is missing.');
});

test('names what is missing in a folder, and fails', async () => {
  const model = modelWith(temporaryFolder(), WEIGHTS.transformer, file =>
    withHeader(file, header => {
      header.unknown = header['proj_out.bias']!;
      delete header['proj_out.bias'];
    }),
  );
  const { code, stdout, stderr } = await inspect(model);
  expect(code).toBe(1);
  expect(stdout).toContain('transformer: tensors are missing: proj_out.bias.');
  expect(stdout).toContain('transformer: tensors are not used: unknown');
  expect(stderr).toMatch(/^sana: .*\[tensor-missing\]\n$/);
});

test.each([
  [
    'original.pth',
    'torch checkpoint',
    'Sana transformer, names of the original format',
    /x_embedder\.proj\.weight +\[64,32,1,1\] +F32/,
  ],
  [
    'model/vae/diffusion_pytorch_model.safetensors',
    'safetensors file',
    'DC-AE autoencoder',
    /decoder\.conv_in\.weight +\[32,32,3,3\] +F32/,
  ],
])('inspects %s: its format, what it is, and its tensors', async (file, format, kind, tensor) => {
  const { code, stdout } = await inspect(referencePath('sana', ...file.split('/')));
  expect(code).toBe(0);
  expect(stdout).toContain(format);
  expect(stdout).toContain(kind);
  expect(stdout).toMatch(tensor);
});

test('names a LoRA, refuses what is packed for nunchaku, and looks into a folder of files', async () => {
  const folder = temporaryFolder();
  const write = (name: string, ...tensors: string[]) => {
    const entries = tensors.map(
      tensor => [tensor, { dtype: 'F32', shape: [4, 2], data: new Float32Array(8) }] as const,
    );
    writeFileSync(join(folder, name), writeSafetensors(new Map(entries)));
  };
  write('lora.safetensors', 'transformer.transformer_blocks.0.attn1.to_q.lora_A.weight');
  write('svdq.safetensors', 'transformer_blocks.0.ff.qweight', 'transformer_blocks.0.ff.wscales');
  const lora = await inspect(join(folder, 'lora.safetensors'));
  expect(lora.code).toBe(0);
  expect(lora.stdout).toContain(
    'a LoRA for a transformer: rank 4, no alpha (so it is the rank), 1 matrix: attn1.to_q\n',
  );
  const packed = await inspect(join(folder, 'svdq.safetensors'));
  expect(packed.code).toBe(1);
  expect(packed.stderr).toMatch(/svdq\.safetensors is packed for nunchaku .*\[model-unsupported\]/);
  const { stdout } = await inspect(folder);
  expect(stdout).toMatch(/: 2 files\n.*\n *lora\.safetensors .* a LoRA .*\n *svdq\.safetensors .* nunchaku/);
});

test('says that the scheduler in a folder is not the one that its weights need', async () => {
  const model = modelWith(temporaryFolder(), 'scheduler/scheduler_config.json', () =>
    readFileSync(referencePath('sprint', 'model', 'scheduler', 'scheduler_config.json')),
  );
  const { code, stdout } = await inspect(model);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'The folder has a SCMScheduler, but its transformer is one of Sana: it is sampled with DPMSolverMultistepScheduler instead.',
  );
  expect(stdout).toContain('20 steps of dpm2');
});
