import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { add, einsum, gelu, linear, matrix, mul, reshape, rmsNorm } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import { type CrossAttentionForm, qkNorm } from './attention.ts';

/** ε of caption_norm in the reference. */
const CAPTION_NORM_EPSILON = 1e-5;

export interface CaptionOptions extends Omit<GraphOptions, 'name'> {
  /** Prompts side by side: 2 with guidance (the prompt first), else 1. */
  readonly batch: number;
  readonly form: CrossAttentionForm;
  /** Also give out `caption_norm`. */
  readonly taps?: boolean;
}

/**
 * Everything in the transformer that depends on the prompt but not on the time step, run once per prompt.
 *
 * Inputs: `text` [B, L, caption channels], `mask` [B, 1, L]: 0 for real tokens, a large negative number for padding.
 * Outputs: what attention.ts reads (`keys.i`, `values.i`, and `bias.i` or `bias`).
 */
export function captionProgram(config: TransformerConfig, parameters: Parameters, options: CaptionOptions): Program {
  const { batch, form } = options;
  const g = new Graph({ ...options, name: 'caption' });
  const width = config.cross_attention_dim;
  const text = g.input('text', 'float32', [batch, 'L', config.caption_channels]);
  const mask = g.input('mask', 'float32', [batch, 1, 'L']);

  const y = g.scope('caption', () => {
    const projection = parameters.in('caption_projection');
    const first = linear(
      text,
      projection.get('linear_1.weight', [width, config.caption_channels]),
      projection.get('linear_1.bias', [width]),
      gelu,
    );
    const second = linear(
      first,
      projection.get('linear_2.weight', [width, width]),
      projection.get('linear_2.bias', [width]),
    );
    return rmsNorm(second, g.parameter(parameters.get('caption_norm.weight', [width])), CAPTION_NORM_EPSILON);
  });
  if (options.taps) g.output('caption_norm', y);

  if (form.queries === 'projected') g.output('bias', reshape(mask, [0, 1, 1, -1]));
  for (let index = 0; index < config.num_layers; index++) {
    g.mayCut();
    const attention = parameters.in('transformer_blocks').in(index).in('attn2');
    g.scope(`block${index}`, () => {
      foldKeys(y, mask, attention, config, form, index);
      foldValues(y, attention, config, form, index);
    });
  }
  return g.build();
}

/** keys · W_q / √d: [B, C, heads·L] and the part of the scores that comes from W_q's bias, [B, 1, heads·L]. */
function foldKeys(
  y: Value,
  mask: Value,
  parameters: Parameters,
  config: TransformerConfig,
  form: CrossAttentionForm,
  index: number,
) {
  const { graph: g } = y;
  const { num_cross_attention_heads: heads, cross_attention_head_dim: head, cross_attention_dim: width } = config;
  let k = linear(y, parameters.get('to_k.weight', [width, width]), parameters.get('to_k.bias', [width]));
  if (config.qk_norm) k = qkNorm(k, 'k', parameters, width);
  const keys = mul(reshape(k, [0, 0, heads, head]), 1 / Math.sqrt(head));
  if (form.queries === 'projected') {
    g.output(`keys.${index}`, keys);
    return;
  }
  const weight = matrix(g, parameters.get('to_q.weight', [width, width]), [heads, head, width]);
  const bias = g.parameter(parameters.get('to_q.bias', [width]).reshape([heads, head]));
  const folded = einsum('bmhd,hdc->bchm', keys, weight);
  const offset = add(einsum('bmhd,hd->bhm', keys, bias), mask);
  g.output(`keys.${index}`, reshape(folded, [0, 0, -1], [y.dim(0), width, 'headsL']));
  g.output(`bias.${index}`, reshape(offset, [0, 1, -1], [y.dim(0), 1, 'headsL']));
}

/** values · W_o: [B, heads·L, C]. */
function foldValues(
  y: Value,
  parameters: Parameters,
  config: TransformerConfig,
  form: CrossAttentionForm,
  index: number,
) {
  const { graph: g } = y;
  const { num_cross_attention_heads: heads, cross_attention_head_dim: head, cross_attention_dim: width } = config;
  const v = linear(y, parameters.get('to_v.weight', [width, width]), parameters.get('to_v.bias', [width]));
  const values = reshape(v, [0, 0, heads, head]);
  if (form.values === 'projected') {
    g.output(`values.${index}`, values);
    return;
  }
  const weight = matrix(g, parameters.get('to_out.0.weight', [width, width]), [width, heads, head]);
  g.output(
    `values.${index}`,
    reshape(einsum('bmhd,chd->bhmc', values, weight), [0, -1, width], [y.dim(0), 'headsL', width]),
  );
}
