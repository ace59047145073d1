import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOf, tinted } from './mask.ts';
import { type Act, drawSegment, largestRadius, maskFrom, moved, paintedBy, resized } from './painting.ts';

const sizes = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) });
const points = fc.record({
  x: fc.double({ min: -9, max: 49, noNaN: true }),
  y: fc.double({ min: -9, max: 49, noNaN: true }),
});
const strokes = fc.record({
  kind: fc.constantFrom('paint', 'erase'),
  radius: fc.double({ min: 1, max: 12, noNaN: true }),
  points: fc.array(points, { minLength: 1, maxLength: 5 }),
});
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: strokes }, fc.constant({ kind: 'clear' } as const)),
  { maxLength: 6 },
);

it('a mask is as large as the picture and opaque, white where something is painted and black elsewhere', () => {
  fc.assert(
    fc.property(acts, sizes, (done, size) => {
      const bits = paintedBy(done, size);
      const mask = maskFrom(done, size);
      const painted = bits.filter(bit => bit === 1).length;
      if (painted === 0) {
        expect(mask).toBeUndefined();
        return;
      }
      const { width, height, data } = mask!.picture;
      expect({ width, height }).toEqual(size);
      const wrong = data.findIndex((value, at) => value !== (at % 4 === 3 || bits[Math.floor(at / 4)] ? 255 : 0));
      expect([wrong, data.length]).toEqual([-1, 4 * width * height]);
      expect(shareOf(mask!.picture)).toBe(painted / (width * height));
    }),
  );
});

it('painting bit by bit is the same as all at once, and touches nothing outside of what it says', () => {
  fc.assert(
    fc.property(strokes, sizes, (stroke, size) => {
      const bits = new Uint8Array(size.width * size.height);
      stroke.points.forEach((point, index) => {
        const before = bits.slice();
        const box = drawSegment(bits, size, stroke, stroke.points[index - 1] ?? point, point);
        for (const [pixel, bit] of bits.entries()) {
          const [x, y] = [pixel % size.width, Math.floor(pixel / size.width)];
          const isInside = x >= box.left && x < box.right && y >= box.top && y < box.bottom;
          if (bit !== before[pixel]) expect([isInside, bit]).toEqual([true, stroke.kind === 'paint' ? 1 : 0]);
        }
      });
      expect(bits).toEqual(paintedBy([stroke], size));
    }),
  );
});

it('what a brush has painted an eraser of its size takes away, and clearing takes all', () => {
  fc.assert(
    fc.property(acts, strokes, sizes, (done, stroke, size) => {
      const erased = paintedBy([...done, { ...stroke, kind: 'paint' }, { ...stroke, kind: 'erase' }], size);
      expect(erased).toEqual(paintedBy([...done, { ...stroke, kind: 'erase' }], size));
      expect(maskFrom([...done, { kind: 'clear' }], size)).toBeUndefined();
    }),
  );
});

it('a dot within the picture, however small, paints something', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (size, a, b) => {
        const point = { x: a * size.width, y: b * size.height };
        expect(maskFrom([{ kind: 'paint', radius: 1, points: [point] }], size)).toBeDefined();
      },
    ),
  );
});

it('keys keep the cursor in the picture and the brush within its sizes, and leave other keys alone', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '=', '-', 'a', 'Tab', 'constructor'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 40 }), sizes, (pressed, size) => {
      let cursor = { x: size.width / 2, y: size.height / 2 };
      let radius = 1;
      for (const key of pressed) {
        const to = moved(cursor, key, 7, size);
        const grown = resized(radius, key, size);
        expect([to !== undefined, grown !== undefined]).toEqual([key.startsWith('Arrow'), /^[-+=]$/.test(key)]);
        cursor = to ?? cursor;
        radius = grown ?? radius;
        expect(cursor.x >= 0 && cursor.x <= size.width && cursor.y >= 0 && cursor.y <= size.height).toBe(true);
        expect(radius >= 1 && radius <= largestRadius(size)).toBe(true);
      }
    }),
  );
});

it('shows what changes, and leaves the rest of the picture as it is', () => {
  fc.assert(
    fc.property(acts, sizes, fc.integer({ min: 0, max: 255 }), (done, size, gray) => {
      const mask = maskFrom(done, size);
      if (!mask) return;
      const data = new Uint8ClampedArray(4 * size.width * size.height).fill(gray);
      const shown = tinted({ ...size, data }, mask.picture);
      const isShown = (at: number) => mask.picture.data[at - (at % 4)] === 255;
      expect(shown.data.findIndex((value, at) => !isShown(at) && value !== gray)).toBe(-1);
      expect(data.every(value => value === gray)).toBe(true);
    }),
  );
});
