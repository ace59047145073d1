import { expect, test } from 'vitest';
import { sizeLike } from './start-image.ts';

const NATIVE = { width: 1024, height: 1024 };

test.each([
  [{ width: 500, height: 500 }, NATIVE],
  [
    { width: 4000, height: 2250 },
    { width: 1376, height: 768 },
  ],
  [
    { width: 20, height: 40 },
    { width: 736, height: 1440 },
  ],
  [
    { width: 1, height: 100_000 },
    { width: 32, height: 8192 },
  ],
])('a picture of %j is started from at %j', (image, expected) => expect(sizeLike(image, NATIVE)).toEqual(expected));
