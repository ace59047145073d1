import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { add, addLayerNorm, concat, layerNorm, linear, mul, reshape, reshapeTo, split } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import { type CrossAttentionForm, crossAttention, linearAttention } from './attention.ts';
import { mixFeedForward } from './mix-ffn.ts';
import { guide, type SolverForm, solverStep } from './solver-step.ts';

export interface DenoiserOptions extends Omit<GraphOptions, 'name'>, SolverForm {
  /** Classifier-free guidance: the unconditional half runs as a second batch element. */
  readonly guided: boolean;
  readonly form: CrossAttentionForm;
  /** Also give out `patch_embed`, `block0`… and `velocity`, to compare them with a reference. */
  readonly taps?: boolean;
}

/**
 * SanaTransformer2DModel with guidance and the solver's step behind it: one run is one denoising step.
 *
 * Height and width are free; every text-dependent and time-dependent product arrives ready-made from caption.ts and
 * time-embedding.ts.
 *
 * Inputs: `latent` [1, N, 32] with N = H·W row-major; `grid` int64 [−1, H, W, C]; `modulation.i` [6C] of block i and
 * `modulation.out` [2C]; what caption.ts gives out; the coefficients of SolverStep, each [1], and `guidanceScale` [1];
 * `previous` [1, N, 32], the clean estimate of the step before; with `drawsNoise` also `noise` [1, N, 32]; for models
 * with an interpolation scale `positions.x` [1, 1, W, C] and `positions.y` [1, H, 1, C].
 * Outputs: `next` and `clean`, [1, N, 32].
 */
export function denoiserProgram(config: TransformerConfig, parameters: Parameters, options: DenoiserOptions): Program {
  const { form, guided, taps = false } = options;
  const g = new Graph({ ...options, name: 'denoiser' });
  const width = config.num_attention_heads * config.attention_head_dim;
  const tap = (name: string, value: Value) => taps && g.output(name, value);

  const latent = g.input('latent', 'float32', [1, 'N', config.in_channels]);
  const grid = g.input('grid', 'int64', [4]);

  let x = g.scope('patch_embed', () => {
    const proj = parameters.in('patch_embed').in('proj');
    const scaled = mul(latent, g.input('inputScale', 'float32', [1]));
    const weight = proj.get('weight', [width, config.in_channels, 1, 1]).reshape([width, config.in_channels]);
    return linear(scaled, weight, proj.get('bias', [width]));
  });
  if (config.interpolation_scale !== null) x = g.scope('positions', () => addPositions(x, grid, width));
  tap('patch_embed', x);

  // what the block before added last, not yet summed: the sum happens inside the next norm's kernel
  let pending: Value | undefined;
  for (let index = 0; index < config.num_layers; index++) {
    g.mayCut();
    g.scope(`block${index}`, () => {
      const block = parameters.in('transformer_blocks').in(index);
      const modulation = g.input(`modulation.${index}`, 'float32', [6 * width]);
      const [shiftAttention, scaleAttention, gateAttention, shiftMlp, scaleMlp, gateMlp] = split(
        modulation,
        Array<number>(6).fill(width),
        0,
      ) as [Value, Value, Value, Value, Value, Value];

      const input = addNorm(x, pending, scaleAttention, shiftAttention, config.norm_eps);
      x = input.sum;
      const attended = g.scope('attn1', () => linearAttention(input.normed, block.in('attn1'), config));
      x = add(x, mul(attended, gateAttention));

      // until here both halves of the guidance are the same
      if (index === 0 && guided) x = concat([x, x], 0);
      const crossed = g.scope('attn2', () => crossAttention(x, block.in('attn2'), config, form, index));
      const middle = addNorm(x, crossed, scaleMlp, shiftMlp, config.norm_eps);
      x = middle.sum;
      pending = mul(
        g.scope('ff', () => mixFeedForward(middle.normed, grid, block.in('ff'), config)),
        gateMlp,
      );
      if (taps) g.output(`block${index}`, add(x, pending));
    });
  }

  const velocity = g.scope('out', () => {
    const [shift, scale] = split(g.input('modulation.out', 'float32', [2 * width]), [width, width], 0) as [
      Value,
      Value,
    ];
    const { normed } = addNorm(x, pending, scale, shift, 1e-6);
    const proj = parameters.in('proj_out');
    return linear(normed, proj.get('weight', [config.out_channels, width]), proj.get('bias', [config.out_channels]));
  });
  tap('velocity', velocity);

  g.scope('solver', () => solverStep(latent, guided ? guide(velocity) : velocity, options));
  return g.build();
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
