import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pickle, pickledDict, zipBytes } from '@sana-studio/core/testing';
import { describe, expect, test } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { modelWith, REFERENCE_MODEL, WEIGHTS, withHeader, withNaN } from './model-copy.ts';
import { type SanaOptions, sana, temporaryFolder } from './sana.ts';

/** Seconds, starting Node and reading the model included. */
const QUICK = 10;

/** Expects one line that names the error and says something, exit code 1, no file, and no long wait. */
async function expectError(code: string, args: readonly string[], options: Partial<SanaOptions> = {}) {
  const cwd = temporaryFolder();
  const run = await sana(args, { cwd, ...options });
  expect(run.stderr.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^sana: .{20,} \\[${code}\\]$`));
  expect(run.code).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.seconds).toBeLessThan(QUICK);
}

const generate = (...args: string[]) => ['generate', 'a fox', '--device', 'cpu', '--model', REFERENCE_MODEL, ...args];
const withModel = (model: string) => ['generate', 'a fox', '--device', 'cpu', '--steps', '1', '--model', model];

describe('what a person asks for', { timeout: 60_000 }, () => {
  test.each([
    ['size-out-of-range', ['--size', '0x0']],
    ['size-out-of-range', ['--size', '100000x100000']],
    ['size-out-of-range', ['--size', '-5x64']],
    ['steps-out-of-range', ['--steps', '-3']],
    ['steps-out-of-range', ['--steps', '0']],
    ['steps-out-of-range', ['--steps', '2.5']],
    ['guidance-out-of-range', ['--guidance', '-1']],
    ['request-invalid', ['--sampler', 'scm']],
    ['seed-out-of-range', ['--seed', '1e30']],
    ['count-out-of-range', ['--count', '0']],
    ['model-not-found', ['--model', 'nowhere']],
    ['file-missing', ['--image', 'nowhere.png']],
    ['image-unreadable', ['--image', referencePath('sana', 'original.pth')]],
    ['request-invalid', ['--strength', '0.5']],
    ['request-invalid', ['--mask', referencePath('inpaint', 'image.png')]],
    ['mask-unfit', ['--image', referencePath('sana', 'expected.png'), '--mask', referencePath('inpaint', 'image.png')]],
    ['controlnet-missing', ['--control', referencePath('inpaint', 'image.png')]],
    ['refine-unfit', ['--size', '4096x4096', '--refine', '2']],
    ['request-invalid', ['--variation-seed', '3']],
    ['variation-out-of-range', ['--variation', '1.5']],
    ['strength-out-of-range', ['--image', referencePath('sana', 'expected.png'), '--strength', '1.5']],
    ['prompt-not-unicode', ['--negative', 'half a \ufffd']],
    ['file-unwritable', ['--out', 'nowhere/fox.png']],
    ['file-unwritable', ['--out', '.']],
  ])('%s: %j', (code, args) => expectError(code, generate(...args)));

  test('image-unreadable: a mask of a gigabyte', async () => {
    const mask = join(temporaryFolder(), 'mask.png');
    writeFileSync(mask, '');
    truncateSync(mask, 2 ** 30);
    await expectError('image-unreadable', generate('--image', referencePath('inpaint', 'image.png'), '--mask', mask));
  });

  test.each([
    ['prompt-too-long', 'a prompt of a million characters', 'x'.repeat(1_000_000)],
    ['prompt-too-long', 'a prompt that does not end', 'x'.repeat(20_000_000)],
    ['prompt-not-unicode', 'a lone surrogate', Buffer.from([0x61, 0xed, 0xa0, 0xbd])],
  ])('%s: %s', (code, _, input) =>
    expectError(code, ['generate', '-', '--device', 'cpu', '--model', REFERENCE_MODEL], { input }),
  );
});

describe('what a checkpoint holds', { timeout: 60_000 }, () => {
  test.each(
    Object.entries({
      'text encoder': 'norm.weight',
      transformer: 'proj_out.weight',
      autoencoder: 'decoder.conv_in.weight',
    }),
  )('names the file and tensor with a NaN in the %s', async (part, tensor) => {
    const model = modelWith(temporaryFolder(), WEIGHTS[part as keyof typeof WEIGHTS], file => withNaN(file, tensor));
    const { code, stderr } = await sana(withModel(model), { cwd: temporaryFolder() });
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^sana: .*${tensor.replaceAll('.', '\\.')}.*\\[weights-not-finite\\]$`, 'm'));
  });

  test.each([
    ['file-truncated|file-corrupt', 'a file that is cut off', (file: Buffer) => file.subarray(0, file.length / 2)],
    ['file-truncated|file-corrupt', 'an empty file', () => Buffer.alloc(0)],
    ['file-truncated|file-corrupt', 'a header that claims to be 2^56 bytes', flipped(7, 1)],
    ['file-corrupt', 'a header with a flipped bit', flipped(8, 4)],
    [
      'tensor-shape|file-corrupt',
      'a lying shape',
      (file: Buffer) => withHeader(file, header => header['proj_out.bias']!.shape.push(2)),
    ],
    [
      'file-truncated|file-corrupt',
      'a tensor outside the file',
      (file: Buffer) => withHeader(file, header => (header['proj_out.bias']!.data_offsets = [2 ** 40, 2 ** 40 + 128])),
    ],
    [
      'tensor-missing',
      'a missing tensor',
      (file: Buffer) =>
        withHeader(file, header => {
          header['proj_out.other'] = header['proj_out.bias']!;
          delete header['proj_out.bias'];
        }),
    ],
    [
      'tensor-shape',
      'a wrong shape',
      (file: Buffer) => withHeader(file, header => header['proj_out.weight']!.shape.reverse()),
    ],
  ])('%s: %s', async (code, _, change) => {
    const model = modelWith(temporaryFolder(), WEIGHTS.transformer, change);
    await expectError(`(${code})`, withModel(model));
  });

  test('pickle-refused: a pickle that would run a command, without running it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'evil.pth');
    const command = pickle.join(pickle.global('os', 'system'), pickle.tuple(pickle.text('touch ran')), pickle.op(0x52));
    writeFileSync(file, zipBytes({ 'archive/data.pkl': pickledDict({ weight: command }) }));
    await expectError('pickle-refused', ['inspect', file]);
  });

  test('file-missing: a folder that holds no model', () => expectError('file-missing', withModel(temporaryFolder())));
});

describe('what cannot be understood', { timeout: 60_000 }, () => {
  test.each([
    [['generate'], /missing required argument 'prompt'/],
    [['generate', 'a fox', '--stepz', '3'], /unknown option '--stepz'. Did you mean --steps\?/],
    [['generate', 'a fox', '--steps', 'many'], /'many' is invalid/],
    [['generate', 'a fox', '--size', 'large'], /1024x768/],
    [['generate', 'a fox', '--device', 'abacus'], /Allowed choices are auto, webgpu, cpu/],
    [['genarate', 'a fox'], /unknown command 'genarate'. Did you mean generate\?/],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await sana(args, { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^sana: [^\n]* \[usage\]\n$/);
    expect(stderr).toMatch(message);
  });
});

/** Turns over the bits `mask` of the byte at `offset`. */
function flipped(offset: number, mask: number) {
  return (file: Buffer) => {
    const copy = Buffer.from(file);
    copy[offset]! ^= mask;
    return copy;
  };
}
