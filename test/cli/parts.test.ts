// @module-tag long
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodePng } from '@sana-studio/core';
import { expect, test } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

const REQUEST = ['a red kite', '--size', '64x64', '--steps', '2', '--seed', '3', '--device', 'cpu'];

test('parts from elsewhere draw for one run, or are kept with a model, and one that is gone is told of', async () => {
  const cwd = temporaryFolder();
  const options = { cwd, home: join(cwd, 'home') };
  const draw = async (file: string, ...args: string[]) => {
    const run = await sana(['generate', ...REQUEST, '--out', file, ...args], options);
    return { ...run, pixels: run.code === 0 ? decodePng(readFileSync(join(cwd, file))).data : undefined };
  };
  const own = await draw('own.png', '--model', REFERENCE_MODEL);
  const original = referencePath('sana', 'original.pth');
  const encoder = join(cwd, 'gemma-2-2b-it.safetensors');
  copyFileSync(join(REFERENCE_MODEL, 'text_encoder', 'model.safetensors'), encoder);
  const parts = ['--transformer', original, '--text-encoder', encoder, '--vae', REFERENCE_MODEL];
  expect((await draw('mixed.png', '--model', REFERENCE_MODEL, ...parts)).pixels).toEqual(own.pixels);

  const added = await sana(['models', 'import', REFERENCE_MODEL, '--name', 'mine', ...parts.slice(0, 4)], options);
  expect(added.code).toBe(0);
  const listed = await sana(['models', 'list'], options);
  expect(listed.stdout).toContain(`mine: the text encoder is ${encoder}\nmine: the transformer is ${original}\n`);
  expect((await draw('kept.png', '--model', 'mine')).pixels).toEqual(own.pixels);

  rmSync(encoder);
  const gone = await draw('gone.png', '--model', 'mine');
  expect(gone).toMatchObject({ code: 1 });
  expect(gone.stderr).toContain(`takes its text encoder from ${encoder}, which is not there any more`);
  const instead = await draw('again.png', '--model', 'mine', '--text-encoder', join(REFERENCE_MODEL, 'text_encoder'));
  expect(instead.pixels).toEqual(own.pixels);
  const { stdout } = await sana(['models', 'list'], options);
  expect(stdout).toContain('gemma-2-2b-it.safetensors, which is not there');
  expect(stdout).toMatch(/^mine .* a part is gone, see below$/m);
  // as the sentence says, also for what was imported
  const another = ['--text-encoder', join(REFERENCE_MODEL, 'text_encoder')];
  expect(await sana(['models', 'add', 'mine', ...another], options)).toMatchObject({ code: 0 });
  expect((await draw('another.png', '--model', 'mine')).pixels).toEqual(own.pixels);
});

test.each([
  [['--text-encoder', 'nowhere.gguf'], /There is no file nowhere\.gguf.*\[file-missing\]/],
  [['--model', referencePath('sana', 'original.pth')], /original\.pth is a file\..*\[model-not-found\]/],
  [['--vae', referencePath('sana', 'original.pth')], /original\.pth holds no autoencoder.*\[model-unsupported\]/],
])('%j is told at once', async (args, words) => {
  const cwd = temporaryFolder();
  const run = await sana(['generate', ...REQUEST, '--model', REFERENCE_MODEL, ...args], { cwd });
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toMatch(words);
});
