import { Graph } from '../graph/graph.ts';
import { matmul } from '../graph/ops.ts';
import type { Runtime } from './session.ts';

/** Large enough to keep a graphics processor busy, small enough to take a software one a second. */
const SIDE = 512;

/**
 * Seconds that a device takes for two products of 512 × 512 matrices, after a first run that compiles them.
 * @throws SanaError when the device is not there or does not work
 */
export async function measureSpeed(runtime: Runtime): Promise<number> {
  const { target, segmentBytes } = runtime;
  const graph = new Graph({ name: 'speed measurement', target, segmentBytes });
  const x = graph.input('x', 'float32', [SIDE, SIDE]);
  graph.output('y', matmul(matmul(x, x), x));
  const program = await runtime.load(graph.build());
  const run = async () => {
    const { y } = await program.run({ x: runtime.floats(new Float32Array(SIDE * SIDE), [SIDE, SIDE]) });
    await y!.getData(true);
  };
  try {
    await run();
    const start = performance.now();
    await run();
    return (performance.now() - start) / 1000;
  } finally {
    await program.dispose();
  }
}
