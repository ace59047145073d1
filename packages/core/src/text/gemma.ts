import type { TextEncoderConfig } from '../checkpoint/layout/config.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { add, concat, div, einsum, gelu, linear, mul, reshape, rmsNorm, softmax, tanh } from '../graph/ops.ts';
import type { Parameter, Parameters } from '../graph/parameters.ts';

/** The table of the tokens' vectors, whose rows are the network's input. */
export const EMBEDDING = 'embed_tokens.weight';

/** How far a layer's queries look back. */
export type Reach = 'full' | 'sliding';

/** Without layer_types in the config, Gemma-2 alternates, beginning with a sliding layer. */
export function reachOf(config: TextEncoderConfig, layer: number): Reach {
  const type = config.layer_types?.[layer] ?? (layer % 2 === 0 ? 'sliding_attention' : 'full_attention');
  return type === 'sliding_attention' && config.sliding_window !== null ? 'sliding' : 'full';
}

/**
 * Gemma2Model: n new tokens behind P tokens whose keys and values are known.
 *
 * Inputs: `embeddings` [1, n, hidden], rows of the table times √hidden; `cos` and `sin` [n, head/2] of the new tokens'
 * positions; `mask.full` and `mask.sliding` [n, 1, 1, P + n], added to the scores; `past.keys.i` and `past.values.i`
 * [1, P, kv heads, head].
 * Outputs: `hidden` [1, n, hidden] after the final norm; `keys.i`, `values.i` [1, n, kv heads, head] of the new tokens;
 * if asked for, `states` [1, n, hidden] behind the layer `statesAfter` (1: behind the first), before any norm.
 */
export function gemmaProgram(
  config: TextEncoderConfig,
  parameters: Parameters,
  { statesAfter, ...options }: Omit<GraphOptions, 'name'> & { readonly statesAfter?: number | undefined },
): Program {
  const g = new Graph({ ...options, name: 'text_encoder', seldom: true });
  const { hidden_size: hidden, rms_norm_eps: epsilon } = config;

  /** Gemma stores the gains of its norms minus one. */
  const norm = (x: Value, weight: Parameter) =>
    rmsNorm(
      x,
      g.parameter(
        weight.map('plus one', values => {
          for (const index of values.keys()) values[index]! += 1;
        }),
      ),
      epsilon,
    );

  let h = g.input('embeddings', 'float32', [1, 'n', hidden]);
  for (let index = 0; index < config.num_hidden_layers; index++) {
    g.mayCut();
    g.scope(`layer${index}`, () => {
      const layer = parameters.in('layers').in(index);
      const gain = (name: string) => layer.get(`${name}.weight`, [hidden]);
      const attended = g.scope('attention', () =>
        attention(norm(h, gain('input_layernorm')), layer.in('self_attn'), config, index),
      );
      h = add(h, norm(attended, gain('post_attention_layernorm')));
      const transformed = g.scope('mlp', () =>
        mlp(norm(h, gain('pre_feedforward_layernorm')), layer.in('mlp'), config),
      );
      h = add(h, norm(transformed, gain('post_feedforward_layernorm')));
    });
    if (index + 1 === statesAfter) g.output('states', h);
  }
  g.output('hidden', norm(h, parameters.get('norm.weight', [hidden])));
  return g.build();
}

/** Grouped-query attention with rotary positions and soft-capped scores. @param x [1, n, hidden] @returns [1, n, hidden] */
function attention(x: Value, parameters: Parameters, config: TextEncoderConfig, index: number): Value {
  const { graph: g } = x;
  const { hidden_size: hidden, head_dim: head, num_attention_heads: heads, num_key_value_heads: groups } = config;
  const project = (name: string, count: number) =>
    linear(x, parameters.get(`${name}_proj.weight`, [count * head, hidden]));
  const known = (name: string) => g.input(`past.${name}.${index}`, 'float32', [1, 'P', groups, head]);

  const queries = reshape(rotate(project('q', heads), head), [0, 0, groups, heads / groups, head]);
  const keys = reshape(rotate(project('k', groups), head), [0, 0, groups, head]);
  const values = reshape(project('v', groups), [0, 0, groups, head]);
  g.output(`keys.${index}`, keys);
  g.output(`values.${index}`, values);
  const allKeys = concat([known('keys'), keys], 1);
  const allValues = concat([known('values'), values], 1);

  let scores = mul(einsum('bnkgd,bmkd->bnkgm', queries, allKeys), config.query_pre_attn_scalar ** -0.5);
  const cap = config.attn_logit_softcapping;
  if (cap !== null) scores = mul(tanh(div(scores, cap)), cap);
  const mask = g.input(`mask.${reachOf(config, index)}`, 'float32', ['n', 1, 1, 'P+n']);
  const weights = softmax(add(scores, mask));
  const attended = reshape(einsum('bnkgm,bmkd->bnkgd', weights, allValues), [0, 0, heads * head]);
  return linear(attended, parameters.get('o_proj.weight', [hidden, heads * head]));
}

/** Rotary positions, half-split. @param x [1, n, heads·head] */
function rotate(x: Value, head: number): Value {
  const { graph: g } = x;
  const cos = g.input('cos', 'float32', ['n', head / 2]);
  const sin = g.input('sin', 'float32', ['n', head / 2]);
  // the tables begin at the first new token, so the offset into them is 0
  return g.emit('RotaryEmbedding', [x, g.ints([0]), cos, sin], [{ shape: x.shape }], {}, 'com.microsoft')[0]!;
}

/** down(gelu(gate(x)) · up(x)). */
function mlp(x: Value, parameters: Parameters, config: TextEncoderConfig): Value {
  const { hidden_size: hidden, intermediate_size: inner } = config;
  const gate = linear(x, parameters.get('gate_proj.weight', [inner, hidden]), undefined, gelu);
  const up = linear(x, parameters.get('up_proj.weight', [inner, hidden]));
  return linear(mul(gate, up), parameters.get('down_proj.weight', [hidden, inner]));
}
