import {
  type ContentId,
  isContentId,
  isModelPath,
  isWebAddress,
  type ModelPath,
  parseJson,
  readForeign,
  SanaError,
  type WebAddress,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import { WEIGHT_FORMATS } from './weights.ts';

/** The list of an exported folder, beside its model_index.json. */
export const FOLDER_NOTE = 'sana-model.json';

const size = z.int().check(z.nonnegative());
const sha256 = z.custom<ContentId>(value => isContentId(value) && value.length === 64);
const modelPath = z.custom<ModelPath>(isModelPath);

/** A stretch of a file that begins where the last one ends: what is fetched of it, or can stay away. */
const pieceSchema = z.object({ size, sha256 });

const fileSchema = z.object({
  path: modelPath,
  /** Bytes. */
  size,
  sha256,
  /** Where a file can be fetched in part: its stretches, which have hashes of their own. */
  pieces: z.optional(z.array(pieceSchema)),
});

const partPaths = z.object({
  textEncoder: z.optional(modelPath),
  transformer: z.optional(modelPath),
  autoencoder: z.optional(modelPath),
});

const noteSchema = z.object({
  version: z.literal(1),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  /** How the weights are kept there, in the words of WEIGHT_FORMATS. */
  weights: z._default(z.enum(WEIGHT_FORMATS), 'original'),
  /** What the model was made of, for people. */
  source: z.optional(z.string().check(z.maxLength(2000))),
  /** Links to the terms that come with it. */
  licences: z._default(z.array(z.custom<WebAddress>(isWebAddress)).check(z.maxLength(16)), []),
  /** Single files that take the place of a part. */
  parts: z.optional(partPaths),
  files: z.array(fileSchema),
});

/** What an exported folder says of itself. */
export type FolderNote = z.output<typeof noteSchema>;

export type Piece = z.output<typeof pieceSchema>;

/** @throws SanaError `network-failed` for what is no such list, `over-budget` */
export function parseFolderNote(text: string, url: string): FolderNote {
  let value: unknown;
  try {
    value = parseJson(text, url);
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    throw new SanaError('network-failed:no-list', { url, field: '', problem: 'no JSON', retry: false }, cause);
  }
  const read = readForeign(noteSchema, value);
  if (!read.fits) throw new SanaError('network-failed:no-list', { url, ...read, retry: false });
  const wrong = read.value.files.find(
    file => file.pieces && file.pieces.reduce((sum, piece) => sum + piece.size, 0) !== file.size,
  );
  if (wrong) {
    throw new SanaError('network-failed:no-list', {
      url,
      field: wrong.path,
      problem: 'pieces of another size',
      retry: false,
    });
  }
  return read.value;
}

export function folderNoteText(note: FolderNote): string {
  return `${JSON.stringify(note, undefined, 1)}\n`;
}
