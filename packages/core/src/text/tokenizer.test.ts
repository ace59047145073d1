import { describe, expect, test } from 'vitest';
import {
  loadReference,
  type ReferenceName,
  readGemmaTokenizer,
  readJson,
  referencePath,
} from '../../../../test/reference-data.ts';
import { SanaError } from '../errors.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import { encodeInstruction, promptTokens } from './prompt-tokens.ts';
import { loadTokenizer, type PromptTokenizer } from './tokenizer.ts';

const INSTRUCTION = COMPLEX_HUMAN_INSTRUCTION.join('\n');

function codeThrownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SanaError) return error.code;
    throw error;
  }
  return 'nothing';
}

describe('with the vocabulary of Gemma', () => {
  const { json, config } = readGemmaTokenizer();
  const gemma = loadTokenizer(json, config);
  const golden = readJson(referencePath('gemma-tokens.json')) as {
    plain: { text: string; ids: number[] }[];
    chi_from_205: { prompt: string; ids: number[] }[];
    chi_length: number;
  };

  test('a text begins with the official id of BOS', () => {
    expect(gemma.encode('')).toEqual([2]);
  });

  test.each(golden.plain)('encodes $text as the reference does', ({ text, ids }) => {
    expect(gemma.encode(text)).toEqual(ids);
  });

  test('the instruction alone has the official length', () => {
    expect(gemma.encode(INSTRUCTION)).toHaveLength(golden.chi_length);
    expect(golden.chi_length).toBe(208);
  });

  test.each(golden.chi_from_205)('encodes $prompt after the instruction as the reference does', ({ prompt, ids }) => {
    expect(gemma.encode(INSTRUCTION + prompt).slice(205)).toEqual(ids);
  });

  test.each([
    ['letters', 'a'],
    ['spaces', ' '],
    ['ideographs', '哈'],
    ['pieces of a special token', '<bo'],
    ['words', 'a cyberpunk cat 念去去千里烟波 '],
  ])('the longest prompt is encoded in seconds when it is made of %s', (_, piece) => {
    const text = piece.repeat(20_000).slice(0, 20_000);
    const start = performance.now();
    expect(gemma.encode(text).length).toBeGreaterThan(100);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('with the vocabularies of the reference models', () => {
  const names: ReferenceName[] = ['sana', 'sana15', 'sprint', 'sana4k'];
  const load = (name: ReferenceName): PromptTokenizer => {
    const file = (part: string) => readJson(referencePath(name, 'model', 'tokenizer', part));
    return loadTokenizer(file('tokenizer.json'), file('tokenizer_config.json'));
  };

  test.each(names)('%s: positive and negative prompts become the ids the pipeline ran on', name => {
    const tokenizer = load(name);
    const tensor = loadReference(name);
    const { prompts } = readJson(referencePath(name, 'expected.json')) as { prompts: string[] };
    for (const [i, prompt] of prompts.map(normalisePrompt).entries()) {
      const negative = promptTokens(tokenizer, null, prompt);
      expect(negative.ids).toEqual(Array.from(tensor(`text${i}.plain.ids`).data));
      if (i > 1) continue;
      const positive = promptTokens(tokenizer, encodeInstruction(tokenizer, COMPLEX_HUMAN_INSTRUCTION), prompt);
      expect(positive.ids).toEqual(Array.from(tensor(`text${i}.chi.ids`).data));
    }
    expect(prompts).toHaveLength(5);
  });
});

test('tokens that the template puts behind a text stay there when the text is cut', () => {
  const json = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as Record<string, unknown>;
  const special = (id: number) => ({ SpecialToken: { id: id === 2 ? '<bos>' : '<eos>', type_id: 0 } });
  const template = {
    type: 'TemplateProcessing',
    single: [special(2), { Sequence: { id: 'A', type_id: 0 } }, special(1)],
    pair: [],
    special_tokens: {
      '<bos>': { id: '<bos>', ids: [2], tokens: ['<bos>'] },
      '<eos>': { id: '<eos>', ids: [1], tokens: ['<eos>'] },
    },
  };
  const tokenizer = loadTokenizer({ ...json, post_processor: template }, {});
  const whole = tokenizer.encode('design mockup hero image');
  expect([whole[0], whole.at(-1)]).toEqual([2, 1]);
  expect(tokenizer.encode('design mockup hero image', 4)).toEqual([...whole.slice(0, 3), 1]);
});

describe('broken files', () => {
  const whole = readJson(referencePath('sana', 'model', 'tokenizer', 'tokenizer.json')) as Record<string, unknown>;

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['an object of another kind', { weight_map: {} }],
    ['no model', { ...whole, model: undefined }],
    ['a model without merges', { ...whole, model: { type: 'BPE', vocab: { a: 0 } } }],
    ['a model of unknown type', { ...whole, model: { type: 'Markov', vocab: { a: 0 } } }],
    ['no added tokens', { ...whole, added_tokens: undefined }],
  ])('%s is refused as config-invalid', (_, json) => {
    expect(codeThrownBy(() => loadTokenizer(json, {}))).toBe('config-invalid');
  });

  test('a configuration that names a token outside the vocabulary is refused', () => {
    expect(codeThrownBy(() => loadTokenizer(whole, { bos_token: '<start>' }))).toBe('config-invalid');
    expect(codeThrownBy(() => loadTokenizer(whole, 'tokenizer'))).toBe('config-invalid');
  });

  test('token names may be written as objects', () => {
    expect(loadTokenizer(whole, { bos_token: { content: '<bos>', special: true } }).encode('')[0]).toBe(2);
  });
});
