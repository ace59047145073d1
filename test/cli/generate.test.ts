import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodePng, encodePng, requestFromPng } from '@sana-studio/core';
import { describe, expect, test } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

const FAST = ['--model', REFERENCE_MODEL, '--steps', '2', '--device', 'cpu'];
const PROMPT = 'A cute 🐶 playing with a 🏀 on the grass';

/** Runs `sana generate` in a new folder. @returns the folder and the lines of standard output */
async function generate(args: readonly string[], input?: string) {
  const folder = temporaryFolder();
  const run = await sana(['generate', ...args], { cwd: folder, ...(input !== undefined && { input }) });
  expect(run.stderr).not.toMatch(/^sana:/m);
  expect(run.code).toBe(0);
  return { folder, ...run, paths: run.stdout.trimEnd().split('\n') };
}

describe('sana generate', { timeout: 180_000 }, () => {
  test('writes a PNG named after the prompt into the current folder and prints only its path', async () => {
    const { folder, paths, stderr } = await generate([PROMPT, ...FAST, '--seed', '42']);
    expect(paths).toEqual([join(folder, 'a-cute-dog-face-playing-with-a-basketball-on-the-grass-42.png')]);
    expect(readdirSync(folder)).toEqual([basename(paths[0]!)]);
    const file = readFileSync(paths[0]!);
    expect(decodePng(file)).toMatchObject({ width: 256, height: 256 });
    expect(requestFromPng(file)).toMatchObject({
      prompt: PROMPT,
      seed: 42,
      steps: 2,
      width: 256,
      height: 256,
      count: 1,
    });
    expect(stderr).toContain('denoise, 2 steps');
    expect(stderr).toMatch(/256 × 256 pixels, seed 42, 2 steps, \d+\.\d s on the CPU/);
    expect(stderr).not.toContain('\x1b');
  });

  test('says what the model does not seem to know, for people and for programs', async () => {
    const asked = ['a florbix and a cat', '--steps', '1', '--seed', '1', '--device', 'cpu'];
    const { paths, stderr } = await generate([...asked, '--json']);
    expect(stderr).toMatch(/sana-mini does not seem to know “florbix”/);
    const { notes } = JSON.parse(paths[0]!) as { notes: readonly string[] };
    expect(notes).toEqual([expect.stringMatching(/“florbix”/)]);
  });

  test('makes the pictures of a series as they are alone, from words as from standard input', {
    tags: ['long'],
  }, async () => {
    const series = await generate(['two red apples', ...FAST, '--seed', '7', '--count', '2', '--out', 'apples.png']);
    expect(series.paths).toEqual(['apples-1.png', 'apples-2.png']);
    const [first, second] = series.paths.map(path => readFileSync(join(series.folder, path)));
    expect(first).not.toEqual(second);
    const words = await generate(['two', 'red', 'apples', ...FAST, '--seed', '7']);
    expect(readFileSync(words.paths[0]!)).toEqual(first);
    const varied = await generate([
      'two red apples',
      ...FAST,
      '--seed',
      '7',
      '--variation',
      '1',
      '--variation-seed',
      '8',
    ]);
    const [ofVaried, ofSecond] = [readFileSync(varied.paths[0]!), second!];
    expect(decodePng(ofVaried)).toEqual(decodePng(ofSecond));
    expect(requestFromPng(ofVaried)).toMatchObject({ seed: 7, variation: 1, variationSeed: 8 });
    const piped = await generate(['-', ...FAST, '--seed', '8'], 'two red apples\n');
    expect(readFileSync(piped.paths[0]!)).toEqual(second);
  });

  test('never replaces a picture that it named itself', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a-fox-7.png'), 'mine');
    const { stdout } = await sana(['generate', 'a fox', ...FAST, '--seed', '7'], { cwd });
    expect(stdout).toBe(`${join(cwd, 'a-fox-7-2.png')}\n`);
    expect(readFileSync(join(cwd, 'a-fox-7.png'), 'utf8')).toBe('mine');
  });

  test('starts from a picture, in its proportions and by its strength', async () => {
    const cwd = temporaryFolder();
    const data = new Uint8ClampedArray(64 * 32 * 4).fill(200);
    writeFileSync(join(cwd, 'start.png'), await encodePng({ width: 64, height: 32, data }));
    const args = ['generate', 'a fox', ...FAST, '--seed', '7', '--image', 'start.png', '--strength'];
    expect(await sana([...args, '0.5', '--out', 'half.png'], { cwd })).toMatchObject({ code: 0 });
    expect(await sana([...args, '1', '--out', 'all.png'], { cwd })).toMatchObject({ code: 0 });
    const [half, all] = ['half.png', 'all.png'].map(name => readFileSync(join(cwd, name)));
    const started = { startedFromImage: { name: 'start.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } };
    expect(requestFromPng(half!)).toMatchObject({ width: 352, height: 192, strength: 0.5, ...started });
    expect(decodePng(half!).data).not.toEqual(decodePng(all!).data);
  });

  test('changes what a mask shows of a picture and nothing else, and follows the lines of another', async () => {
    const cwd = temporaryFolder();
    const [image, mask] = ['image', 'mask-rectangle'].map(name => referencePath('inpaint', `${name}.png`));
    const args = ['generate', 'a fox', ...FAST, '--seed', '7', '--image', image!, '--mask', mask!, '--feather', '4'];
    const control = ['--control', referencePath('controlnet', 'control.png'), '--control-from', 'sketch'];
    const net = ['--controlnet', referencePath('controlnet', 'controlnet')];
    const { code, stderr } = await sana([...args, ...control, ...net, '--out', 'out.png'], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const file = readFileSync(join(cwd, 'out.png'));
    const [before, after, shown] = [image!, join(cwd, 'out.png'), mask!].map(
      path => decodePng(readFileSync(path)).data,
    );
    expect(after!.every((value, at) => shown![at - (at % 4)]! > 0 || value === before![at])).toBe(true);
    expect(after).not.toEqual(before);
    const of = { maskedByImage: { name: 'mask-rectangle.png' }, controlledByImage: { name: 'control.png' } };
    // not where it is on somebody's disk
    const names = { ...of, controlnet: 'controlnet' };
    expect(requestFromPng(file)).toMatchObject({ width: 256, height: 192, feather: 4, strength: 1, ...names });
  });

  test('draws a seed, chooses a device, and tells both and what the safety policy replaced', {
    tags: ['long'],
  }, async () => {
    const { paths, stderr } = await generate(['a fucking fox', '--model', REFERENCE_MODEL, '--steps', '1']);
    const { seed } = requestFromPng(readFileSync(paths[0]!))!;
    expect(basename(paths[0]!)).toBe(`a-fox-${seed}.png`);
    expect(stderr).toContain('Replaced “fucking” by ❤️');
    expect(stderr).toMatch(new RegExp(`seed ${seed}, 1 step, .* on the (CPU|graphics processor \\(WebGPU\\))`));
  });

  test('says what of a prompt is not read, and that a negative prompt has no effect', async () => {
    const long = `${'a quiet little meadow and '.repeat(150)}a red apple`;
    const args = ['generate', long, ...FAST, '--guidance', '1', '--negative', 'blurry'];
    const { stderr } = await sana(args, { cwd: temporaryFolder() });
    expect(stderr).toMatch(/The prompt has \d+ tokens, and the model reads \d+ of them: it does not read “.+”/);
    expect(stderr).toContain('The negative prompt has no effect at a guidance of 1');
  });

  test('passes size, guidance, sampler and negative prompt on, and writes where --out says', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'pictures'));
    const flags = [
      '--size',
      '96x64',
      '--guidance',
      '2.5',
      '--negative',
      'blurry',
      '--sampler',
      'euler',
      '--out',
      'pictures/fox.png',
    ];
    const { stdout } = await sana(['generate', 'a fox', ...FAST, ...flags], { cwd });
    expect(stdout).toBe('pictures/fox.png\n');
    expect(readdirSync(join(cwd, 'pictures'))).toEqual(['fox.png']);
    const file = readFileSync(join(cwd, 'pictures', 'fox.png'));
    const asked = { width: 96, height: 64, guidanceScale: 2.5, negativePrompt: 'blurry', sampler: 'euler' };
    expect(requestFromPng(file)).toMatchObject(asked);
    expect(decodePng(file)).toMatchObject({ width: 96, height: 64 });
  });
});
