import {
  denoiserProgram,
  Parameters,
  type Program,
  parseTransformerConfig,
  transformerTensors,
} from '@sana-studio/core/testing';
import { optimisedNodes } from '../optimised-graph.ts';
import { table } from './docs-section.ts';
import { TRANSFORMER } from './full-size-configs.ts';
import { shapesOnly } from './random-weights.ts';

/** The published network with narrow layers: how wide they are does not change how many there are. */
export const NARROW = {
  ...TRANSFORMER,
  num_attention_heads: 2,
  num_cross_attention_heads: 2,
  cross_attention_head_dim: 32,
  cross_attention_dim: 64,
  caption_channels: 64,
};

/** They give the same memory another shape or name. Every other node is one dispatch, as ONNX Runtime's profile shows. */
const WITHOUT_DISPATCH = new Set(['Reshape', 'Identity']);

/** What goes to the device anew in every step: what stays from one to the next are weights and what a prompt gives. */
const EVERY_STEP = /^(solver$|latent$|previous$|grid$|guidanceScale$|directionWeight$|inputScale$|\w+From\w+$)/;
/** Of these, results of the step before, which stay on the device. */
const RESULTS = new Set(['latent', 'previous']);
const FLOAT32 = 4;
/** Of a latent of a picture of 512 px, and of the prompt and the negative one. */
const POSITIONS = 16 * 16;
const HEADS_TOKENS = 12 * TRANSFORMER.num_cross_attention_heads;

export interface StepCounts {
  /** Guided, or reusing a direction as `fast` does in every other step. */
  readonly step: string;
  readonly dispatches: number;
  /** Values that are sent to the device, each in a buffer of its own. */
  readonly uploads: number;
  readonly uploadedBytes: number;
  readonly weightBytes: number;
}

export function program(config: object, reuses: boolean): Program {
  const parsed = parseTransformerConfig(config, 'transformer');
  return denoiserProgram(parsed, new Parameters(shapesOnly(transformerTensors(parsed))), {
    target: 'webgpu',
    segmentBytes: Number.POSITIVE_INFINITY,
    guided: !reuses,
    reuses,
    form: { queries: 'folded', values: 'folded' },
    apart: true,
    drawsNoise: false,
    clipsClean: false,
  });
}

const SIZES: Readonly<Record<string, number>> = { N: POSITIONS, headsL: HEADS_TOKENS };

/** What a denoising step of Sana-0.6B gives WebGPU to do. */
export async function stepCounts(): Promise<readonly StepCounts[]> {
  const counts: StepCounts[] = [];
  for (const reuses of [false, true]) {
    const nodes = await optimisedNodes(program(NARROW, reuses));
    const [segment] = program(TRANSFORMER, reuses).segments;
    const sent = segment!.inputs.filter(({ name }) => EVERY_STEP.test(name) && !RESULTS.has(name));
    const size = (dims: readonly (number | string)[]) =>
      dims.reduce<number>((all, dim) => all * (typeof dim === 'number' ? dim : (SIZES[dim] ?? 1)), FLOAT32);
    counts.push({
      step: reuses ? 'without a pass for the negative prompt (`fast`)' : 'guided',
      dispatches: nodes.filter(({ opType }) => !WITHOUT_DISPATCH.has(opType)).length,
      uploads: sent.length,
      uploadedBytes: sent.reduce((sum, { shape }) => sum + size(shape), 0),
      weightBytes: [...segment!.parameters.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    });
  }
  return counts;
}

export function stepTable(counts: readonly StepCounts[]): string {
  return table(
    ['a step of 0.6B', 'dispatches', 'values sent', 'of kB', 'weights, GB'],
    counts.map(({ step, dispatches, uploads, uploadedBytes, weightBytes }) => [
      step,
      `${dispatches}`,
      `${uploads}`,
      (uploadedBytes / 1e3).toFixed(1),
      (weightBytes / 1e9).toFixed(2),
    ]),
  );
}
