import { describe, expect, test } from 'vitest';
import { readGemmaTokenizer } from '../../../../test/reference-data.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import { wordsOf } from './prompt-reading.ts';
import { encodeInstruction, promptTokens } from './prompt-tokens.ts';
import { loadTokenizer } from './tokenizer.ts';

const official = readGemmaTokenizer();
const gemma = loadTokenizer(official.json, official.config);
const instruction = encodeInstruction(gemma, COMPLEX_HUMAN_INSTRUCTION);

/** @param known every token of these texts is here */
function missing(prompt: string, known: string, before = true): readonly string[] {
  const tokens = promptTokens(gemma, before ? instruction : null, normalisePrompt(prompt));
  const here = promptTokens(gemma, before ? instruction : null, normalisePrompt(known)).ids;
  const gone = new Set(tokens.ids.filter(id => !here.includes(id)));
  return wordsOf(normalisePrompt(prompt), tokens, gone, gemma);
}

describe.each([
  ['behind the instruction', true],
  ['alone', false],
])('a prompt %s', (_, before) => {
  test.each([
    ['a maroon fox in the snow', 'a fox in the snow', ['maroon']],
    [
      'Zebras near antidisestablishmentarianism, quietly',
      'x near',
      ['zebras', 'antidisestablishmentarianism', 'quietly'],
    ],
    ['a fox', 'a fox', []],
    ['dragon', '', ['dragon']],
    ['a dragon, a dragon', 'a a', ['dragon', 'dragon']],
    ['red\n\nfox 🦄!', 'red\n\nfox !', ['🦄']],
  ])('%j of which %j is here lacks %j', (prompt, known, words) => {
    const found = missing(prompt, known, before);
    expect(found.filter(word => /[\p{L}\p{Extended_Pictographic}]/u.test(word))).toEqual(words);
  });

  test('in a script without spaces names words, not the whole', () => {
    const [word, ...rest] = missing('猫が窓辺で眠っている', '猫が窓辺で', before);
    expect(rest.length).toBeLessThan(5);
    expect('眠っている').toContain(word);
  });
});
