import { expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { openForm } from './autoencoder.fixture.ts';
import { stagesOf } from './stages.ts';

const { config } = await openForm('sana');

it('keeps everything from the first stage with attention to the latent whole', () => {
  const { tileable, whole, scale } = stagesOf('decoder', config);
  expect(tileable.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(whole.map(({ index }) => index)).toEqual([3, 4, 5]);
  expect(scale).toBe(8);
});

it('keeps the same stages whole when none has attention, and takes one type of block for all', () => {
  const plain = { ...config, decoder_block_types: 'ResBlock' } as const;
  const { whole, scale, all } = stagesOf('decoder', plain);
  expect(all.map(({ block }) => block)).toEqual(Array(6).fill('ResBlock'));
  expect(whole.map(({ index }) => index)).toEqual([3, 4, 5]);
  expect(scale).toBe(8);
});

it.each([
  ['decoder_layers_per_block', { ...config, decoder_layers_per_block: [1, 1, 0, 1, 1, 1] }],
  ['decoder_qkv_multiscales', { ...config, decoder_qkv_multiscales: [[]] }],
  ['decoder_block_out_channels', { ...config, attention_head_dim: 24 }],
])('names %s when it does not fit', (field, broken) => {
  const error = expect.objectContaining({ code: 'config-invalid', data: expect.objectContaining({ field }) });
  expect(() => stagesOf('decoder', broken)).toThrow(SanaError);
  expect(() => stagesOf('decoder', broken)).toThrow(error);
});
