import { expect, it } from 'vitest';
import { optimisedNodes } from '../../../../test/optimised-graph.ts';
import { referencePath } from '../../../../test/reference-data.ts';
import { openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { Parameters } from '../graph/parameters.ts';
import { diskFolder } from '../node/files.ts';
import { gemmaProgram } from './gemma.ts';

/** Of the reference model. */
const LAYERS = 3;

// That all nodes are on the GPU is asserted by optimisedNodes.
it('on WebGPU Gemma moves nothing about and activates inside its convolutions', async () => {
  const model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
  const { config, tensors } = model.textEncoder;
  const nodes = await optimisedNodes(
    gemmaProgram(config, new Parameters(tensors), { target: 'webgpu', segmentBytes: 2 ** 30 }),
  );
  await model.close();
  const types = nodes.map(({ opType }) => opType);
  const count = (type: string) => types.filter(other => other === type).length;

  expect(types).not.toContain('Transpose');
  expect(types).not.toContain('Gelu');
  const convolutions = nodes.filter(({ opType }) => opType === 'Conv');
  expect(convolutions.every(({ domain }) => domain === 'com.ms.internal.nhwc')).toBe(true);
  expect(convolutions.filter(({ attributes }) => attributes.activation === 'Gelu')).toHaveLength(LAYERS);
  // q, k, v, out; gate, up, down
  expect(convolutions).toHaveLength(7 * LAYERS);
  // two of the attention; two of queries and keys
  expect(count('Einsum')).toBe(2 * LAYERS);
  expect(count('RotaryEmbedding')).toBe(2 * LAYERS);
  expect(count('SimplifiedLayerNormalization')).toBe(4 * LAYERS + 1);
});
