import { describe, expect, it } from 'vitest';
import { AUTOENCODER, TEXT_ENCODER } from '../../../../../test/bench/full-size-configs.ts';
import { autoencoderTensors } from '../../autoencoder/tensors.ts';
import { BUDGETS } from '../../budgets.ts';
import { transformerTensors } from '../../diffusion/tensors.ts';
import { SanaError } from '../../errors.ts';
import type { ExpectedTensors } from '../../graph/recording.ts';
import { ascii, seededRandom } from '../../random.fixture.ts';
import { textEncoderTensors } from '../../text/tensors.ts';
import { readJson } from '../files/json-file.ts';
import { bytesSource } from '../files/source.ts';
import { nested } from '../formats/hostile.fixture.ts';
import {
  parseAutoencoderConfig,
  parseModelSettings,
  parseTextEncoderConfig,
  parseTransformerConfig,
} from './config.ts';
import { type ConfigJson, hostileConfig } from './hostile-config.fixture.ts';
import { PUBLISHED_TRANSFORMERS } from './published.fixture.ts';

const PARTS: readonly [part: string, published: ConfigJson, tensors: (config: unknown) => ExpectedTensors][] = [
  ['transformer', PUBLISHED_TRANSFORMERS['Sana 0.6B'], json => transformerTensors(parseTransformerConfig(json, 't'))],
  ['text encoder', TEXT_ENCODER, json => textEncoderTensors(parseTextEncoderConfig(json, 'e'))],
  ['autoencoder', AUTOENCODER, json => autoencoderTensors(parseAutoencoderConfig(json, 'a'))],
];

/** Milliseconds on a machine that is very busy; a hundredth of it elsewhere. What is not bounded takes minutes. */
const SOON = 10_000;

const refused = (code: string) => expect.objectContaining({ name: 'SanaError', code });

function weights(tensors: ExpectedTensors): number {
  return [...tensors.values()].reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

describe('the published models', () => {
  it.each(Object.entries(PUBLISHED_TRANSFORMERS))('%s is within the budgets, with room', (name, config) => {
    const size = Number(/([\d.]+)B/.exec(name)![1]);
    const count = weights(transformerTensors(parseTransformerConfig(config, name)));
    expect(count / 1e9).toBeCloseTo(size, 0);
    expect(count).toBeLessThan(BUDGETS.networkWeights.most / 3);
  });

  it('Gemma-2-2b and the whole autoencoder are within the budgets, with room', () => {
    expect(weights(PARTS[1]![2](TEXT_ENCODER)) / 1e9).toBeCloseTo(2.6, 1);
    expect(weights(PARTS[2]![2](AUTOENCODER)) / 1e9).toBeCloseTo(0.31, 2);
  });
});

describe('a configuration', () => {
  const read = (text: string, kind?: 'tokenizer' | 'shardIndex') =>
    readJson(bytesSource('config.json', ascii(text)), kind);

  it('is not read when it is larger than any', async () => {
    const source = {
      label: 'vae/config.json',
      size: BUDGETS.config.most + 1,
      read: () => Promise.reject(new Error('read')),
    };
    await expect(readJson(source)).rejects.toEqual(refused('over-budget'));
  });

  it.each([
    ['nested too deep', nested(BUDGETS.jsonDepth.most + 1)],
    ['of too many values', `[${'[],'.repeat(BUDGETS.configEntries.most)}0]`],
  ])('%s is not made', async (_, text) => {
    await expect(read(text)).rejects.toEqual(refused('over-budget'));
  });

  it('of a tokenizer has a bounded number of names', async () => {
    const names = Array.from({ length: BUDGETS.jsonNames.most + 1 }, (_, index) => `"${index}":0`);
    await expect(read(`{${names.join(',')}}`, 'tokenizer')).rejects.toEqual(refused('over-budget'));
  });

  it('may hold brackets and commas in its strings', async () => {
    const words = `${'[{,'.repeat(20_000)}\\" ]`;
    expect(await read(JSON.stringify({ words }))).toEqual({ words });
    expect(await read(nested(BUDGETS.jsonDepth.most))).toBeDefined();
  });

  it.each([
    ['multiscales', { encoder_qkv_multiscales: [[], [], [], new Array(5).fill(5), [5], [5]] }],
    ['stages', { decoder_block_out_channels: new Array(7).fill(32) }],
    ['kernels', { decoder_qkv_multiscales: [[], [], [], [1e6], [5], [5]] }],
    ['channels for each pixel', { decoder_block_out_channels: [512, 512, 512, 512, 1024, 1024] }],
    ['attention at full resolution', { encoder_block_types: new Array(6).fill('EfficientViTBlock') }],
  ])('of an autoencoder with too many %s is refused', (_, change) => {
    expect(() => PARTS[2]![2]({ ...AUTOENCODER, ...change })).toThrow(refused('config-invalid'));
  });

  it('whose numbers amount to too much together is refused, although each is possible', () => {
    const heads = { num_attention_heads: 256, attention_head_dim: 512, num_layers: 256, num_cross_attention_heads: 64 };
    expect(() => PARTS[0]![2]({ ...PUBLISHED_TRANSFORMERS['Sana 0.6B'], ...heads })).toThrow(refused('over-budget'));
    const parts = { attention_head_dim: 1, decoder_layers_per_block: [3, 3, 3, 64, 64, 64] };
    expect(() => PARTS[2]![2]({ ...AUTOENCODER, ...parts })).toThrow(refused('over-budget'));
  });

  it('of a model has an instruction of a bounded length', () => {
    const line = 'x'.repeat(BUDGETS.instruction.most / 2);
    const settings = (lines: string[]) => parseModelSettings({ complexHumanInstruction: lines }, 'sana.json');
    expect(settings([line, line]).complexHumanInstruction).toHaveLength(2);
    expect(() => settings([line, line, 'x'])).toThrow(refused('config-invalid'));
  });

  it.each(PARTS)('of a %s is built or refused with a code, quickly, whatever it says', (_, published, tensors) => {
    const random = seededRandom(3);
    const outcomes = new Map<string, number>();
    for (let i = 0; i < 150; i++) {
      const config = hostileConfig(published, random);
      const start = performance.now();
      let outcome = 'built';
      try {
        tensors(config);
      } catch (error) {
        if (!(error instanceof SanaError)) throw error;
        outcome = error.code;
      }
      expect(performance.now() - start).toBeLessThan(SOON);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.get('built')).toBeGreaterThan(0);
    expect(outcomes.get('config-invalid')).toBeGreaterThan(0);
    expect([...outcomes.keys()].filter(code => !['built', 'config-invalid', 'over-budget'].includes(code))).toEqual([]);
  });
});
