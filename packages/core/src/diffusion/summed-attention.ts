import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { Value } from '../graph/graph.ts';
import { DENOMINATOR_EPSILON } from '../graph/linear-attention.ts';
import { concat, einsum, gemm, linear, mul, reshape, split } from '../graph/ops.ts';
import { Parameter, type Parameters } from '../graph/parameters.ts';
import { type AttentionOfLast, positiveProjections } from './attention.ts';

/**
 * What the values of the columns beside each head's own are: so much more than a head gives out that its square is the
 * mean square of both, in float32. A power of two, so that multiplying by it rounds nothing.
 */
const LARGE = 2 ** 24;
/** Far below the square of what the smallest denominator is multiplied to. */
const NORM_EPSILON = 1e-30;

/**
 * x + gate · attention(z) for WebGPU, where each kernel costs a call: four in place of ten after the projections.
 *
 * Every head has a column beside its own that is LARGE for all positions, so that the product that gives the numerators,
 * qₙ Σₘ kₘᵀ vₘ, gives LARGE times the denominator there. The root of the mean square of them all is that column, but for
 * 2⁻²⁴ of it, and so the kernel of the RMS norm divides by the denominator. What it adds to each before is the ε of the
 * denominator. The gate is multiplied into the weights of the last layer, whose kernel adds x; its bias goes in as a row of
 * the weight, for the one column of the first head, which the norm has made LARGE everywhere.
 * @param x [B, N, C], or [1, N, C] @param z [B, N, C] @param gate [C] @param last as of linearAttention @returns as x
 */
export function summedAttention(
  x: Value,
  z: Value,
  gate: Value,
  parameters: Parameters,
  config: TransformerConfig,
  last: AttentionOfLast,
): Value {
  const { graph } = x;
  const heads = config.num_attention_heads;
  const head = config.attention_head_dim;
  const width = heads * head;
  const wide = wideHead(heads, head);
  const batch = z.dim(0);

  const attending = last === 'passes' ? split(z, [batch - 1, 1], 0)[0]! : z;
  const [q, k] = positiveProjections(attending, parameters, config);
  const v = linear(z, ...wideValues(parameters, config, wide));
  const [attends, passes] = last === 'passes' ? (split(v, [batch - 1, 1], 0) as [Value, Value]) : [v, v];

  const byHead = (value: Value, size: number) => reshape(value, [0, 0, heads, size]);
  const state = einsum('bnhd,bnhe->bhde', byHead(k, head), byHead(attends, wide));
  const sums = einsum('bnhd,bhde->bnhe', byHead(q, head), state);
  const columns = (own: number, beside: number) =>
    graph.floats(Array.from({ length: wide }, (_, column) => (column === head ? beside : own)));
  const [divided] = graph.emit(
    'SkipSimplifiedLayerNormalization',
    [sums, columns(0, LARGE * DENOMINATOR_EPSILON), columns(LARGE / Math.sqrt(wide), LARGE / Math.sqrt(wide))],
    [{ shape: sums.shape }],
    { epsilon: { float: NORM_EPSILON } },
    'com.microsoft',
  );
  const heard = reshape(divided!, [0, 0, heads * wide]);
  const attended = last === 'attends' ? heard : concat([heard, passes], 0);
  const all = x.dim(0) === attended.dim(0) ? x : concat([x, x], 0);

  const rows = (value: Value, size: number) => reshape(value, [-1, size]);
  const weight = mul(graph.parameter(wideOutput(parameters, config, wide)), gate);
  const sum = gemm(rows(attended, heads * wide), weight, rows(all, width));
  return reshape(sum, [all.dim(0), -1, width], all.shape);
}

/** Whether the layers around linear attention are matrices of numbers, which alone can be made wider. */
export function canBeSummed(parameters: Parameters, config: TransformerConfig): boolean {
  const width = config.num_attention_heads * config.attention_head_dim;
  return ['to_v.weight', 'to_out.0.weight'].every(name => parameters.get(name, [width, width]).isPlain);
}

/** Columns of a head with those beside it: all heads together can be read four at a time. */
function wideHead(heads: number, head: number): number {
  let wide = head + 1;
  while ((heads * wide) % 4 !== 0) wide++;
  return wide;
}

/** [heads · wide, C] and its bias. */
function wideValues(parameters: Parameters, config: TransformerConfig, wide: number): [Parameter, Parameter] {
  const heads = config.num_attention_heads;
  const head = config.attention_head_dim;
  const width = heads * head;
  const weight = parameters.get('to_v.weight', [width, width]);
  const own = config.attention_bias ? parameters.get('to_v.bias', [width]) : undefined;
  const bias = async () => {
    const values = new Float32Array(heads * wide);
    const given = await own?.read();
    for (let i = 0; i < heads; i++) {
      if (given) values.set(given.subarray(i * head, (i + 1) * head), i * wide);
      values[i * wide + head] = LARGE;
    }
    return values;
  };
  return [
    weight.remade('wide', [heads * wide, width], async values => {
      const rows = new Float32Array(heads * wide * width);
      for (let i = 0; i < heads; i++) {
        rows.set(values.subarray(i * head * width, (i + 1) * head * width), i * wide * width);
      }
      return rows;
    }),
    new Parameter(`${weight.name}:wide bias`, [heads * wide], bias),
  ];
}

/** [heads · wide, C]: the last layer's weight as a product wants it, with its bias for the first head's other column. */
function wideOutput(parameters: Parameters, config: TransformerConfig, wide: number): Parameter {
  const heads = config.num_attention_heads;
  const head = config.attention_head_dim;
  const width = heads * head;
  const bias = parameters.get('to_out.0.bias', [width]);
  return parameters.get('to_out.0.weight', [width, width]).remade('wide', [heads * wide, width], async values => {
    const rows = new Float32Array(heads * wide * width);
    for (let input = 0; input < width; input++) {
      const to = (Math.floor(input / head) * wide + (input % head)) * width;
      for (let output = 0; output < width; output++) rows[to + output] = values[output * width + input]!;
    }
    const added = await bias.read();
    for (let output = 0; output < width; output++) rows[head * width + output] = added[output]! / LARGE;
    return rows;
  });
}
