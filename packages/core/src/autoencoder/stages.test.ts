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

it('tiles all stages when none has attention', () => {
  const plain = { ...config, decoder_block_types: Array<'ResBlock'>(6).fill('ResBlock') };
  expect(stagesOf('decoder', plain)).toMatchObject({ whole: [], scale: 32 });
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
