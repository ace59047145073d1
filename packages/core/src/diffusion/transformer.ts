import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { add, addLayerNorm, concat, layerNorm, linear, mul, reshape, reshapeTo, split } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import { type AttentionOfLast, type CrossAttentionForm, crossAttention, linearAttention } from './attention.ts';
import { type ControlForm, controlBranch } from './control.ts';
import { guide, type Passes, passCount } from './guidance.ts';
import { mixFeedForward } from './mix-ffn.ts';
import { blockModulation, outModulation } from './modulation.ts';
import { isSolvedAtOnce, solveAtOnce } from './solver-product.ts';
import { type SolverForm, solverStep } from './solver-step.ts';
import { canBeSummed, summedAttention } from './summed-attention.ts';

export interface DenoiserOptions extends Omit<GraphOptions, 'name'>, SolverForm {
  /** Classifier-free guidance: the unconditional half runs as a batch element of its own, behind the prompt's. */
  readonly guided: boolean;
  /** Guided by the `direction` of an earlier step, without a pass for the negative prompt. Default: no. */
  readonly reuses?: boolean;
  /** Perturbed attention guidance: in these blocks a last batch element goes past self-attention. Default: none. */
  readonly perturbed?: readonly number[];
  readonly form: CrossAttentionForm;
  /** A ControlNet beside the network, whose inputs control.ts names. Default: none. */
  readonly control?: ControlForm | undefined;
  /** Each vector of the modulation is an input of its own: see modulation.ts. Default: no. */
  readonly apart?: boolean;
  /** Also give out `patch_embed`, `block0`… and `velocity`, to compare them with a reference. */
  readonly taps?: boolean;
}

/**
 * SanaTransformer2DModel with guidance and the solver's step behind it: one run is one denoising step.
 *
 * Height and width are free; every text-dependent and time-dependent product arrives ready-made from caption.ts and
 * time-embedding.ts.
 *
 * Inputs: `latent` [1, N, 32] with N = H·W row-major; `grid` int64 [−1, H, W, C]; those of modulation.ts; what caption.ts
 * gives out; the coefficients of SolverStep, each [1], and what `guide` takes, or those of solver-product.ts; `previous`
 * [1, N, 32], the clean estimate of the step before; with `drawsNoise` also `noise` [1, N, 32]; for models with an
 * interpolation scale `positions.x` [1, 1, W, C] and `positions.y` [1, H, 1, C].
 * Outputs: `next` and `clean`, [1, N, 32], and what `guide` gives out.
 */
export function denoiserProgram(config: TransformerConfig, parameters: Parameters, options: DenoiserOptions): Program {
  const { form, guided, reuses = false, perturbed = [], control, apart = false, taps = false } = options;
  const passes: Passes = { guided, reuses, perturbed: perturbed.length > 0 };
  const g = new Graph({ ...options, name: 'denoiser' });
  const width = config.num_attention_heads * config.attention_head_dim;
  const tap = (name: string, value: Value) => taps && g.output(name, value);

  const latent = g.input('latent', 'float32', [1, 'N', config.in_channels]);
  const grid = g.input('grid', 'int64', [4]);

  const x = patchEmbed(mul(latent, g.input('inputScale', 'float32', [1])), parameters, grid, config);
  tap('patch_embed', x);

  const addControl = control && controlBranch(control, { latent, grid, form, passes, parameters, apart, taps });
  let stream: Stream = { x };
  for (let index = 0; index < config.num_layers; index++) {
    g.mayCut();
    if (index > 0 && addControl && control.rule === 'before') stream = addControl(stream);
    stream = g.scope(`block${index}`, () => {
      const block = { index, grid, config, form, apart, isPerturbed: perturbed.includes(index) };
      const next = transformerBlock(stream, parameters.in('transformer_blocks').in(index), block, passes);
      if (taps && next.pending) g.output(`block${index}`, add(next.x, next.pending));
      return next;
    });
    if (index > 0 && addControl && control.rule === 'after') stream = addControl(stream);
  }

  const velocity = g.scope('out', () => {
    const { shift, scale } = outModulation(g, width, apart);
    const { normed } = addNorm(stream.x, stream.pending, scale, shift, 1e-6);
    const proj = parameters.in('proj_out');
    return linear(normed, proj.get('weight', [config.out_channels, width]), proj.get('bias', [config.out_channels]));
  });
  tap('velocity', velocity);

  g.scope('solver', () => {
    if (isSolvedAtOnce(g.target, options)) solveAtOnce(latent, velocity, passes, options);
    else solverStep(latent, guide(velocity, passes), options);
  });
  return g.build();
}

/**
 * A latent as what the blocks work on: a projection of each position, and in models of 2K and 4K where it is.
 * @param latent [1, N, 32] @returns [1, N, C]
 */
export function patchEmbed(latent: Value, parameters: Parameters, grid: Value, config: TransformerConfig): Value {
  const g = latent.graph;
  const width = config.num_attention_heads * config.attention_head_dim;
  const x = g.scope('patch_embed', () => {
    const proj = parameters.in('patch_embed').in('proj');
    const weight = proj.get('weight', [width, config.in_channels, 1, 1]).reshape([width, config.in_channels]);
    return linear(latent, weight, proj.get('bias', [width]));
  });
  return config.interpolation_scale === null ? x : g.scope('positions', () => addPositions(x, grid, width));
}

/** What runs through the blocks: [B, N, C], and what the block before added last, not yet summed: that happens inside the next norm's kernel. */
export interface Stream {
  readonly x: Value;
  readonly pending?: Value;
}

/** One block of the network, and how it is run. */
export interface Block {
  /** What the names of its inputs end in: of the network's own blocks a number. */
  readonly index: number | string;
  readonly grid: Value;
  readonly config: TransformerConfig;
  readonly form: CrossAttentionForm;
  readonly apart: boolean;
  /** The last element of the batch goes past its self-attention. */
  readonly isPerturbed: boolean;
}

/**
 * A transformer block. Until the first cross-attention all passes of a step are the same, so the stream is one element
 * there, and becomes as many as there are passes.
 */
export function transformerBlock(stream: Stream, parameters: Parameters, block: Block, passes: Passes): Stream {
  const { index, grid, config, form, apart, isPerturbed } = block;
  const g = stream.x.graph;
  const width = config.num_attention_heads * config.attention_head_dim;
  const { attention, mlp } = blockModulation(g, index, width, apart);

  const input = addNorm(stream.x, stream.pending, attention.scale, attention.shift, config.norm_eps);
  // the first block of all, and of a ControlNet with embeddings of its own
  const isFirst = stream.x.dim(0) < passCount(passes);
  const last = !isPerturbed ? 'attends' : isFirst ? 'both' : 'passes';
  let x = g.scope('attn1', () => attendToItself(input, attention.gate, parameters.in('attn1'), config, last));
  if (isFirst) x = spread(x, passes);

  const crossed = g.scope('attn2', () => crossAttention(x, parameters.in('attn2'), config, form, index));
  const middle = addNorm(x, crossed, mlp.scale, mlp.shift, config.norm_eps);
  const fed = g.scope('ff', () => mixFeedForward(middle.normed, grid, parameters.in('ff'), config));
  return { x: middle.sum, pending: mul(fed, mlp.gate) };
}

/** The stream and what its gated self-attention adds. @param input the stream, [B, N, C], and its norm */
function attendToItself(
  { sum, normed }: { readonly sum: Value; readonly normed: Value },
  gate: Value,
  parameters: Parameters,
  config: TransformerConfig,
  last: AttentionOfLast,
): Value {
  if (sum.graph.target === 'webgpu' && canBeSummed(parameters, config)) {
    return summedAttention(sum, normed, gate, parameters, config, last);
  }
  return add(sum, mul(linearAttention(normed, parameters, config, last), gate));
}

/** The one element that all passes have in common, once for each; of two the last is the perturbed one. */
function spread(x: Value, passes: Passes): Value {
  const count = passCount(passes);
  if (count === 1) return x;
  const [usual, other] = x.dim(0) === 1 ? [x, x] : (split(x, [1, 1], 0) as [Value, Value]);
  return concat([...Array<Value>(count - 1).fill(usual), other], 0);
}

/** The two sine tables of 2K and 4K models, each zero in the half of the channels that belongs to the other. */
function addPositions(x: Value, grid: Value, width: number): Value {
  const image = reshapeTo(x, grid, [1, 'H', 'W', width]);
  const columns = x.graph.input('positions.x', 'float32', [1, 1, 'W', width]);
  const rows = x.graph.input('positions.y', 'float32', [1, 'H', 1, width]);
  return reshape(add(add(image, columns), rows), [0, -1, width], x.shape);
}

/** LayerNorm(x + delta) · scale + shift, with scale already one plus the modulation. */
function addNorm(x: Value, delta: Value | undefined, scale: Value, shift: Value, epsilon: number) {
  if (delta) return addLayerNorm(x, delta, scale, shift, epsilon);
  return { normed: layerNorm(x, scale, shift, epsilon), sum: x };
}
