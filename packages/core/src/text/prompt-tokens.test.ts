import { describe, expect, test } from 'vitest';
import { readGemmaTokenizer } from '../../../../test/reference-data.ts';
import { COMPLEX_HUMAN_INSTRUCTION } from '../prompt/instruction.ts';
import { encodeInstruction, promptTokens } from './prompt-tokens.ts';
import { loadTokenizer } from './tokenizer.ts';

const { json, config } = readGemmaTokenizer();
const gemma = loadTokenizer(json, config);
const instruction = encodeInstruction(gemma, COMPLEX_HUMAN_INSTRUCTION);

describe('a positive prompt', () => {
  // Measured with the reference tokenizer: prompt, all tokens, ids from index 207 on.
  test.each([
    [
      'a cyberpunk cat with a neon sign that says "sana"',
      219,
      [476, 194049, 4401, 675, 476, 27247, 2035, 674, 2889, 664, 202440, 235281],
    ],
    [
      'a tiny astronaut hatching from an egg on the moon',
      217,
      [476, 16791, 103846, 128955, 774, 671, 13514, 611, 573, 11883],
    ],
    ['🐶 wearing 🕶 flying on the 🌈', 217, [235248, 241878, 11967, 235248, 247007, 15494, 611, 573, 235248, 240737]],
    ['猫が窓辺で眠っている', 214, [39318, 235425, 238908, 237932, 235398, 238169, 14152]],
    ['"quoted"', 210, [664, 94032, 235281]],
    ['(parens)', 211, [591, 3206, 558, 235275]],
    ['2 dogs', 210, [235248, 235284, 12075]],
    ['', 208, [235248]],
  ])('%s: BOS and the prompt are kept, the instruction is not', (prompt, total, kept) => {
    const { ids, keep, constant } = promptTokens(gemma, instruction, prompt);
    expect(ids).toHaveLength(total);
    expect(constant).toBe(207);
    expect(ids.slice(205, 207)).toEqual([67444, 235292]);
    expect(keep.map(row => ids[row])).toEqual([2, ...kept]);
  });

  test('is cut on the right at 299 tokens, so that 300 rows are kept', () => {
    const { ids, keep } = promptTokens(gemma, instruction, 'dog '.repeat(1000));
    expect(ids).toHaveLength(506);
    expect(keep).toHaveLength(300);
    expect(keep.slice(0, 3)).toEqual([0, 207, 208]);
    expect(keep.at(-1)).toBe(505);
  });

  test('the number of rows follows the sequence length asked for', () => {
    const { ids, keep } = promptTokens(gemma, instruction, 'dog '.repeat(1000), 77);
    expect(ids).toHaveLength(208 + 77 - 2);
    expect(keep).toHaveLength(77);
  });
});

describe('a negative prompt', () => {
  test.each([
    ['blurry, low quality', [2, 41453, 831, 235269, 3178, 3614]],
    ['', [2]],
    ['猫が窓辺で眠っている', [2, 236985, 235425, 238908, 237932, 235398, 238169, 14152]],
  ])('"%s" keeps every token', (prompt, expected) => {
    const { ids, keep } = promptTokens(gemma, null, prompt);
    expect(ids).toEqual(expected);
    expect(keep).toEqual(expected.map((_, row) => row));
  });

  test('is cut on the right at 300 tokens', () => {
    const { ids, keep } = promptTokens(gemma, null, 'dog '.repeat(1000));
    expect([ids.length, keep.length, keep.at(-1)]).toEqual([300, 300, 299]);
  });
});
