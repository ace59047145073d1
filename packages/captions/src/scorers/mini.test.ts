import { readFile } from 'node:fs/promises';
import { decodePng } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { beforeAll, expect, it } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import type { Scorer } from '../scorer.ts';
import fixture from './mini.fixture.json' with { type: 'json' };
import { openMiniScorer } from './mini.ts';
import { fourDecimals } from './vectors.ts';

let scorer: Scorer;

beforeAll(async () => {
  scorer = await openMiniScorer(diskFolder('models/sana-mini'));
});

it('scores what torch scores (training/clip.py)', async () => {
  for (const [i, name] of fixture.pictures.entries()) {
    const picture = decodePng(await readFile(referencePath('captions', 'folder', name)));
    const scores = await scorer.score(picture, fixture.texts, { model: 'sana-mini' });
    for (const [j, expected] of fixture.scores[i]!.entries())
      expect(Math.abs(scores[j]! - expected)).toBeLessThan(1e-4);
  }
});

it('says nothing of pictures that sana-mini did not draw', async () => {
  const picture = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(255) };
  for (const model of [undefined, 'sana-0.6b']) {
    await expect(scorer.score(picture, ['x'], { model })).rejects.toMatchObject({ code: 'scorer-unfit' });
  }
});

it('writes four decimals as Python does', () => {
  expect([27.1037, 0.03125, 0.09375, 0, -1.5, 26.73305, 1 / 3].map(fourDecimals)).toEqual([
    '27.1037',
    '0.0312',
    '0.0938',
    '0.0000',
    '-1.5000',
    '26.7330',
    '0.3333',
  ]);
});
