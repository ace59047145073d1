import { describe, expect, it } from 'vitest';
import { stepCounts } from '../../../../test/bench/dispatches.ts';
import { type OptimisedNode, optimisedNodes } from '../../../../test/optimised-graph.ts';
import { type ReferenceName, referencePath } from '../../../../test/reference-data.ts';
import { type ModelFolder, openModelFolder } from '../checkpoint/layout/model-folder.ts';
import type { Program } from '../graph/graph.ts';
import { Parameters } from '../graph/parameters.ts';
import { diskFolder } from '../node/files.ts';
import type { CrossAttentionForm } from './attention.ts';
import { captionProgram } from './caption.ts';
import { timeProgram } from './time-embedding.ts';
import { denoiserProgram } from './transformer.ts';

const ON_WEBGPU = { target: 'webgpu', segmentBytes: 2 ** 30 } as const;
const FOLDED: CrossAttentionForm = { queries: 'folded', values: 'folded' };
const HALF_FOLDED: CrossAttentionForm = { queries: 'projected', values: 'folded' };
const PROJECTED: CrossAttentionForm = { queries: 'projected', values: 'projected' };
/** Of the reference models. */
const BLOCKS = 2;

// That all nodes are on the GPU is asserted by optimisedNodes.
async function nodesOf(name: ReferenceName, build: (transformer: ModelFolder['transformer']) => Program) {
  const model = await openModelFolder(diskFolder(referencePath(name, 'model')));
  try {
    return await optimisedNodes(build(model.transformer));
  } finally {
    await model.close();
  }
}

const count = (nodes: readonly OptimisedNode[], ...types: string[]) =>
  nodes.filter(({ opType }) => types.includes(opType)).length;
const activated = (nodes: readonly OptimisedNode[], activation: string) =>
  nodes.filter(({ opType, attributes }) => opType === 'Conv' && attributes.activation === activation).length;

interface Counts {
  readonly convolutions: number;
  readonly relusAlone: number;
  readonly products: number;
  readonly einsums: number;
}

describe('the denoising step on WebGPU', () => {
  // per block: q, k and v of the linear attention, five in the feed-forward; beside them the first and the last layer
  const convolutions = 8 * BLOCKS + 2;
  // per block the sums over positions and what the queries take of them; guidance and solver are one
  const einsums = 2 * BLOCKS + 1;
  // the layer behind the linear attention, with its gate and its sum
  const products = BLOCKS;

  it.each<[string, ReferenceName, boolean, CrossAttentionForm, Counts]>([
    [
      'two matrix products attend to a folded prompt',
      'sana',
      true,
      FOLDED,
      { convolutions, relusAlone: 0, products: products + 2 * BLOCKS, einsums },
    ],
    [
      'a long prompt is projected',
      'sana',
      true,
      PROJECTED,
      {
        convolutions: convolutions + 2 * BLOCKS,
        relusAlone: 0,
        products,
        einsums: einsums + 2 * BLOCKS,
      },
    ],
    [
      'norms come between projection and ReLU with qk-norm and a guidance embedding',
      'sprint',
      false,
      HALF_FOLDED,
      {
        convolutions: convolutions + BLOCKS,
        relusAlone: 2 * BLOCKS,
        products: products + BLOCKS,
        einsums: einsums + BLOCKS,
      },
    ],
    [
      'positions of 4K models cost two additions',
      'sana4k',
      true,
      FOLDED,
      { convolutions, relusAlone: 0, products: products + 2 * BLOCKS, einsums },
    ],
  ])('%s', async (_, name, guided, form, expected) => {
    const nodes = await nodesOf(name, ({ config, tensors }) =>
      denoiserProgram(config, new Parameters(tensors), {
        ...ON_WEBGPU,
        guided,
        form,
        drawsNoise: name === 'sprint',
        clipsClean: false,
      }),
    );
    expect(count(nodes, 'Transpose', 'Sigmoid', 'QuickGelu')).toBe(0);
    expect(nodes.filter(({ opType }) => opType === 'Conv').every(({ domain }) => domain.endsWith('nhwc'))).toBe(true);
    expect(activated(nodes, 'QuickGelu')).toBe(3 * BLOCKS);
    expect(activated(nodes, 'Relu')).toBe(2 * BLOCKS - expected.relusAlone);
    expect({
      convolutions: count(nodes, 'Conv'),
      relusAlone: count(nodes, 'Relu'),
      products: count(nodes, 'MatMul', 'Gemm'),
      einsums: count(nodes, 'Einsum'),
    }).toEqual(expected);
    // both sums of a block are taken inside a norm, except the first, whose two terms are of different size
    expect(count(nodes, 'SkipLayerNormalization')).toBe(2 * BLOCKS);
    expect(count(nodes, 'LayerNormalization')).toBe(1);
  });
});

describe('what is computed once, on WebGPU', () => {
  it.each([
    ['folded', 'sana', FOLDED],
    ['projected', 'sana', PROJECTED],
    ['normed', 'sana15', HALF_FOLDED],
  ] as const)('the caption, %s', async (_, name, form) => {
    const nodes = await nodesOf(name, ({ config, tensors }) =>
      captionProgram(config, new Parameters(tensors), { ...ON_WEBGPU, batch: 2, form }),
    );
    expect(count(nodes, 'Transpose', 'Gelu')).toBe(0);
    expect(activated(nodes, 'Gelu')).toBe(1);
    expect(count(nodes, 'Conv')).toBe(2 + 2 * BLOCKS);
    const perFold = { folded: 2, projected: 0 };
    expect(count(nodes, 'Einsum')).toBe(BLOCKS * (perFold[form.queries] + perFold[form.values] / 2));
    expect(count(nodes, 'SimplifiedLayerNormalization')).toBe(1 + (name === 'sana15' ? BLOCKS : 0));
  });

  it.each([
    ['of the time', 'sana', 1],
    ['of time and guidance', 'sprint', 2],
  ] as const)('the modulation %s', async (_, name, embeddings) => {
    const nodes = await nodesOf(name, ({ config, tensors }) => timeProgram(config, new Parameters(tensors), ON_WEBGPU));
    expect(count(nodes, 'Transpose', 'Sigmoid')).toBe(0);
    expect(count(nodes, 'Conv')).toBe(2 * embeddings + 1);
    expect(activated(nodes, 'QuickGelu')).toBe(embeddings);
    // the embedding itself is needed without its activation too
    expect(count(nodes, 'QuickGelu')).toBe(1);
  });
});

describe('a step of Sana-0.6B on WebGPU', () => {
  it('is as many dispatches and uploads as it was, and no more', async () => {
    const counts = await stepCounts();
    expect(counts.map(({ dispatches, uploads }) => ({ dispatches, uploads }))).toEqual([
      { dispatches: 596, uploads: 3 },
      // one prompt's scores are a product that takes their bias in
      { dispatches: 567, uploads: 3 },
    ]);
    // the coefficients of the solver, and the size
    expect(counts.every(({ uploadedBytes }) => uploadedBytes < 200)).toBe(true);
  });
});
