import { describe, expect, it } from 'vitest';
import { resizeBilinear } from './bilinear.ts';
import { resizeBicubic, resizeLanczos } from './lanczos.ts';
import { encoderInput, pictureFromDecoded } from './pixels.ts';
import reference from './resize.fixture.json' with { type: 'json' };

function floats([width, height]: number[], values: number[]) {
  return { width: width!, height: height!, channels: 3, data: Float32Array.from(values) };
}

function bytes([width, height]: number[], values: number[]) {
  return { width: width!, height: height!, channels: 3, data: Uint8ClampedArray.from(values) };
}

function opaque([width, height]: number[], rgb: number[]) {
  const data = new Uint8ClampedArray(width! * height! * 4).fill(255);
  for (const [i, value] of rgb.entries()) data[Math.floor(i / 3) * 4 + (i % 3)] = value;
  return { width: width!, height: height!, data };
}

function expectClose(actual: ArrayLike<number>, expected: number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance);
}

describe('resizeBilinear', () => {
  it.each(reference.bilinear)('resizes $source to $size and crops $window as torch does', run => {
    const [x, y, width, height] = run.window as [number, number, number, number];
    const [fullWidth, fullHeight] = run.size as [number, number];
    const window = { x, y, width, height };
    const resized = resizeBilinear(floats(run.source, run.input), { width: fullWidth, height: fullHeight }, window);
    expect(resized).toMatchObject({ width, height, channels: 3 });
    expectClose(resized.data, run.output, 2e-6);
    expect(pictureFromDecoded(resized)).toEqual(opaque([width, height], run.pixels));
  });

  it('has the reference’s weights far from the origin', () => {
    const values = Float32Array.from({ length: 4096 }, (_, i) => ((2 * i) / 4095 - 1) ** 3 * Math.cos(i * 0.7));
    const source = { width: 4096, height: 1, channels: 1, data: values };
    const { data } = resizeBilinear(source, { width: 3001, height: 1 });
    expectClose(data.subarray(-16), reference.wide.tail, 2e-4);
  });

  it('returns everything, unchanged, at the same size', () => {
    const source = floats([2, 1], [0.1, 0.2, 0.3, -1, 0, 1]);
    expect(resizeBilinear(source, { width: 2, height: 1 })).toEqual(source);
  });
});

describe('resizeLanczos', () => {
  it.each(reference.lanczos)('resizes $source to $size as Pillow does, bit for bit', run => {
    const [width, height] = run.size as [number, number];
    const { data } = resizeLanczos(bytes(run.source, run.input), { width, height });
    expect(data.reduce((sum, value) => sum + value, 0)).toBe(run.sum);
    expect(data.reduce((sum, value, i) => sum + value * (i % 251), 0)).toBe(run.weighted);
    if (run.output) expect([...data]).toEqual(run.output);
  });
});

describe('resizeBicubic', () => {
  it.each(reference.bicubic)('resizes $source to $size as Pillow does, bit for bit', run => {
    const [width, height] = run.size as [number, number];
    expect([...resizeBicubic(bytes(run.source, run.input), { width, height }).data]).toEqual(run.output);
  });
});

describe('encoderInput', () => {
  it('is what the reference gives its encoder', () => {
    const { source, input, size, output } = reference.encoder;
    const [width, height] = size as [number, number];
    const result = encoderInput(opaque(source, input), { width, height });
    expect(result).toMatchObject({ width, height, channels: 3 });
    expectClose(result.data.subarray(-output.length), output, 1e-7);
  });

  it('puts transparent pictures on white', () => {
    const data = Uint8ClampedArray.from([0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 51]);
    const { data: values } = encoderInput({ width: 3, height: 1, data }, { width: 3, height: 1 });
    expectClose(values, [1, 1, 1, 1, -1, -1, 0.6, 0.6, 0.6], 1e-6);
  });
});

describe('pictureFromDecoded', () => {
  it('rounds ties to even, clamps, and ignores padding channels', () => {
    // In single precision these come to 127.5, 100.5 and 25.499998, as numpy has it.
    const data = Float32Array.from([0, -0.21176470816135406, -0.8, 9, 1.5, 7, -7, 9]);
    const { data: out } = pictureFromDecoded({ width: 2, height: 1, channels: 4, data });
    expect([...out]).toEqual([128, 100, 25, 255, 255, 255, 0, 255]);
  });
});
