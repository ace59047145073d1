import { describe, expect, it } from 'vitest';
import { TorchGenerator } from '../../diffusion/noise.ts';
import { Graph } from '../../graph/graph.ts';
import { conv, linear } from '../../graph/ops.ts';
import { Parameters } from '../../graph/parameters.ts';
import { nodeRuntime } from '../../node/runtime.ts';
import { bytesSource } from '../files/source.ts';
import { openSafetensors } from '../formats/safetensors.ts';
import { safetensorsHeader } from '../formats/safetensors-write.ts';
import { type IntegerBits, widenIntegers } from './block-format.ts';
import { BLOCK, integerTensor, OWN_FORMATS, packRows } from './integer-blocks.ts';

const OUTPUTS = 48;
const INPUTS = 3 * BLOCK;
const weights = new TorchGenerator(1).randn(OUTPUTS * INPUTS).map(value => value * 0.05);

const unpackRows = (stored: Uint8Array, columns: number, bits: IntegerBits) =>
  OWN_FORMATS[bits].unpack!(stored, columns);
const widenRows = (stored: Uint8Array, columns: number, bits: IntegerBits) =>
  widenIntegers(unpackRows(stored, columns, bits), OWN_FORMATS[bits].integers!);

/** Root of the mean square of the differences, relative to that of the values. */
function relativeError(found: Float32Array, expected: Float32Array): number {
  const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(found.map((value, index) => value - expected[index]!)) / squares(expected));
}

/** A checkpoint with one matrix as integers, named `w`. */
async function checkpoint(bits: IntegerBits, shape: readonly number[]) {
  const data = packRows(weights, INPUTS, bits);
  const { name, shape: stored } = integerTensor('w', shape, bits);
  const header = safetensorsHeader([{ name, dtype: 'U8', shape: stored, bytes: data.length }]);
  return openSafetensors(bytesSource('test', new Uint8Array([...header, ...data])));
}

describe('block-wise integers', () => {
  it.each([
    [8, 0.006],
    [4, 0.085],
  ] as const)('of %i bits stay near normally distributed values', (bits, bound) => {
    const stored = packRows(weights, INPUTS, bits);
    expect(stored.length).toBe((OUTPUTS * INPUTS * (bits + 0.5)) / 8);
    const error = relativeError(widenRows(stored, INPUTS, bits), weights);
    expect(error).toBeLessThan(bound);
    expect(error).toBeGreaterThan(bound / 2);
  });

  it.each([8, 4] as const)('of %i bits hold zeros, one large value among small ones, and subnormal scales', bits => {
    const values = new Float32Array(3 * BLOCK).fill(0);
    values[BLOCK] = -7;
    values.fill(1e-7, 2 * BLOCK);
    const found = widenRows(packRows(values, 3 * BLOCK, bits), 3 * BLOCK, bits);
    expect(found.subarray(0, BLOCK).every(value => value === 0)).toBe(true);
    expect(found[BLOCK]).toBeCloseTo(-7, 1);
    expect(found.subarray(BLOCK + 1, 2 * BLOCK).every(value => value === 0)).toBe(true);
    expect(found.subarray(2 * BLOCK).every(value => Math.abs(value - 1e-7) < 1.1e-7)).toBe(true);
  });

  it('have the layout that is documented', () => {
    const codes = Array.from({ length: BLOCK }, (_, index) => (index % 15) - 7);
    codes[3] = -8; // the largest decides the scale
    const stored = packRows(
      Float32Array.from(codes, code => code / 4),
      BLOCK,
      4,
    );
    expect([...stored.subarray(0, 3)]).toEqual([1 | (2 << 4), 3 | (0 << 4), 5 | (6 << 4)]);
    expect([...stored.subarray(16)]).toEqual([0x00, 0x34]); // 0.25
    expect(unpackRows(stored, BLOCK, 4).scales).toEqual(Float32Array.of(0.25));
  });

  it.each([
    [8, [OUTPUTS, INPUTS]],
    [4, [OUTPUTS, INPUTS, 1, 1]],
  ] as const)('of %i bits are read as the matrix that they stand for', async (bits, shape) => {
    const reader = await checkpoint(bits, shape);
    expect(reader.entries.get('w')).toMatchObject({ dtype: 'U8', shape, blocks: { name: `INT${bits}` } });
    const all = widenRows(packRows(weights, INPUTS, bits), INPUTS, bits);
    expect(await reader.readFloat32('w')).toEqual(all);
    expect(await reader.readFloat32('w', [5, 7])).toEqual(all.slice(5 * INPUTS, 7 * INPUTS));
    const rows = await reader.readIntegers('w', [5, 7]);
    expect([rows.codes.length, rows.scales.length]).toEqual([(2 * INPUTS * bits) / 8, 6]);
    await expect(reader.readFloat32('w', [5, OUTPUTS + 1])).rejects.toMatchObject({ code: 'tensor-shape' });
  });

  it.each([
    [8, 0.01],
    [4, 0.01],
  ] as const)('of %i bits multiply as the matrix does, up to the rounding of activations', async (bits, bound) => {
    const runtime = await nodeRuntime('cpu');
    const reader = await checkpoint(bits, [OUTPUTS, INPUTS, 1, 1]);
    const { target } = runtime;
    const g = new Graph({ name: 'test', target, segmentBytes: 2 ** 20 });
    const parameters = new Parameters(reader);
    const shape = [OUTPUTS, INPUTS, 1, 1];
    const image = g.input('image', 'float32', [1, 2, 'W', INPUTS]);
    g.output('convolved', conv(image, parameters.get('w', shape)));
    const rows = g.input('rows', 'float32', [1, 'N', INPUTS]);
    g.output('part', linear(rows, parameters.get('w', shape, [16, 40]).reshape([24, INPUTS])));
    const program = await runtime.load(g.build());
    const x = new TorchGenerator(2).randn(10 * INPUTS);
    const { convolved, part } = await program.run({
      image: runtime.floats(x, [1, 2, 5, INPUTS]),
      rows: runtime.floats(x, [1, 10, INPUTS]),
    });
    const matrix = await reader.readFloat32('w');
    const expected = (from: number, to: number) =>
      Float32Array.from({ length: 10 * (to - from) }, (_, index) => {
        const row = Math.floor(index / (to - from));
        const output = from + (index % (to - from));
        let sum = 0;
        for (let k = 0; k < INPUTS; k++) sum += x[row * INPUTS + k]! * matrix[output * INPUTS + k]!;
        return sum;
      });
    expect(convolved!.dims).toEqual([1, 2, 5, OUTPUTS]);
    expect(relativeError((await convolved!.getData()) as Float32Array, expected(0, OUTPUTS))).toBeLessThan(bound);
    expect(relativeError((await part!.getData()) as Float32Array, expected(16, 40))).toBeLessThan(bound);
    await program.dispose();
  });
});
