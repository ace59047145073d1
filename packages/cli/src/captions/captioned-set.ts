import type { EncodedPicture, Scored } from '@sana-studio/captions';
import { PROMPT_TYPE } from '@sana-studio/captions';
import { BUDGETS, overBudget, parseJson, SanaError } from '@sana-studio/core';
import { openFile } from '@sana-studio/core/node';

/** Ends the name of a file with scores, before `.json`. */
export const SCORE = '_clip_score';

/** What names of pictures end in. */
export const PICTURE = /\.(?:png|jpe?g|webp)$/i;

/** A picture of a set to train with, and where its side files are. */
export interface CaptionedPicture {
  /** What side files call it: the last part of its path, without what it ends in. */
  readonly key: string;
  /** For people. */
  readonly name: string;
  read(): Promise<EncodedPicture>;
  /** Its text: the first line, without spaces around it; undefined where there is none, '' where it is empty. */
  prompt(): Promise<string | undefined>;
}

/** What a side file says of one picture: a text or a score for each type. */
export type Entries = Readonly<Record<string, unknown>>;

/** Pictures with their captions and scores in the files of NVlabs/Sana: a folder (`Sana-ImgDataset`) or shards. */
export interface CaptionedSet {
  readonly kind: 'folder' | 'shards';
  /** In the order of `meta_data.json`, or of the shards. */
  readonly pictures: readonly CaptionedPicture[];
  /** What the names of side files have behind the picture’s or the shard’s: `_Qwen`, `_Qwen_clip_score`. */
  readonly suffixes: readonly string[];
  /** What a side file says of a picture. @throws SanaError `config-invalid` for a file that is none */
  entries(picture: CaptionedPicture, suffix: string): Promise<Entries | undefined>;
  /** Writes that down so that it is there whatever happens next. @throws SanaError `file-unwritable` */
  write(picture: CaptionedPicture, suffix: string, entries: Entries): Promise<void>;
  /** Gives a picture a text if it has none. @returns whether it was given one */
  writePrompt(picture: CaptionedPicture, text: string): Promise<boolean>;
  /** Puts the list of pictures in order. */
  finish(): Promise<void>;
}

/**
 * Of two pictures with one key, one would get what is said of the other.
 * @throws SanaError `request-invalid`
 */
export function assertOwnKeys(folder: string, pictures: readonly CaptionedPicture[]): void {
  const names = new Map<string, string>();
  for (const { key, name } of pictures) {
    const first = names.get(key);
    if (first !== undefined) throw new SanaError('request-invalid:captions-stem', { folder, first, second: name });
    names.set(key, name);
  }
}

/** By code points, as Python sorts. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return (left[at]!.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

/** Suffixes of captions, and those of scores: in the order of their types, the prompt's last. */
export function orderedSuffixes(suffixes: Iterable<string>): {
  captions: readonly string[];
  scores: readonly string[];
} {
  const all = [...new Set(suffixes)].sort(byCodePoint);
  const ofPrompt = `_${PROMPT_TYPE}${SCORE}`;
  const scores = all.filter(suffix => suffix.endsWith(SCORE) && suffix !== ofPrompt);
  return {
    captions: all.filter(suffix => !suffix.endsWith(SCORE)),
    scores: all.includes(ofPrompt) ? [...scores, ofPrompt] : scores,
  };
}

export interface Candidates {
  /** By type, the prompt among them. */
  readonly captions: ReadonlyMap<string, string>;
  readonly scored: readonly Scored[];
  /** Files that are no JSON, or scores that are no number: they count as not there. */
  readonly unread: readonly string[];
}

/** What of a picture is to be selected from, as NVlabs' SanaImgDataset reads it. */
export async function candidatesOf(set: CaptionedSet, picture: CaptionedPicture, prompt: string): Promise<Candidates> {
  const { captions: captionFiles, scores: scoreFiles } = orderedSuffixes(set.suffixes);
  const captions = new Map([[PROMPT_TYPE, prompt]]);
  const scored: Scored[] = [];
  const unread: string[] = [];
  const read = async (suffix: string): Promise<Entries> => {
    try {
      return (await set.entries(picture, suffix)) ?? {};
    } catch (error) {
      if (!(error instanceof SanaError) || error.code !== 'config-invalid') throw error;
      unread.push(`${picture.key}${suffix}.json`);
      return {};
    }
  };
  for (const suffix of captionFiles) {
    for (const [type, text] of Object.entries(await read(suffix)))
      captions.set(type, text === null ? '' : String(text));
  }
  for (const suffix of scoreFiles) {
    for (const [type, value] of Object.entries(await read(suffix))) {
      const score = numberOf(value);
      if (score === undefined) unread.push(`${picture.key}${suffix}.json: ${type}`);
      else if (captions.has(type)) scored.push({ type, score });
    }
  }
  return { captions, scored, unread };
}

/** As Python's `float` reads it, of which the finite ones count. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value.trim()) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The whole of a file within its budget; undefined if there is none. @throws SanaError `over-budget`, `file-missing` */
export async function bytesOf(
  path: string,
  budget: 'captionFile' | 'pictureFile',
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const source = await openFile(path);
    try {
      if (source.size > BUDGETS[budget].most) throw overBudget(budget, path);
      return new Uint8Array(await source.read(0, source.size));
    } finally {
      await source.close?.();
    }
  } catch (error) {
    if (error instanceof SanaError && error.reason === 'file-missing:path') return undefined;
    throw error;
  }
}

/** A file of JSON that holds an object; undefined if there is none. @throws SanaError `config-invalid` if it is something else */
export async function objectIn(path: string): Promise<Entries | undefined> {
  const bytes = await bytesOf(path, 'captionFile');
  if (!bytes) return undefined;
  try {
    const json = parseJson(bytes, path);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Entries;
    throw new TypeError('no object');
  } catch (error) {
    if (error instanceof SanaError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new SanaError('config-invalid:captions', { file: path, detail }, error);
  }
}

/** What one of its names stands for, if that is an object. */
export function objectAt(entries: Entries | undefined, key: string): Entries | undefined {
  const value = entries && Object.hasOwn(entries, key) ? entries[key] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : undefined;
}

/** The first line of a text, as Python's `strip` leaves it. */
export function firstLine(text: string): string {
  return text
    .split(/\r\n|\r|\n/, 1)[0]!
    .replace(/^\ufeff/, '')
    .trim();
}

/** JSON as NVlabs' own files have it. */
export function jsonFile(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 4)}\n`);
}
