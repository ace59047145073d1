import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TorchGenerator } from './noise.ts';

interface Draw {
  readonly count: number;
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly sum: number;
}

function read<T>(url: string): T {
  return JSON.parse(readFileSync(new URL(url, import.meta.url), 'utf8')) as T;
}

function expectDraw(values: Float32Array, draw: Draw): void {
  const close = (actual: Float32Array, expected: readonly number[]) => {
    expect(actual.length).toBe(expected.length);
    for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThan(1e-6);
  };
  expect(values.length).toBe(draw.count);
  close(values.subarray(0, draw.first.length), draw.first);
  close(values.subarray(values.length - draw.last.length), draw.last);
  expect(Math.abs(values.reduce((sum, x) => sum + x, 0) - draw.sum)).toBeLessThan(2e-7 * Math.max(draw.count, 10));
}

describe('TorchGenerator', () => {
  const single = read<(Omit<Draw, 'count'> & { seed: number; shape: number[]; second_draw?: true })[]>(
    '../../../../test/reference/torch-noise.json',
  );
  it.each(single)('draws what torch.randn draws for seed $seed and shape $shape', ({ shape, seed, ...draw }) => {
    const count = shape.reduce((product, side) => product * side, 1);
    const generator = new TorchGenerator(seed);
    if (draw.second_draw) generator.randn(count);
    expectDraw(generator.randn(count), { ...draw, count });
  });

  const sequences = read<{ seed: number; calls: Draw[] }[]>('./noise-calls.fixture.json');
  it.each(sequences)(
    'continues the stream of seed $seed over calls of any length, as PyTorch does',
    ({ seed, calls }) => {
      const generator = new TorchGenerator(seed);
      for (const call of calls) expectDraw(generator.randn(call.count), call);
    },
  );
});
