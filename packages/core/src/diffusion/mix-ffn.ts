import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { gatedConvolution } from '../graph/gated-convolution.ts';
import type { Value } from '../graph/graph.ts';
import { reshape, reshapeTo } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';

/**
 * Mix-FFN (GLUMBConv); its depthwise convolution is the only thing in the network that sees neighbours.
 * @param z [B, N, C] @param grid int64 [−1, H, W, C] @returns [B, N, C]
 */
export function mixFeedForward(z: Value, grid: Value, parameters: Parameters, config: TransformerConfig): Value {
  const width = z.dim(-1);
  const image = reshapeTo(z, grid, [z.dim(0), 'H', 'W', width]);
  const out = gatedConvolution(image, parameters, Math.trunc(config.mlp_ratio * width));
  return reshape(out, [0, -1, width], z.shape);
}
