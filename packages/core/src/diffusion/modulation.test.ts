import * as ort from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { Runtime } from '../runtime/session.ts';
import { Modulation } from './modulation.ts';

const WIDTH = 3;
const LAYERS = 2;
const STEPS = 2;

it('a device that keeps tensors is sent each vector once, and lets all go at the end', () => {
  let sent = 0;
  let gone = 0;
  const runtime = new Runtime({
    ort: ort as never,
    device: 'webgpu',
    segmentBytes: 1,
    keep(values, dims) {
      sent++;
      const tensor = new ort.Tensor('float32', Float32Array.from(values), dims);
      tensor.dispose = () => gone++;
      return tensor;
    },
  });
  const blocks = Float32Array.from({ length: STEPS * LAYERS * 6 * WIDTH }, (_, i) => i);
  const out = Float32Array.from({ length: STEPS * 2 * WIDTH }, (_, i) => 1000 + i);
  const modulation = new Modulation(runtime, { blocks, out, layers: LAYERS, width: WIDTH });
  const vectors = 6 * LAYERS + 2;
  const pictures = [0, 1].map(() => [0, 1].map(step => modulation.feeds(step)));
  expect(sent).toBe(STEPS * vectors);
  expect(pictures[1]).toEqual(pictures[0]);
  const [, second] = pictures[0]!;
  expect(Object.keys(second!)).toHaveLength(vectors);
  expect([...second!['modulation.1.scale.mlp']!.data]).toEqual([66, 67, 68]);
  expect([...second!['modulation.out.scale']!.data]).toEqual([1009, 1010, 1011]);
  modulation.release();
  expect(gone).toBe(sent);
});
