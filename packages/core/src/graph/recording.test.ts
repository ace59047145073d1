import { describe, expect, it } from 'vitest';
import { TRANSFORMER } from '../../../../test/bench/full-size-configs.ts';
import { parseTransformerConfig } from '../checkpoint/layout/config.ts';
import { transformerTensors } from '../diffusion/tensors.ts';
import { recordTensors } from './recording.ts';

describe('recording what a network asks for', () => {
  it('notes whole tensors, once, where rows or the same ones again are asked for', () => {
    const tensors = recordTensors('test', parameters => {
      const part = parameters.in('blocks').in(3);
      expect(part.get('weight', [6, 4], [2, 4]).shape).toEqual([2, 4]);
      part.get('weight', [6, 4], [4, 6]);
      parameters.get('bias', [6]);
    });
    expect([...tensors]).toEqual([
      ['blocks.3.weight', [6, 4]],
      ['bias', [6]],
    ]);
  });

  it('refuses a network that wants one tensor in two shapes', () => {
    const build = () =>
      recordTensors('test', parameters => {
        parameters.get('weight', [6, 4]);
        parameters.get('weight', [4, 6]);
      });
    expect(build).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(build).toThrow('weight would have the shapes [6,4] and [4,6]');
  });

  it('refuses a configuration whose widths do not fit together', () => {
    const config = parseTransformerConfig({ ...TRANSFORMER, cross_attention_dim: 1088 }, 'config.json');
    expect(() => transformerTensors(config)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });
});
