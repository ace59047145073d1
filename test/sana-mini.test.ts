import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodePng, openModelFolder, type PartialRequest, type Picture, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { psnr } from './picture-psnr.ts';
import { readJson, referencePath } from './reference-data.ts';

interface ReferenceCase extends PartialRequest {
  readonly file: string;
}

const cases = readJson(referencePath('sana-mini', 'prompts.json')) as ReferenceCase[];
let pipeline: SanaPipeline;
/** Of each picture's last preview to the picture itself, as a coefficient of correlation. */
const likeness: number[] = [];

/** Means of squares of `factor` pixels. */
function smaller({ width, height, data }: Picture, factor: number): Picture {
  const [across, down] = [width / factor, height / factor];
  const sums = new Float64Array(across * down * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const to = Math.floor(Math.floor(pixel / width) / factor) * across + Math.floor((pixel % width) / factor);
    for (let channel = 0; channel < 4; channel++) sums[to * 4 + channel]! += data[pixel * 4 + channel]! / factor ** 2;
  }
  return { width: across, height: down, data: new Uint8ClampedArray(sums) };
}

function correlation(a: Picture, b: Picture): number {
  const colours = (picture: Picture) => [...picture.data].filter((_, index) => index % 4 < 3);
  const centred = (values: number[]) =>
    values.map(value => value - values.reduce((sum, x) => sum + x, 0) / values.length);
  const [one, other] = [centred(colours(a)), centred(colours(b))];
  const product = (x: number[], y: number[]) => x.reduce((sum, value, index) => sum + value * y[index]!, 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

/** The mean step from one pixel to the next, of bytes, across columns `from` … up to `to` of some rows. */
function steepness({ width, data }: Picture, [from, to]: readonly [number, number], rows: readonly [number, number]) {
  let [sum, count] = [0, 0];
  for (let y = rows[0]; y < rows[1]; y++) {
    for (let x = from; x < to; x++) {
      const at = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++, count++)
        sum += Math.abs(data[at + channel]! - data[at + channel - 4]!);
    }
  }
  return sum / count;
}

beforeAll(async () => {
  const folder = diskFolder(fileURLToPath(new URL('../models/sana-mini', import.meta.url)));
  pipeline = new SanaPipeline(await nodeRuntime('cpu'), await openModelFolder(folder));
});

afterAll(() => pipeline.dispose());

describe('the embedded model', () => {
  test('has ten reference pictures', () => expect(cases).toHaveLength(10));

  test.each(cases)('draws “$prompt” as the reference pipeline does', async ({ file, ...request }) => {
    let preview: Picture | undefined;
    const onPreview = (seen: Picture) => {
      preview = seen;
    };
    const [picture] = await pipeline.generate(request, { previews: 'linear', onPreview });
    expect(psnr(picture!, decodePng(readFileSync(referencePath('sana-mini', file))))).toBeGreaterThan(40);
    if (preview) likeness.push(correlation(preview, smaller(picture!, picture!.width / preview.width)));
  });

  test('says what it does not know, in ten languages, and says nothing of what it knows', async () => {
    const doubted = async (prompts: readonly string[]) => {
      const found: string[] = [];
      for (const prompt of prompts) {
        const [picture] = await pipeline.generate({ prompt, steps: 1, width: 64, height: 64 });
        if (picture!.remarks.some(({ remark }) => remark === 'unknown-things')) found.push(prompt);
      }
      return found;
    };
    const unknown =
      'a chandelier with candles|portrait of a troll|a wheelbarrow and a dog|a submarine|a bento box|a playground slide|a fingerprint|a trombone|ein staubsauger|ein rasenmäher am meer|una tostadora|消防栓|一台缝纫机|재봉틀|uma máquina de costura|пылесос|वॉशिंग मशीन'.split(
        '|',
      );
    expect((await doubted(unknown)).length).toBeGreaterThanOrEqual(0.8 * unknown.length);
    const known =
      'a cat|pizza|a rocket at night|two big apples|a dog and a ball|ein elefant im schnee|un coche rojo|le château|猫和鱼|うさぎと花|기타|gato na praia|кит на закате|हाथी|🐶|🚀🌕|sailboat on the beach|umbrella on a yellow background|a robot|a dashboard|the old lighthouse|ein leuchtturm am meer|🤖|机器人|a woman with dark skin|three blue cars'.split(
        '|',
      );
    expect((await doubted(known)).length).toBeLessThanOrEqual(0.1 * known.length);
  });

  test('changes a part of a picture into anything else without a seam: across its edge no steeper than inside', async () => {
    const edges: number[] = [];
    const insides: number[] = [];
    let hard = 0;
    for (const [index, { file, ...request }] of cases.slice(0, 6).entries()) {
      const before = decodePng(readFileSync(referencePath('sana-mini', file)));
      const { width, height } = before;
      const [left, right] = [Math.round(0.3 * width), Math.round(0.71 * width)];
      const rows = [Math.round(0.28 * height), Math.round(0.72 * height)] as const;
      const isInside = (x: number, y: number) => x >= left && x < right && y >= rows[0] && y < rows[1];
      const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => {
        const pixel = at >> 2;
        return at % 4 === 3 || isInside(pixel % width, Math.trunc(pixel / width)) ? 255 : 0;
      });
      const draw = async (feather: number) => {
        const { prompt } = cases[(index + 3) % cases.length]!;
        const change = { prompt, startImage: before, mask: { width, height, data }, feather, seed: 99 };
        return (await pipeline.generate({ ...request, ...change }))[0]!;
      };
      // beside what the picture itself has there, such as the outline of a thing
      const added = (changed: Picture, edge: number) => {
        const [now, then] = [changed, before].map(of => steepness(of, [edge, edge + 1], rows)) as [number, number];
        return Math.max(0, now - then);
      };
      const after = await draw(8);
      edges.push(...[left, right].map(edge => added(after, edge)));
      insides.push(steepness(after, [left + 1, right], rows));
      if (index === 0) hard = added(await draw(0), left);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
    expect(mean(edges)).toBeLessThanOrEqual(mean(insides));
    expect(hard).toBeGreaterThan(2 * insides[0]!);
  });

  test('is previewed by a linear map that is like the pictures, as soon as it has seen enough of them', () => {
    expect(likeness.length).toBeGreaterThanOrEqual(5);
    expect(Math.min(...likeness)).toBeGreaterThan(0.8);
    expect(likeness.reduce((sum, value) => sum + value / likeness.length, 0)).toBeGreaterThan(0.88);
  });
});
