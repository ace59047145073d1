import { describe, expect, it } from 'vitest';
import { type OptimisedNode, optimisedNodes } from '../../../../test/optimised-graph.ts';
import { openForm, PUBLISHED_FORMS } from './autoencoder.fixture.ts';
import { decoderHeadProgram, decoderTailProgram } from './decoder.ts';
import { encoderBackProgram, encoderFrontProgram } from './encoder.ts';

const PROGRAMS = { decoderHeadProgram, decoderTailProgram, encoderFrontProgram, encoderBackProgram };
/** Of each kind in each half of these models. */
const BLOCKS = 3;

const named = (nodes: readonly OptimisedNode[], type: string) => nodes.filter(({ opType }) => opType === type);
const fused = (nodes: readonly OptimisedNode[], activation: string) =>
  nodes.filter(({ opType, attributes }) => opType === 'Conv' && attributes.activation === activation).length;

// That all nodes are on the GPU is asserted by optimisedNodes.
describe.each(PUBLISHED_FORMS.slice(0, 2))('on WebGPU, %s', name => {
  it.each(Object.entries(PROGRAMS))(
    '%s moves nothing about and activates inside its convolutions',
    async (key, build) => {
      const { config, parameters } = await openForm(name);
      const nodes = await optimisedNodes(build(config, parameters, { target: 'webgpu', segmentBytes: 2 ** 30 }));
      expect(['Transpose', 'Resize', 'DepthToSpace'].flatMap(type => named(nodes, type))).toEqual([]);
      expect(named(nodes, 'Conv').every(({ domain }) => domain === 'com.ms.internal.nhwc')).toBe(true);
      expect(['QuickGelu', 'Sigmoid'].flatMap(type => named(nodes, type))).toEqual([]);
      const attends = key === 'decoderHeadProgram' || key === 'encoderBackProgram';
      // an EfficientViTBlock has three SiLUs, and one scale whose queries and keys are activated
      expect(fused(nodes, 'QuickGelu')).toBe(attends ? 3 * BLOCKS : BLOCKS);
      expect(fused(nodes, 'Relu')).toBe(attends ? 2 * BLOCKS : 0);
    },
  );
});
