import { describe, expect, it } from 'vitest';
import type { Raster } from '../image/picture.ts';
import { seededRandom } from '../random.fixture.ts';
import { LeastSquares } from './least-squares.ts';
import { LinearPreview } from './linear-preview.ts';

const CHANNELS = 32;
const random = seededRandom(5);
const normal = () => Array.from({ length: 6 }, random).reduce((sum, x) => sum + x - 0.5, 0);

/** A decoder that is linear: each position becomes 4 × 4 blocks of 8 × 8 pixels of one colour. */
const WEIGHTS = Float64Array.from({ length: (CHANNELS + 1) * 48 }, () => normal() / 6);
function decode(latent: Float32Array, height: number, width: number): Raster<Float32Array> {
  const data = new Float32Array(height * width * 1024 * 4);
  for (let y = 0; y < height * 32; y++) {
    for (let x = 0; x < width * 32; x++) {
      const position = Math.floor(y / 32) * width + Math.floor(x / 32);
      const cell = (Math.floor(y / 8) % 4) * 4 + (Math.floor(x / 8) % 4);
      for (let colour = 0; colour < 3; colour++) {
        const output = cell * 3 + colour;
        let value = WEIGHTS[CHANNELS * 48 + output]!;
        for (let channel = 0; channel < CHANNELS; channel++) {
          value += latent[position * CHANNELS + channel]! * WEIGHTS[channel * 48 + output]!;
        }
        data[(y * width * 32 + x) * 4 + colour] = value;
      }
    }
  }
  return { width: width * 32, height: height * 32, channels: 4, data };
}

const latentOf = (positions: number) => Float32Array.from({ length: positions * CHANNELS }, normal);
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

describe('a linear preview', () => {
  it('draws what a linear decoder would, in an eighth of its size, and of latents that it has not seen', () => {
    const preview = new LinearPreview(CHANNELS);
    expect(preview.knows).toBe('nothing');
    const first = latentOf(8 * 8);
    preview.learn(first, decode(first, 8, 8));
    expect(preview.knows).toBe('picture');
    for (let picture = 0; picture < 3; picture++) {
      const latent = latentOf(6 * 16);
      preview.learn(latent, decode(latent, 6, 16));
    }
    expect(preview.knows).toBe('model');
    const other = latentOf(3 * 5);
    const drawn = preview.draw(other, 3, 5);
    expect(drawn).toMatchObject({ width: 20, height: 12, channels: 3 });
    const whole = decode(other, 3, 5);
    const small = Array.from({ length: 20 * 12 * 3 }, (_, index) => {
      const [y, x] = [Math.floor(index / 60), Math.floor(index / 3) % 20];
      return whole.data[(y * 8 * whole.width + x * 8) * 4 + (index % 3)]!;
    });
    expect(furthest(drawn.data, small)).toBeLessThan(0.05);
  });

  it('stays finite, whatever it has seen', () => {
    const preview = new LinearPreview(CHANNELS);
    const grey = new Float32Array(4 * CHANNELS);
    preview.learn(grey, decode(grey, 2, 2));
    expect(preview.draw(latentOf(4), 2, 2).data.every(Number.isFinite)).toBe(true);
  });
});

it('finds the weights of a linear function by their sums', () => {
  const fit = new LeastSquares(3, 2);
  const weights = [2, -1, 0.5, 3, -4, 1];
  for (let row = 0; row < 500; row++) {
    const inputs = Float64Array.of(normal(), normal(), 1);
    const outputs = [0, 1].map(output => inputs.reduce((sum, x, input) => sum + x * weights[input * 2 + output]!, 0));
    fit.add(inputs, Float64Array.from(outputs));
  }
  expect(fit.rows).toBe(500);
  expect(furthest(fit.solution(), weights)).toBeLessThan(0.02);
});
