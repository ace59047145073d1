import { beforeAll, describe, expect, it } from 'vitest';
import { readGemmaTokenizer } from '../../../../test/reference-data.ts';
import { mergesOf, piecesTokenizer, type SentencePieces } from './sentence-pieces.ts';

/** Behind the tokens for bytes and what people defined, pieces have minus their rank as score; more of the latter end the list. */
const FIRST_NORMAL = 473;
const LAST_NORMAL = 255_968;

function pieces(vocabulary: Readonly<Record<string, number>>): SentencePieces {
  const names = Object.keys(vocabulary).sort((a, b) => vocabulary[a]! - vocabulary[b]!);
  const isNormal = (id: number) => id >= FIRST_NORMAL && id <= LAST_NORMAL;
  const type = (piece: string, id: number) => (id < 4 ? 3 : /^<0x..>$/.test(piece) ? 6 : isNormal(id) ? 1 : 4);
  return {
    file: 'gemma.gguf',
    pieces: names,
    // llama.cpp gives what people defined a score of its own
    scores: names.map((_, id) => (isNormal(id) ? FIRST_NORMAL - id : -1000)),
    types: names.map(type),
    bos: 2,
    unknown: 3,
  };
}

describe('the pieces of Gemma', () => {
  let gemma: SentencePieces;
  let published: readonly unknown[];
  beforeAll(() => {
    const { model } = readGemmaTokenizer().json as { model: { vocab: Record<string, number>; merges: string[] } };
    gemma = pieces(model.vocab);
    published = model.merges;
  });

  it('give the published merges, in their order', () => {
    const merges = mergesOf(gemma).map(([left, right]) => `${left} ${right}`);
    expect(merges.length).toBe(580_604);
    expect(merges.findIndex((merge, index) => merge !== published[index])).toBe(-1);
  });
});

describe('pieces that do not fit together are refused', () => {
  const good: SentencePieces = {
    file: 'x.gguf',
    pieces: ['<unk>', '<bos>', 'a', 'b', 'ab'],
    scores: [0, 0, -1, -2, -3],
    types: [2, 3, 1, 1, 1],
    bos: 1,
    unknown: 0,
  };

  it('others are not', () => {
    expect(piecesTokenizer(good).load().encode('ab')).toEqual([1, 4]);
  });

  it.each([
    ['fewer scores', { scores: [0] }, 'config-invalid'],
    ['fewer types', { types: [0] }, 'config-invalid'],
    ['a score that is no number', { scores: [0, 0, Number.NaN, -2, -3] }, 'config-invalid'],
    ['a piece twice', { pieces: ['<unk>', '<bos>', 'a', 'a', 'ab'] }, 'config-invalid'],
    ['no such beginning', { bos: 5 }, 'config-invalid'],
    ['a piece that is too long', { pieces: ['<unk>', '<bos>', 'a', 'b', 'a'.repeat(1000)] }, 'over-budget'],
  ])('%s', (_, change, code) => {
    expect(() => piecesTokenizer({ ...good, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it('a vocabulary that makes millions of merges, before they take long', () => {
    const many = Array.from({ length: 127 }, (_, length) => 'a'.repeat(length + 1));
    const words = [
      ...many,
      ...many.map(word => `b${word}`.slice(0, 128)),
      ...many.map(word => `${word}c`.slice(0, 128)),
    ];
    const all = { ...good, pieces: [...new Set(words)] };
    const lists = { scores: all.pieces.map(() => 0), types: all.pieces.map(() => 1) };
    const start = performance.now();
    expect(mergesOf({ ...all, ...lists }).length).toBeGreaterThan(8000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
