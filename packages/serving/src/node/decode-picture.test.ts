import { SanaError } from '@sana-studio/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileOf, pictureOfSeed } from '../served.fixture.ts';
import { decodePicture } from './decode-picture.ts';

const TYPES = ['png', 'jpeg', 'webp'] as const;
const SIZE = { width: 48, height: 32 };

it.each(TYPES)('%s is read as it was written', async type => {
  const file = new Uint8Array(await fileOf(type, SIZE, 5));
  const { data, ...size } = await decodePicture(file, `image/${type}`, 'here');
  expect(size).toEqual(SIZE);
  const { data: drawn } = pictureOfSeed(SIZE.width, SIZE.height, 5);
  const loss = type === 'jpeg' ? 12 : 0;
  expect(data.every((value, at) => Math.abs(value - drawn[at]!) <= loss)).toBe(true);
});

it.each(TYPES)(
  'a %s that is broken anywhere is a picture or a reason, and does nothing to the next one',
  async type => {
    const whole = new Uint8Array(await fileOf(type, SIZE, 5));
    const outcome = async (file: Uint8Array<ArrayBuffer>) => {
      const error = await decodePicture(file, `image/${type}`, 'here').catch(error => error);
      if (error instanceof Error) expect(error, String(error)).toBeInstanceOf(SanaError);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, isCut) => {
        const broken = isCut ? whole.slice(0, at) : whole.slice();
        if (!isCut) broken[at] = value;
        await outcome(broken);
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(await decodePicture(whole, `image/${type}`, 'here')).toMatchObject(SIZE);
  },
);

it('a WebP file that says it is enormous is not unpacked', async () => {
  const file = new Uint8Array(30);
  file.set(new TextEncoder().encode('RIFF\x16\0\0\0WEBPVP8X\n'));
  file.set([0xff, 0x3f, 0, 0xff, 0x3f, 0], 24);
  await expect(decodePicture(file, 'image/webp', 'here')).rejects.toMatchObject({ code: 'over-budget' });
});
