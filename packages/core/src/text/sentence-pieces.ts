// A tokenizer as SentencePiece trains it: pieces with scores. GGUF files have it in their header, tokenizer.model is it.
// tokenizer.json says the same as a list of merges, which is derived here as transformers does when it writes that file.

import { BUDGETS, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { loadTokenizer, type TokenizerSource } from './tokenizer.ts';

/** What a piece is; the others (unknown, control, byte, unused) have no role in texts. */
export const PIECE_TYPES = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export interface SentencePieces {
  /** What messages call it. */
  readonly file: string;
  /** By id, spaces as ▁. */
  readonly pieces: readonly string[];
  readonly scores: ArrayLike<number>;
  /** As in PIECE_TYPES. */
  readonly types: ArrayLike<number>;
  /** The id of the token that every text begins with. */
  readonly bos: number;
  readonly unknown: number;
}

const SPACE = '▁';

/** @throws SanaError `config-invalid` */
function invalid(file: string, detail: string): SanaError {
  return new SanaError('config-invalid:pieces', { file, detail });
}

/**
 * Pairs of pieces that become one, the first before the others: for every piece that is made by merging all its splits
 * into two pieces, those pieces in the order of their scores. Symbols that a person defined have the score 0, whatever
 * the file says, as they have in SentencePiece.
 * @throws SanaError `over-budget`
 */
export function mergesOf({ file, pieces, scores, types }: SentencePieces): [left: string, right: string][] {
  const ids = new Map(pieces.map((piece, id) => [piece, id]));
  const score = (id: number) => {
    return types[id] === PIECE_TYPES.normal || types[id] === PIECE_TYPES.unused ? scores[id]! : 0;
  };
  const order = Array.from(pieces.keys()).sort((a, b) => score(b) - score(a) || a - b);
  const merges: [string, string][] = [];
  for (const id of order) {
    const piece = pieces[id]!;
    const splits: { readonly left: number; readonly right: number }[] = [];
    for (let at = 1; at < piece.length; at++) {
      const left = ids.get(piece.slice(0, at));
      if (left === undefined) continue;
      const right = ids.get(piece.slice(at));
      if (right !== undefined) splits.push({ left, right });
    }
    splits.sort((a, b) => a.left - b.left || a.right - b.right);
    // the vocabulary's own texts: others of the same letters would take megabytes
    for (const { left, right } of splits) merges.push([pieces[left]!, pieces[right]!]);
    if (merges.length > BUDGETS.merges.most) throw overBudget('merges', `${file}: the vocabulary`);
  }
  return merges;
}

/** What tokenizer.json would be for these pieces. */
function tokenizerJson(given: SentencePieces): unknown {
  const { pieces, types, unknown } = given;
  const isAdded = (id: number) => {
    return (
      types[id] === PIECE_TYPES.control || types[id] === PIECE_TYPES.userDefined || types[id] === PIECE_TYPES.unknown
    );
  };
  return {
    added_tokens: [...pieces.entries()]
      .filter(([id]) => isAdded(id))
      .map(([id, content]) => ({
        id,
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: types[id] !== PIECE_TYPES.userDefined,
      })),
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
    pre_tokenizer: null,
    post_processor: null,
    model: {
      type: 'BPE',
      unk_token: pieces[unknown] ?? null,
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: mergesOf(given),
    },
  };
}

/**
 * A tokenizer made of pieces; the second or two that its merges take go by when it is first used.
 * @throws SanaError `config-invalid` where the lists do not fit together, `over-budget` where they are too long
 */
export function piecesTokenizer(given: SentencePieces): TokenizerSource {
  const { file, pieces, scores, types, bos } = given;
  if (pieces.length > BUDGETS.vocabulary.most) throw overBudget('vocabulary', `${file}: the vocabulary`);
  const characters = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (characters > BUDGETS.vocabularyText.most) throw overBudget('vocabularyText', `${file}: the vocabulary`);
  if (pieces.some(piece => piece.length > BUDGETS.tokenLength.most)) {
    throw overBudget('tokenLength', `${file}: a token of the vocabulary`);
  }
  for (const { length } of [scores, types]) {
    if (length !== pieces.length) throw invalid(file, `${pieces.length} tokens, ${length} scores or types`);
  }
  if (!Array.from(scores).every(Number.isFinite)) throw invalid(file, 'a score is not finite');
  const bosToken = pieces[bos];
  if (bosToken === undefined) throw invalid(file, `no token ${bos} to begin with`);
  if (new Set(pieces).size !== pieces.length) throw invalid(file, 'a token is there twice');
  return { load: () => loadTokenizer(tokenizerJson(given), { bos_token: bosToken }) };
}
