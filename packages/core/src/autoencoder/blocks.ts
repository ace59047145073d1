import { gatedConvolution } from '../graph/gated-convolution.ts';
import type { Value } from '../graph/graph.ts';
import { reluLinearAttention } from '../graph/linear-attention.ts';
import { add, concat, conv, relu, rmsNorm, silu } from '../graph/ops.ts';
import { Parameter, type Parameters } from '../graph/parameters.ts';
import { winogradConv } from '../graph/winograd.ts';
import type { Stage } from './stages.ts';

/** ε of every norm in the reference. */
const NORM_EPSILON = 1e-5;
/** EfficientViTBlock's GLUMBConv is four times as wide inside. */
const EXPANSION = 4;

/** RMS norm over the channels of each pixel, with a bias. @param x [..., C] @returns alike */
export function biasedRmsNorm(x: Value, parameters: Parameters): Value {
  const { graph } = x;
  const channels = x.dim(-1);
  const normed = rmsNorm(x, graph.parameter(parameters.get('weight', [channels])), NORM_EPSILON);
  return add(normed, graph.parameter(parameters.get('bias', [channels])));
}

/**
 * The blocks of one stage.
 * @param first number of the first block in the checkpoint's names @param onGrid whether H and W are multiples of 4
 * @returns like x: [B, H, W, C]
 */
export function stageBlocks(
  x: Value,
  parameters: Parameters,
  stage: Stage,
  headDim: number,
  first: number,
  onGrid = false,
): Value {
  for (let index = first; index < first + stage.layers; index++) {
    x.graph.mayCut();
    const block = parameters.in(index);
    x = x.graph.scope(`block${index}`, () =>
      stage.block === 'ResBlock' ? resBlock(x, block, onGrid) : efficientViTBlock(x, block, stage.multiscales, headDim),
    );
  }
  return x;
}

function resBlock(x: Value, parameters: Parameters, onGrid: boolean): Value {
  const c = x.dim(-1);
  const convolve = onGrid ? winogradConv : conv;
  const first = silu(convolve(x, parameters.get('conv1.weight', [c, c, 3, 3]), parameters.get('conv1.bias', [c])));
  const second = convolve(first, parameters.get('conv2.weight', [c, c, 3, 3]));
  return add(biasedRmsNorm(second, parameters.in('norm')), x);
}

function efficientViTBlock(x: Value, parameters: Parameters, multiscales: readonly number[], headDim: number): Value {
  const attended = x.graph.scope('attn', () => multiscaleAttention(x, parameters.in('attn'), multiscales, headDim));
  const middle = add(attended, x);
  const mixed = x.graph.scope('conv_out', () => {
    const part = parameters.in('conv_out');
    return biasedRmsNorm(gatedConvolution(middle, part, EXPANSION * x.dim(-1)), part.in('norm'));
  });
  return add(mixed, middle);
}

/**
 * SanaMultiscaleLinearAttention: linear attention over the pixels, and once more for each scale over queries, keys and
 * values that a k×k depthwise and a grouped 1×1 convolution have gathered from a neighbourhood.
 *
 * The reference stacks the projections [q; k; v] and cuts the stack into heads of 3·head consecutive channels, of which
 * the first third serves as query, the second as key, the last as value, whatever they were called before. Here the
 * rows of the weights are put in order instead, so that queries, keys and values are made apart.
 * @param x [1, H, W, C] @returns alike
 */
function multiscaleAttention(x: Value, parameters: Parameters, multiscales: readonly number[], head: number): Value {
  const channels = x.dim(-1);
  const heads = channels / head;
  /** The rows that serve as query (0), key (1) or value (2), from a weight that `rowsOf` reads rows of. */
  const gather = (role: number, rowsOf: (from: number, to: number) => Parameter): Parameter => {
    const parts = Array.from({ length: heads }, (_, index) => (3 * index + role) * head).map(from =>
      rowsOf(from, from + head),
    );
    return Parameter.stack(`${parts[0]!.name}…`, parts).reshape([channels, ...parts[0]!.shape.slice(1)]);
  };

  const roles = [0, 1, 2].map(role => {
    const projection = gather(role, (from, to) => {
      const name = (['to_q', 'to_k', 'to_v'] as const)[Math.floor(from / channels)];
      const start = from % channels;
      return parameters.get(`${name}.weight`, [channels, channels], [start, start + to - from]);
    });
    const base = conv(x, projection.reshape([channels, channels, 1, 1]));
    const scales = multiscales.map((kernel, index) => {
      const scale = parameters.in('to_qkv_multiscale').in(index);
      const depthwise = gather(role, (from, to) =>
        scale.get('proj_in.weight', [3 * channels, 1, kernel, kernel], [from, to]),
      );
      const grouped = gather(role, (from, to) => scale.get('proj_out.weight', [3 * channels, head, 1, 1], [from, to]));
      return conv(conv(base, depthwise, undefined, { groups: channels }), grouped, undefined, { groups: heads });
    });
    const activation = role === 2 ? (value: Value) => value : relu;
    return [base, ...scales].map(activation);
  });

  const attended = roles[0]!.map((q, scale) =>
    reluLinearAttention(q, roles[1]![scale]!, roles[2]![scale]!, heads, head),
  );
  const weight = parameters.get('to_out.weight', [channels, channels * attended.length]);
  const out = conv(concat(attended, -1), weight.reshape([...weight.shape, 1, 1]));
  return biasedRmsNorm(out, parameters.in('norm_out'));
}
