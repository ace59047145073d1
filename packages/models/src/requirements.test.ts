import {
  autoencoderTensors,
  type ExpectedTensors,
  familyOf,
  parseAutoencoderConfig,
  parseTextEncoderConfig,
  parseTransformerConfig,
  textEncoderTensors,
  transformerTensors,
} from '@sana-studio/core/testing';
import { describe, expect, it } from 'vitest';
import * as published from '../../../test/bench/full-size-configs.ts';
import type { TransformerKind } from './catalogue.ts';
import { AUTOENCODER, TEXT_ENCODER, TRANSFORMERS } from './requirements.ts';

const WIDE = {
  num_layers: 20,
  num_attention_heads: 70,
  num_cross_attention_heads: 20,
  cross_attention_head_dim: 112,
  cross_attention_dim: 2240,
};
const NORMED = { qk_norm: 'rms_norm_across_heads' };

/** What sets each published transformer apart from Sana-0.6B. */
const KINDS: Readonly<Record<TransformerKind, object>> = {
  'sana-0.6b': {},
  'sana-1.6b': WIDE,
  'sana-1.5-1.6b': { ...WIDE, ...NORMED },
  'sana-1.5-4.8b': { ...WIDE, ...NORMED, num_layers: 60 },
  'sprint-0.6b': { ...NORMED, guidance_embeds: true },
  'sprint-1.6b': { ...WIDE, ...NORMED, guidance_embeds: true },
};

function parameters(tensors: ExpectedTensors, belongs: (name: string) => boolean = () => true): number {
  const shapes = [...tensors].filter(([name]) => belongs(name)).map(([, shape]) => shape);
  return shapes.reduce((sum, shape) => sum + shape.reduce((product, dim) => product * dim, 1), 0);
}

describe('the numbers that stand for the published networks are those of the networks', () => {
  it.each(Object.entries(KINDS))('%s', (kind, differences) => {
    const config = parseTransformerConfig({ ...published.TRANSFORMER, ...differences }, kind);
    const tensors = transformerTensors(config);
    expect(TRANSFORMERS[kind as TransformerKind]).toEqual({
      family: familyOf(config),
      parameters: parameters(tensors),
      widest: tensors.get('transformer_blocks.0.ff.conv_inverted.weight')![0],
    });
  });

  it('the text encoder', () => {
    const tensors = textEncoderTensors(parseTextEncoderConfig(published.TEXT_ENCODER, 'text_encoder'));
    expect(tensors.size).toBe(288);
    expect(TEXT_ENCODER).toEqual({
      parameters: parameters(tensors),
      embedding: parameters(tensors, name => name === 'embed_tokens.weight'),
    });
  });

  it('the autoencoder, in float32', () => {
    const tensors = autoencoderTensors(parseAutoencoderConfig(published.AUTOENCODER, 'vae'));
    expect(tensors.size).toBe(375);
    expect(AUTOENCODER).toEqual({
      encoder: 4 * parameters(tensors, name => name.startsWith('encoder.')),
      decoder: 4 * parameters(tensors, name => name.startsWith('decoder.')),
    });
  });
});
