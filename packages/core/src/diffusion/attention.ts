import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { Dim, Value } from '../graph/graph.ts';
import { reluLinearAttention } from '../graph/linear-attention.ts';
import { add, concat, einsum, gemm, linear, matmul, relu, reshape, rmsNorm, softmax, split } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';

/** ε of the query and key norms (1.5 and Sprint) in the reference. */
export const QK_NORM_EPSILON = 1e-5;

/**
 * What the last element of a batch does: it attends as all others do, passes with its values as they are (perturbed
 * attention guidance), or, where it is the only one, does both.
 */
export type AttentionOfLast = 'attends' | 'passes' | 'both';

/**
 * ReLU linear attention with its projections.
 * @param z [B, N, C]
 * @returns [B, N, C]; with `both` [2, N, C], the one that passed behind the other
 */
export function linearAttention(
  z: Value,
  parameters: Parameters,
  config: TransformerConfig,
  last: AttentionOfLast,
): Value {
  const heads = config.num_attention_heads;
  const head = config.attention_head_dim;
  const width = heads * head;
  const batch = z.dim(0);
  const attending = last === 'passes' ? split(z, [batch - 1, 1], 0)[0]! : z;
  const [q, k] = positiveProjections(attending, parameters, config);
  const v = projection('to_v', z, parameters, config);
  const [attends, passes] = last === 'passes' ? (split(v, [batch - 1, 1], 0) as [Value, Value]) : [v, v];
  const heard = reluLinearAttention(q, k, attends, heads, head);
  const attended = last === 'attends' ? heard : concat([heard, passes], 0);
  return linear(attended, parameters.get('to_out.0.weight', [width, width]), parameters.get('to_out.0.bias', [width]));
}

function projection(
  name: string,
  z: Value,
  parameters: Parameters,
  config: TransformerConfig,
  activation?: (x: Value) => Value,
): Value {
  const width = config.num_attention_heads * config.attention_head_dim;
  return linear(
    z,
    parameters.get(`${name}.weight`, [width, width]),
    config.attention_bias ? parameters.get(`${name}.bias`, [width]) : undefined,
    activation,
  );
}

/** Queries and keys of linear attention. @param z [B, N, C] @returns both [B, N, C] */
export function positiveProjections(z: Value, parameters: Parameters, config: TransformerConfig): [Value, Value] {
  const positive = (name: 'q' | 'k') => {
    if (!config.qk_norm) return projection(`to_${name}`, z, parameters, config, relu);
    const width = config.num_attention_heads * config.attention_head_dim;
    return relu(qkNorm(projection(`to_${name}`, z, parameters, config), name, parameters, width));
  };
  return [positive('q'), positive('k')];
}

/** RMS norm over all heads at once. */
export function qkNorm(x: Value, name: 'q' | 'k', parameters: Parameters, width: number): Value {
  return rmsNorm(x, x.graph.parameter(parameters.get(`norm_${name}.weight`, [width])), QK_NORM_EPSILON);
}

/**
 * What is multiplied ahead of time, once per prompt (see caption.ts).
 * `queries`: W_q into the keys; `values`: W_o into the values. Both are exact and pay while the prompt has fewer tokens
 * than C / heads; a norm on the queries forbids the first.
 */
export interface CrossAttentionForm {
  readonly queries: 'folded' | 'projected';
  readonly values: 'folded' | 'projected';
}

/** The cheapest exact form for a prompt of `tokens` tokens. */
export function crossAttentionForm(config: TransformerConfig, tokens: number): CrossAttentionForm {
  const short = tokens <= config.cross_attention_head_dim;
  return {
    queries: short && config.qk_norm === null ? 'folded' : 'projected',
    values: short ? 'folded' : 'projected',
  };
}

/**
 * Attention to the prompt's tokens, whose keys and values come from caption.ts:
 * `keys.i` [B, C, heads·L] with `bias.i` [B, 1, heads·L], or unfolded [B, L, heads, head] with `bias` [B, 1, 1, L];
 * `values.i` [B, heads·L, C], or unfolded [B, L, heads, head].
 * @param x [B, N, C] @returns [B, N, C]
 */
export function crossAttention(
  x: Value,
  parameters: Parameters,
  config: TransformerConfig,
  form: CrossAttentionForm,
  block: number | string,
): Value {
  const { graph } = x;
  const heads = config.num_cross_attention_heads;
  const head = config.cross_attention_head_dim;
  const width = config.cross_attention_dim;
  const batch = x.dim(0);
  const ofTexts = (name: string, ...dims: Dim[]): Value => graph.input(name, 'float32', [batch, ...dims]);

  let scores: Value;
  if (form.queries === 'folded') {
    const keys = ofTexts(`keys.${block}`, width, 'headsL');
    const bias = ofTexts(`bias.${block}`, 1, 'headsL');
    if (graph.target === 'webgpu' && batch === 1 && form.values === 'folded') {
      const values = ofTexts(`values.${block}`, 'headsL', width);
      return attendToOne(x, { keys, bias, values }, heads, graph.parameter(parameters.get('to_out.0.bias', [width])));
    }
    scores = reshape(add(matmul(x, keys), bias), [0, 0, heads, -1], [batch, 'N', heads, 'L']);
  } else {
    const keys = ofTexts(`keys.${block}`, 'L', heads, head);
    const bias = ofTexts('bias', 1, 1, 'L');
    let q = linear(x, parameters.get('to_q.weight', [width, width]), parameters.get('to_q.bias', [width]));
    if (config.qk_norm) q = qkNorm(q, 'q', parameters, width);
    scores = add(einsum('bnhd,bmhd->bnhm', reshape(q, [0, 0, heads, head]), keys), bias);
  }

  const weights = softmax(scores);
  const bias = parameters.get('to_out.0.bias', [width]);
  if (form.values === 'folded') {
    const values = ofTexts(`values.${block}`, 'headsL', width);
    return add(matmul(reshape(weights, [0, 0, -1], [batch, 'N', 'headsL']), values), graph.parameter(bias));
  }
  const values = ofTexts(`values.${block}`, 'L', heads, head);
  const attended = reshape(einsum('bnhm,bmhd->bnhd', weights, values), [0, 0, width]);
  return linear(attended, parameters.get('to_out.0.weight', [width, width]), bias);
}

/** Attention to one folded prompt: on WebGPU the product of two matrices takes a bias in, that of two stacks does not. */
function attendToOne(x: Value, text: Readonly<Record<'keys' | 'bias' | 'values', Value>>, heads: number, out: Value) {
  const width = x.dim(-1);
  const scores = gemm(reshape(x, [-1, width]), reshape(text.keys, [width, -1]), reshape(text.bias, [-1]));
  const weights = softmax(reshape(scores, [0, heads, -1], ['N', heads, 'L']));
  const sums = gemm(reshape(weights, [0, -1], ['N', 'headsL']), reshape(text.values, [-1, width]), out);
  return reshape(sums, [1, -1, width], x.shape);
}
