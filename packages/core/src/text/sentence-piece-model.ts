import { BUDGETS, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import type { SentencePieces } from './sentence-pieces.ts';

/** Fields of ModelProto, and of a piece in it (sentencepiece_model.proto). */
const PIECES = 1;
const [TEXT, SCORE, TYPE] = [1, 2, 3];

/** A piece whose type is not said is a normal one. */
const NORMAL = 1;

/** Gemma's ids, which tokenizer.model has in fields of its trainer with these as their values. */
const [BOS, UNKNOWN] = [2, 3];

type Field = { readonly number: number } & (
  | { readonly kind: 'varint'; readonly value: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'fixed'; readonly bytes: Uint8Array }
);

/** The fields of a message of Protocol Buffers, in order. @throws RangeError where the bytes are none */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number without an end');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new RangeError('a field that goes past the end');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === 0) yield { number, kind: 'varint', value: varint() };
    else if (type === 2) yield { number, kind: 'bytes', bytes: take(varint()) };
    else if (type === 1 || type === 5) yield { number, kind: 'fixed', bytes: take(type === 1 ? 8 : 4) };
    else throw new RangeError('a field of a type that there is not');
  }
}

interface Piece {
  text: string;
  score: number;
  type: number;
}

function pieceOf(bytes: Uint8Array): Piece {
  const piece: Piece = { text: '', score: 0, type: NORMAL };
  for (const field of fieldsOf(bytes)) {
    if (field.number === TEXT && field.kind === 'bytes') {
      piece.text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(field.bytes);
    } else if (field.number === SCORE && field.kind === 'fixed' && field.bytes.length === 4) {
      piece.score = new DataView(field.bytes.buffer, field.bytes.byteOffset).getFloat32(0, true);
    } else if (field.number === TYPE && field.kind === 'varint') piece.type = field.value;
  }
  return piece;
}

/**
 * Reads a tokenizer.model: a ModelProto of SentencePiece, whose pieces stand in the order of their ids.
 * @param file what messages call it
 * @throws SanaError `config-invalid` for what is none, `over-budget`
 */
export function readSentencePieces(bytes: Uint8Array, file: string): SentencePieces {
  const pieces: Piece[] = [];
  try {
    for (const field of fieldsOf(bytes)) {
      if (field.number !== PIECES || field.kind !== 'bytes') continue;
      if (pieces.length === BUDGETS.vocabulary.most) throw overBudget('vocabulary', file);
      pieces.push(pieceOf(field.bytes));
    }
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new SanaError('config-invalid:pieces', { file, detail }, error);
  }
  return {
    file,
    pieces: pieces.map(({ text }) => text),
    scores: Float32Array.from(pieces, ({ score }) => score),
    types: Uint8Array.from(pieces, ({ type }) => type),
    bos: BOS,
    unknown: UNKNOWN,
  };
}
