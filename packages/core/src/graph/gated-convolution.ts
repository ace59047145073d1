import type { Value } from './graph.ts';
import { conv, mul, silu } from './ops.ts';
import type { Parameters } from './parameters.ts';

/**
 * The convolutions of GLUMBConv: 1×1 up, depthwise 3×3, gate, 1×1 down.
 * The signal and the gate half are computed apart, so that nothing is split afterwards and every SiLU sits in the
 * convolution before it.
 * @param image [B, H, W, C] @param hidden channels of each half @returns [B, H, W, C]
 */
export function gatedConvolution(image: Value, parameters: Parameters, hidden: number): Value {
  const width = image.dim(-1);
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
  return conv(mul(signal, gate), parameters.get('conv_point.weight', [width, hidden, 1, 1]));
}
