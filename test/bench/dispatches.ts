import { denoiserProgram, Parameters, parseTransformerConfig, transformerTensors } from '@sana-studio/core/testing';
import { optimisedNodes } from '../optimised-graph.ts';
import { TRANSFORMER } from './full-size-configs.ts';
import { shapesOnly } from './random-weights.ts';

/** The published network with narrow layers: how wide they are does not change how many there are. */
const NARROW = {
  ...TRANSFORMER,
  num_attention_heads: 2,
  num_cross_attention_heads: 2,
  cross_attention_head_dim: 32,
  cross_attention_dim: 64,
  caption_channels: 64,
};

/** They give the same memory another shape or name. Every other node is one dispatch, as ONNX Runtime's profile shows. */
const WITHOUT_DISPATCH = new Set(['Reshape', 'Identity']);

/** How often WebGPU is given something to do in one denoising step of Sana-0.6B with guidance. */
export async function dispatchesPerStep(): Promise<number> {
  const config = parseTransformerConfig(NARROW, 'transformer');
  const program = denoiserProgram(config, new Parameters(shapesOnly(transformerTensors(config))), {
    target: 'webgpu',
    segmentBytes: Number.POSITIVE_INFINITY,
    guided: true,
    form: { queries: 'folded', values: 'folded' },
    drawsNoise: false,
    clipsClean: false,
  });
  const nodes = await optimisedNodes(program);
  return nodes.filter(({ opType }) => !WITHOUT_DISPATCH.has(opType)).length;
}
