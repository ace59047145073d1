import { expect, it } from 'vitest';
import { runOnWebgpu } from '../../../../test/run-on-webgpu.ts';
import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { Graph } from '../graph/graph.ts';
import { Parameters } from '../graph/parameters.ts';
import { summedAttention } from './summed-attention.ts';

const HEADS = 3;
const HEAD = 4;
const WIDTH = HEADS * HEAD;
const BATCH = 2;
const POSITIONS = 5;
const CONFIG = {
  num_attention_heads: HEADS,
  attention_head_dim: HEAD,
  attention_bias: false,
  qk_norm: null,
} as TransformerConfig;

/** Numbers from −1 to 1 that are the same every time. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 12.9898 + seed * 78.233));
}

const WEIGHTS: Readonly<Record<string, Float32Array>> = {
  'to_q.weight': numbers(WIDTH * WIDTH, 1),
  'to_k.weight': numbers(WIDTH * WIDTH, 2),
  'to_v.weight': numbers(WIDTH * WIDTH, 3),
  'to_out.0.weight': numbers(WIDTH * WIDTH, 4),
  'to_out.0.bias': numbers(WIDTH, 5),
};

const SHAPES = new Map(
  Object.entries(WEIGHTS).map(([name, { length }]) => [name, length === WIDTH ? [WIDTH] : [WIDTH, WIDTH]]),
);

/** As the reference has it, the last element of the batch going past its attention: x + gate · (W · (Σ q k v / (q · Σ k + ε)) + b). */
function expected(x: Float32Array, z: Float32Array, gate: Float32Array): number[] {
  const project = (name: string, row: number) =>
    Array.from({ length: WIDTH }, (_, o) => {
      let sum = 0;
      for (let i = 0; i < WIDTH; i++) sum += WEIGHTS[name]![o * WIDTH + i]! * z[row * WIDTH + i]!;
      return sum;
    });
  const result: number[] = [];
  for (let b = 0; b < BATCH; b++) {
    const rows = Array.from({ length: POSITIONS }, (_, n) => b * POSITIONS + n);
    const [q, k] = ['to_q.weight', 'to_k.weight'].map(name =>
      rows.map(row => project(name, row).map(v => Math.max(0, v))),
    );
    const v = rows.map(row => project('to_v.weight', row));
    for (const [n, row] of rows.entries()) {
      const attended = Array.from({ length: WIDTH }, (_, column) => {
        if (b === BATCH - 1) return v[n]![column]!;
        const first = Math.floor(column / HEAD) * HEAD;
        let numerator = 0;
        let denominator = 1e-15;
        for (let m = 0; m < POSITIONS; m++) {
          let weight = 0;
          for (let d = first; d < first + HEAD; d++) weight += q![n]![d]! * k![m]![d]!;
          numerator += weight * v[m]![column]!;
          denominator += weight;
        }
        return numerator / denominator;
      });
      for (let o = 0; o < WIDTH; o++) {
        let sum = WEIGHTS['to_out.0.bias']![o]!;
        for (let i = 0; i < WIDTH; i++) sum += WEIGHTS['to_out.0.weight']![o * WIDTH + i]! * attended[i]!;
        result.push(x[row * WIDTH + o]! + gate[o]! * sum);
      }
    }
  }
  return result;
}

it('what attends and what passes by is gated and summed up as the reference has it', async () => {
  const parameters = new Parameters({
    entries: new Map([...SHAPES].map(([name, shape]) => [name, { dtype: 'F32', shape }])),
    readFloat32: async (name: string) => Float32Array.from(WEIGHTS[name]!),
  } as never);
  const graph = new Graph({ name: 'attention', target: 'webgpu', segmentBytes: 2 ** 30 });
  const shape = [BATCH, POSITIONS, WIDTH];
  const [x, z] = ['x', 'z'].map(name => graph.input(name, 'float32', shape));
  const gate = graph.input('gate', 'float32', [WIDTH]);
  graph.output('y', summedAttention(x!, z!, gate, parameters, CONFIG, 'passes'));

  const values = {
    x: numbers(BATCH * POSITIONS * WIDTH, 6),
    z: numbers(BATCH * POSITIONS * WIDTH, 7),
    gate: numbers(WIDTH, 8),
  };
  // a position whose queries are all nothing hears nothing
  values.z.fill(0, WIDTH, 2 * WIDTH);
  const { y } = await runOnWebgpu(graph.build(), {
    x: { dims: shape, values: [...values.x] },
    z: { dims: shape, values: [...values.z] },
    gate: { dims: [WIDTH], values: [...values.gate] },
  });
  const wanted = expected(values.x, values.z, values.gate);
  expect(y).toHaveLength(wanted.length);
  expect(Math.max(...wanted.map((value, i) => Math.abs(value - y![i]!)))).toBeLessThan(1e-5);
});
