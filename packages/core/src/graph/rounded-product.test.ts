import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { TRANSFORMER } from '../../../../test/bench/full-size-configs.ts';
import { shapesOnly } from '../../../../test/bench/random-weights.ts';
import { parseTransformerConfig } from '../checkpoint/layout/config.ts';
import { transformerTensors } from '../diffusion/tensors.ts';
import { denoiserProgram } from '../diffusion/transformer.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { seededRandom } from '../random.fixture.ts';
import { multipliesIntegers } from '../runtime/integer-products.ts';
import { type LoadedProgram, Runtime } from '../runtime/session.ts';
import { Graph, type Program, type Target } from './graph.ts';
import { readModelProto } from './onnx/onnx.js';
import { conv, linear } from './ops.ts';
import { Parameter, Parameters } from './parameters.ts';

const [ROWS, IN, OUT] = [5, 520, 600];

const numbers = (seed: number, count: number, scale: number) => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => (random() - 0.5) * scale);
};
const parameter = (name: string, shape: readonly number[], values: Float32Array) =>
  new Parameter(name, shape, async () => values);

/** Rows divided by their largest magnitude and rounded to whole numbers up to 127. */
function rounded(values: Float32Array, width: number): { codes: number[]; most: number }[] {
  return Array.from({ length: values.length / width }, (_, row) => {
    const own = values.subarray(row * width, (row + 1) * width);
    const most = Math.max(...own.map(Math.abs));
    return { most, codes: [...own].map(value => (most === 0 ? 0 : Math.round((value / most) * 127))) };
  });
}

const isExact = await multipliesIntegers(await nodeRuntime('cpu'));

describe('a product in eight bits', () => {
  it.skipIf(!isExact).each(['linear', 'conv'] as const)(
    'rounds each row and each output by its own largest, %s',
    async layer => {
      const runtime = await nodeRuntime('cpu');
      const x = numbers(1, ROWS * IN, 3);
      x.subarray(IN, 2 * IN).fill(0);
      for (let at = 2 * IN; at < 3 * IN; at++) x[at]! *= 1e4;
      const w = numbers(2, OUT * IN, 0.1);
      w.subarray(7 * IN, 8 * IN).fill(0);
      const bias = numbers(3, OUT, 1);
      const g = new Graph({ name: 'test', target: 'cpu', segmentBytes: 2 ** 30, rounds: true });
      const shape = layer === 'linear' ? [1, ROWS, IN] : [1, 1, ROWS, IN];
      const input = g.input('x', 'float32', shape);
      const b = parameter('b', [OUT], bias);
      const weight = (...rest: number[]) => parameter('w', [OUT, IN, ...rest], w);
      g.output('y', layer === 'linear' ? linear(input, weight(), b) : conv(input, weight(1, 1), b));
      const program = await runtime.load(g.build());
      const { y } = await program.run({ x: runtime.floats(x, shape) });
      const values = (await y!.getData()) as Float32Array;
      await program.dispose();

      const [rows, outputs] = [rounded(x, IN), rounded(w, IN)];
      let furthest = 0;
      for (const [i, row] of rows.entries()) {
        for (const [j, output] of outputs.entries()) {
          const sum = row.codes.reduce((total, code, k) => total + code * output.codes[k]!, 0);
          const expected = (sum / 127 / 127) * row.most * output.most + bias[j]!;
          // a tie may be rounded either way
          const one = (row.most * output.most) / 127;
          furthest = Math.max(furthest, Math.abs(values[i * OUT + j]! - expected) / (Math.abs(expected) + one + 1e-6));
        }
      }
      expect(furthest).toBeLessThan(0.02);
      expect(values.every(Number.isFinite)).toBe(true);
    },
  );

  it('rounds once what several layers take, and leaves small layers and graphics devices as they are', () => {
    const config = parseTransformerConfig({ ...TRANSFORMER, num_layers: 2 }, 'transformer');
    const count = (rounds: boolean, target: Target) => {
      const { segments } = denoiserProgram(config, new Parameters(shapesOnly(transformerTensors(config))), {
        target,
        rounds,
        segmentBytes: Number.POSITIVE_INFINITY,
        guided: true,
        form: { queries: 'folded', values: 'folded' },
        drawsNoise: false,
        clipsClean: false,
      });
      const nodes = segments.flatMap(({ body }) => readModelProto(new PbfReader(body!)).graph?.node ?? []);
      return ['MatMulIntegerToFloat', 'QuantizeLinear', 'Gemm'].map(
        type => nodes.filter(({ opType }) => opType === type).length,
      );
    };
    // of each block: q, k, v of one input, out; two halves of one input, down
    expect(count(true, 'cpu')).toEqual([2 * 7, 2 * 4, 2]);
    expect(count(false, 'cpu')).toEqual([0, 0, 2 * 4 + 2]);
  });

  it('is not computed where sums are held at a limit, nor on a graphics device', async () => {
    const ort = {} as never;
    const saturating = new Runtime({
      ort: { Tensor: (await import('onnxruntime-node')).Tensor } as never,
      device: 'cpu',
      segmentBytes: 1,
    });
    saturating.load = async (_: Program): Promise<LoadedProgram> => ({
      run: async feeds => ({ y: saturating.floats(new Float32Array(64 * 64).fill(32767 * 32), feeds.x!.dims) }),
      dispose: async () => {},
    });
    expect(await multipliesIntegers(saturating)).toBe(false);
    expect(await multipliesIntegers(new Runtime({ ort, device: 'webgpu', segmentBytes: 1 }))).toBe(false);
    // and not where ONNX Runtime does not know them
    expect(await multipliesIntegers(new Runtime({ ort, device: 'wasm', segmentBytes: 1 }))).toBe(false);
  });
});
