import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { FAMILIES, familyOf } from '../families/families.ts';
import type { Feeds, Runtime } from '../runtime/session.ts';
import type { TextRows } from '../text/prompt-encoder.ts';
import type { SolverStep } from './plan.ts';
import { positionTables } from './positions.ts';
import { type GuidanceScales, type SolverSums, solverProduct } from './solver-product.ts';
import { sinusoids } from './time-embedding.ts';

/** Added to the scores of tokens that only fill a shorter prompt up to a longer one; as in the reference. */
const PADDING_BIAS = -10_000;

const COEFFICIENTS = [
  'inputScale',
  'cleanFromX',
  'cleanFromV',
  'nextFromX',
  'nextFromClean',
  'nextFromPrevious',
  'nextFromNoise',
  'nextFromOlder0',
  'nextFromOlder1',
  'nextFromAnchor',
  'anchorFromX',
  'anchorFromClean',
  'anchorFromAnchor',
  'anchorFromPrevious',
  'anchorFromOlder0',
  'anchorFromOlder1',
] as const satisfies readonly (keyof SolverStep)[];

function widthOf(config: TransformerConfig): number {
  return config.num_attention_heads * config.attention_head_dim;
}

/** For timeProgram. @param guidance the embedded guidance scale, which only families with embedded guidance look at */
export function timeFeeds(
  runtime: Runtime,
  config: TransformerConfig,
  times: readonly number[],
  guidance: number,
): Feeds {
  const embed = (values: readonly number[]) => runtime.floats(sinusoids(values), [1, values.length, 256]);
  const time = embed(times);
  return FAMILIES[familyOf(config)].guidance === 'embedded'
    ? { time, guidance: embed(times.map(() => guidance)) }
    : { time };
}

/** For captionProgram: the halves of the guidance side by side, filled up to the longest. */
export function captionFeeds(runtime: Runtime, config: TransformerConfig, halves: readonly TextRows[]): Feeds {
  const channels = config.caption_channels;
  const length = Math.max(...halves.map(half => half.count));
  const text = new Float32Array(halves.length * length * channels);
  const mask = new Float32Array(halves.length * length);
  for (const [index, { values, count }] of halves.entries()) {
    text.set(values, index * length * channels);
    mask.fill(PADDING_BIAS, index * length + count, (index + 1) * length);
  }
  return {
    text: runtime.floats(text, [halves.length, length, channels]),
    mask: runtime.floats(mask, [halves.length, 1, length]),
  };
}

/** What denoiserProgram needs to know of the latent's size. */
export function geometryFeeds(runtime: Runtime, config: TransformerConfig, height: number, width: number): Feeds {
  const channels = widthOf(config);
  const grid = runtime.ints([-1, height, width, channels]);
  if (config.interpolation_scale === null) return { grid };
  const { x, y } = positionTables(config, height, width);
  return {
    grid,
    'positions.x': runtime.floats(x, [1, 1, width, channels]),
    'positions.y': runtime.floats(y, [1, height, 1, channels]),
  };
}

/** What changes from step to step, beside the latents and the modulation. Programs take those of the inputs that they have. */
export function stepFeeds(runtime: Runtime, step: SolverStep, guidance: GuidanceScales, sums: SolverSums) {
  const scalar = (value: number) => runtime.floats(Float32Array.of(value), [1]);
  const { rows, columns, values } = solverProduct(step, guidance, sums);
  return {
    ...Object.fromEntries(COEFFICIENTS.map(name => [name, scalar(step[name] ?? 0)])),
    guidanceScale: scalar(guidance.guidanceScale),
    perturbationScale: scalar(guidance.perturbationScale ?? 0),
    directionWeight: scalar(guidance.guidanceScale - 1),
    solver: runtime.floats(values, [rows, columns]),
  };
}
