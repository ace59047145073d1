import { readFile } from 'node:fs/promises';
import { decodePng, memoryFolder } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { expect, it } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { clipInput, openClipScorer } from './clip.ts';

const TINY = referencePath('captions', 'tiny', 'clip');

/** By transformers' processor with Pillow, and ONNX Runtime of Python. */
const expected = readJson(`${TINY}/expected.json`) as {
  readonly texts: readonly string[];
  readonly pictures: readonly {
    readonly file: string;
    readonly sum: number;
    readonly head: readonly number[];
    readonly scores: readonly number[];
  }[];
};

it('CLIP scores what its reference scores, from the very bytes of a picture', async () => {
  const scorer = await openClipScorer(await nodeRuntime('cpu'), diskFolder(TINY), 'clip-vit-l14');
  expect(scorer.thresholds).toEqual({ caption: 25, picture: 22 });
  for (const { file, sum, head, scores } of expected.pictures) {
    const picture = decodePng(await readFile(referencePath('captions', ...file.split('/'))));
    const input = clipInput(picture);
    expect(input.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 1);
    for (const [i, value] of head.entries()) expect(input[i]).toBeCloseTo(value, 6);
    const own = await scorer.score(picture, expected.texts);
    // 1e-5 of a cosine
    for (const [i, score] of scores.entries()) expect(Math.abs(own[i]! - score)).toBeLessThan(1e-3);
  }
  // 120 words do not fit, and the scorer says so
  expect(expected.texts.map(text => scorer.isCut?.(text))).toEqual([false, false, true]);
  // one that just fits is whole
  const words = Array.from({ length: 120 }, (_, count) => 'a '.repeat(count).trim());
  const first = words.findIndex(text => scorer.isCut?.(text));
  expect(first).toBe(76);
  await scorer.dispose();
});

it('CLIP that lacks a file, or has another, is refused by name', async () => {
  const runtime = await nodeRuntime('cpu');
  await expect(openClipScorer(runtime, memoryFolder('clip', new Map()), 'clip-vit-b32')).rejects.toMatchObject({
    code: 'file-missing',
  });
  const other = new Map([
    ['tokenizer.json', new TextEncoder().encode('{"model": {"type": "Unigram"}, "added_tokens": []}')],
  ]);
  await expect(openClipScorer(runtime, memoryFolder('clip', other), 'clip-vit-b32')).rejects.toMatchObject({
    code: 'config-invalid',
  });
});
