import { Graph } from '../graph/graph.ts';
import { Parameter } from '../graph/parameters.ts';
import type { Runtime } from './session.ts';

const SIDE = 64;
const known = new WeakMap<Runtime, Promise<boolean>>();

/**
 * Whether a processor multiplies and adds eight bits exactly. Those without VNNI add pairs in sixteen bits, where the
 * largest ones do not fit and are held at the limit; there products in eight bits are neither exact nor much faster. On a
 * graphics device they are not used.
 */
export function multipliesIntegers(runtime: Runtime): Promise<boolean> {
  if (runtime.target !== 'cpu') return Promise.resolve(false);
  // where ONNX Runtime was built without them, they are not computed either
  const answer = known.get(runtime) ?? measure(runtime).catch(() => false);
  known.set(runtime, answer);
  return answer;
}

async function measure(runtime: Runtime): Promise<boolean> {
  const { target, segmentBytes } = runtime;
  const graph = new Graph({ name: 'integer products', target, segmentBytes });
  const x = graph.input('x', 'float32', [SIDE, SIDE]);
  const codes = graph.emit(
    'QuantizeLinear',
    [x, graph.floats([1], []), graph.bytes([0], [])],
    [{ type: 'uint8', shape: x.shape }],
  )[0]!;
  const ones = graph.rounded(new Parameter('ones', [SIDE, SIDE], async () => new Float32Array(SIDE * SIDE).fill(1)));
  const inputs = [codes, ones.codes, graph.floats([1], []), ones.scales, graph.bytes([0], [])];
  const shape = [SIDE, SIDE];
  graph.output('y', graph.emit('MatMulIntegerToFloat', inputs, [{ shape }], {}, 'com.microsoft')[0]!);
  const program = await runtime.load(graph.build());
  try {
    const { y } = await program.run({ x: runtime.floats(new Float32Array(SIDE * SIDE).fill(255), shape) });
    const values = (await y!.getData(true)) as Float32Array;
    return values.every(value => Math.abs(value / (255 * SIDE) - 1) < 1e-4);
  } finally {
    await program.dispose();
  }
}
