import { Graph, type GraphOptions, type Program } from '../graph/graph.ts';
import { add, mul } from '../graph/ops.ts';
import type { NoiseLevel } from './plan.ts';

/** What a run keeps of a picture while it draws the rest. */
export interface KeptPart {
  /** 1 for what is drawn, 0 for what is kept: [H·W]. */
  readonly changed: Float32Array;
  /** The picture's latent, [H·W, 32]. */
  readonly image: Float32Array;
  /** What the run began with, [H·W, 32]. */
  readonly noise: Float32Array;
}

/**
 * Puts back what is kept after each step: `next` = `changed` · `drawn` + `kept`. Without weights, it is loaded in no time.
 * Inputs: `drawn` and `kept` [1, N, C], `changed` [1, N, 1].
 */
export function keepingProgram(channels: number, options: Omit<GraphOptions, 'name'>): Program {
  const g = new Graph({ ...options, name: 'keeping' });
  const drawn = g.input('drawn', 'float32', [1, 'N', channels]);
  const kept = g.input('kept', 'float32', [1, 'N', channels]);
  g.output('next', add(mul(drawn, g.input('changed', 'float32', [1, 'N', 1])), kept));
  return g.build();
}

/** (1 − changed) · (image · z0 + noise · ε): the picture at the level where the latent is now. */
export function keptAt({ changed, image, noise }: KeptPart, level: NoiseLevel): Float32Array {
  const channels = image.length / changed.length;
  return image.map((value, at) => {
    const kept = 1 - changed[Math.trunc(at / channels)]!;
    return kept === 0 ? 0 : kept * (level.image * value + level.noise * noise[at]!);
  });
}
