import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGemmaTokenizer } from '../../../../test/reference-data.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import { cutRemark, promptReading } from './prompt-reading.ts';
import { encodeInstruction, promptTokens } from './prompt-tokens.ts';
import { loadTokenizer } from './tokenizer.ts';

const official = readGemmaTokenizer();
const gemma = loadTokenizer(official.json, official.config);
const instruction = encodeInstruction(gemma, COMPLEX_HUMAN_INSTRUCTION);
const readMini = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../models/sana-mini/tokenizer/${name}.json`, import.meta.url), 'utf8'));
const mini = loadTokenizer(readMini('tokenizer'), readMini('tokenizer_config'));

const KINDS = [
  { name: 'Gemma behind the instruction', tokenizer: gemma, before: instruction, most: 300 },
  { name: 'Gemma alone', tokenizer: gemma, before: null, most: 300 },
  { name: 'sana-mini', tokenizer: mini, before: null, most: 128 },
];

/** Words that tokenizers treat in different ways: known, unknown, in bytes, in several units, without spaces between. */
const WORDS = [
  'a red apple',
  '猫が窓辺で眠っている',
  'قطة صغيرة تنام',
  '🐶',
  '👩‍👩‍👧‍👦',
  'Šťastný',
  '▁',
  '𝔘𝔫',
  'ⴰⵣⵓⵍ',
  'ÇİĞ',
  '2',
  '…',
];

function* prompts(seed: number, count: number): Generator<string> {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let i = 0; i < count; i++) {
    const length = 1 + random(260);
    yield Array.from({ length }, () => WORDS[random(WORDS.length)] + (random(4) === 0 ? '' : ' ')).join('');
  }
}

describe.each(KINDS)('with $name', ({ tokenizer, before, most }) => {
  const tokens = (prompt: string, limit = most) => promptTokens(tokenizer, before, normalisePrompt(prompt), limit);
  const read = (prompt: string) => promptReading(prompt, tokens(prompt));

  test('what is read and what is not are the whole prompt, wherever it is cut', () => {
    for (const prompt of prompts(7, 60)) {
      const text = normalisePrompt(prompt);
      const { count, limit, unreadUnits, ids } = tokens(prompt);
      expect(unreadUnits > 0).toBe(count > limit);
      // the same tokens as before the cut: the beginning alone is read as far as the whole was
      const beginning = tokens(text.slice(0, text.length - unreadUnits));
      if (count > limit) expect(beginning.count).toBeGreaterThanOrEqual(limit - 4);
      // without the word at the cut, and the nine tokens that sana-mini adds
      if (count > limit) expect(beginning.ids.slice(0, -14)).toEqual(ids.slice(0, beginning.ids.length - 14));
    }
  });

  test('a prompt that fits has no unread words', () => {
    expect(read('a cat')).toMatchObject({ unread: '', limit: expect.any(Number) });
    expect(read('').unread).toBe('');
  });

  test('the word that is cut is the first that is told, as it was written', () => {
    const prompt = ` ${'very '.repeat(most - 6)}and at the very End an Unbelievably Small Elephant `;
    const { tokens: count, limit, unread } = read(prompt);
    expect(count).toBeGreaterThan(limit);
    expect(prompt.trimEnd().endsWith(unread)).toBe(true);
    expect(prompt.at(prompt.lastIndexOf(unread) - 1)).toBe(' ');
  });

  test('nothing is read of what lies far behind the limit', () => {
    const prompt = `${'dog '.repeat(400)}red apple`;
    expect(read(prompt).unread).toMatch(/^(dog )+red apple$/);
    expect(read(prompt).tokens).toBeGreaterThan(most);
  });
});

test("sana-mini's limit leaves room for its own nine tokens", () => {
  expect(promptReading('a cat', promptTokens(mini, null, 'a cat', 128)).limit).toBe(118);
});

test('a text without spaces is cut between words', () => {
  const prompt = '念去去千里烟波，暮霭沉沉楚天阔。'.repeat(40);
  const { unread } = promptReading(prompt, promptTokens(gemma, instruction, prompt));
  expect(prompt.endsWith(unread)).toBe(true);
  expect(unread.length).toBeGreaterThan(50);
  expect(unread.length).toBeLessThan(prompt.length);
});

test('a sentence shows the beginning and the end of what is not read', () => {
  const reading = { tokens: 400, limit: 299 };
  expect(cutRemark({ ...reading, unread: '' })).toBeUndefined();
  expect(cutRemark({ ...reading, unread: 'a red apple' })).toMatchObject({ data: { unread: 'a red apple' } });
  const long = cutRemark({ ...reading, unread: `the quiet ${'meadow and '.repeat(40)}a red apple 🍎` });
  expect(long).toMatchObject({
    data: { unread: expect.stringMatching(/^the quiet meadow and .* … .*a red apple 🍎$/u) },
  });
});
