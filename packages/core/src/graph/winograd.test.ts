import { describe, expect, it } from 'vitest';
import { nodeRuntime } from '../node/runtime.ts';
import { seededRandom } from '../random.fixture.ts';
import type { LoadedProgram } from '../runtime/session.ts';
import { Graph, type Value } from './graph.ts';
import { conv } from './ops.ts';
import { Parameter } from './parameters.ts';
import { winogradConv } from './winograd.ts';

const runtime = await nodeRuntime('cpu');

function numbers(random: () => number, count: number, scale: number): Float32Array {
  return Float32Array.from({ length: count }, () => (random() - 0.5) * scale);
}

type Layer = (x: Value, weight: Parameter, bias?: Parameter) => Value;

describe('a 3×3 convolution with fewer products', () => {
  it.each([
    ['H', 4, 4, 128, 128, true],
    ['2*H', 8, 20, 128, 160, true],
    ['8*H', 64, 4, 160, 128, false],
  ])(
    'of a height of %s, %d × %d pixels, is the convolution, borders included',
    async (name, height, width, inputs, outputs, hasBias) => {
      const random = seededRandom(height * width + inputs);
      const x = numbers(random, height * width * inputs, 2);
      const w = numbers(random, outputs * inputs * 9, 0.1);
      const b = numbers(random, outputs, 1);
      const make = (layer: Layer): Promise<LoadedProgram> => {
        const g = new Graph({ name: 'test', target: 'cpu', segmentBytes: 2 ** 30 });
        const weight = new Parameter('w', [outputs, inputs, 3, 3], async () => w);
        const bias = hasBias ? new Parameter('b', [outputs], async () => b) : undefined;
        g.output('y', layer(g.input('x', 'float32', [1, name, 'W', inputs]), weight, bias));
        return runtime.load(g.build());
      };
      const [plain, fewer] = await Promise.all(
        [conv, winogradConv].map(async layer => {
          const program = await make(layer);
          const { y } = await program.run({ x: runtime.floats(x, [1, height, width, inputs]) });
          await program.dispose();
          return { dims: y!.dims, data: (await y!.getData()) as Float32Array };
        }),
      );
      expect(fewer!.dims).toEqual(plain!.dims);
      const most = Math.max(...plain!.data.map(Math.abs));
      const furthest = Math.max(...plain!.data.map((value, at) => Math.abs(value - fewer!.data[at]!)));
      expect(furthest / most).toBeGreaterThan(0);
      expect(furthest / most).toBeLessThan(1e-5);
    },
  );
});
