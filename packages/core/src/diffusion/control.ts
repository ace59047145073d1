import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { Value } from '../graph/graph.ts';
import { add, linear, mul } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import type { CrossAttentionForm } from './attention.ts';
import type { Passes } from './guidance.ts';
import { patchEmbed, type Stream, transformerBlock } from './transformer.ts';

/**
 * How a ControlNet is wired to the transformer. Of the same weights they make two functions, so each goes with those that
 * were trained by it.
 *
 * `after` (SanaControlNetModel of diffusers): the branch has embeddings of its own, h = embed(x) + input(embed(control)),
 * and what comes of its block i is added to the transformer after block i + 1. `before` (SanaMSControlNet of NVlabs/Sana,
 * the official .pth files): it has the transformer's embeddings and begins behind the transformer's first block,
 * h = x + input(embed(control)), and what comes of its block i is added before block i + 1.
 */
export type ControlRule = 'after' | 'before';

/** A ControlNet as its graph needs it. */
export interface ControlForm {
  readonly rule: ControlRule;
  /** Of the branch: as many layers as it has blocks. */
  readonly config: TransformerConfig;
  readonly parameters: Parameters;
}

interface Surroundings {
  readonly latent: Value;
  readonly grid: Value;
  readonly form: CrossAttentionForm;
  readonly passes: Passes;
  /** Of the transformer. */
  readonly parameters: Parameters;
  readonly apart: boolean;
  readonly taps: boolean;
}

/** What is called after (or before) each of the transformer's blocks but the first: what the branch adds there. */
export type AddControl = (stream: Stream) => Stream;

/** Inputs: `control` [1, N, 32], the latent of the control picture, and `controlScale` [1]. */
export function controlBranch({ rule, config, parameters }: ControlForm, around: Surroundings): AddControl {
  const { latent, grid, form, passes, apart, taps } = around;
  const g = latent.graph;
  const width = config.num_attention_heads * config.attention_head_dim;
  const project = (x: Value, part: Parameters) =>
    linear(x, part.get('weight', [width, width]), part.get('bias', [width]));
  const control = g.input('control', 'float32', latent.shape);
  const scale = g.input('controlScale', 'float32', [1]);
  let h: Stream | undefined;
  let block = 0;
  const begin = (stream: Stream): Stream => {
    const embedded = (x: Value) => patchEmbed(x, rule === 'after' ? parameters : around.parameters, grid, config);
    const x = rule === 'after' ? embedded(mul(latent, g.input('inputScale', 'float32', [1]))) : summed(stream);
    return { x: add(x, project(embedded(control), parameters.in('input_block'))) };
  };
  return stream => {
    if (block === config.num_layers) return stream;
    return g.scope(`control${block}`, () => {
      g.mayCut();
      const named = { index: `control.${block}`, grid, config, form, apart, isPerturbed: false };
      const own = parameters.in('transformer_blocks').in(block);
      const x = summed(transformerBlock(h ?? begin(stream), own, named, passes));
      h = { x };
      const residual = mul(project(x, parameters.in('controlnet_blocks').in(block)), scale);
      if (taps) g.output(`residual${block}`, residual);
      block++;
      return { x: stream.x, pending: stream.pending ? add(stream.pending, residual) : residual };
    });
  };
}

function summed({ x, pending }: Stream): Value {
  return pending ? add(x, pending) : x;
}

/** When a ControlNet counts, as shares of the steps, and how much. */
export interface ControlTiming {
  readonly scale: number;
  readonly start: number;
  readonly end: number;
}

/** The scale in step `index` of `steps`, as diffusers' pipelines switch ControlNets on and off. */
export function controlScaleAt({ scale, start, end }: ControlTiming, index: number, steps: number): number {
  return index / steps < start || (index + 1) / steps > end ? 0 : scale;
}
