import type { TransformerConfig } from '../checkpoint/config.ts';
import type { Value } from '../graph/graph.ts';
import { conv, mul, reshape, reshapeTo, silu } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';

/**
 * Mix-FFN (GLUMBConv): 1×1 up, depthwise 3×3 (the only thing in the network that sees neighbours), gate, 1×1 down.
 * The signal and the gate half are computed apart, so that nothing is split afterwards and every SiLU sits in the
 * convolution before it.
 * @param z [B, N, C] @param grid int64 [−1, H, W, C] @returns [B, N, C]
 */
export function mixFeedForward(z: Value, grid: Value, parameters: Parameters, config: TransformerConfig): Value {
  const width = z.dim(-1);
  const hidden = Math.trunc(config.mlp_ratio * width);
  const image = reshapeTo(z, grid, [z.dim(0), 'H', 'W', width]);

  const half = (rows: readonly [number, number], activation: (x: Value) => Value) => {
    const inverted = conv(
      image,
      parameters.get('conv_inverted.weight', [2 * hidden, width, 1, 1], rows),
      parameters.get('conv_inverted.bias', [2 * hidden], rows),
    );
    const depthwise = conv(
      silu(inverted),
      parameters.get('conv_depth.weight', [2 * hidden, 1, 3, 3], rows),
      parameters.get('conv_depth.bias', [2 * hidden], rows),
      { groups: hidden },
    );
    return activation(depthwise);
  };
  const signal = half([0, hidden], x => x);
  const gate = half([hidden, 2 * hidden], silu);
  const out = conv(mul(signal, gate), parameters.get('conv_point.weight', [width, hidden, 1, 1]));
  return reshape(out, [0, -1, width], z.shape);
}
