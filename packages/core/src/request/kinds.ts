// What values of a request's fields can be. Written by hand rather than with a schema library: pages, Figma's sandbox and
// the command line all bundle this, and need words, limits and names that such a library keeps to itself.

import type { Limits } from '../errors/limits.ts';
import type { PictureOrigin, SourcePicture } from '../image/picture.ts';
import { checkPrompt } from '../prompt/normalise.ts';

/** The part of JSON Schema that fields need: https://json-schema.org/draft/2020-12/json-schema-validation */
export interface JsonSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Kind<T> {
  readonly type: 'words' | 'whole' | 'real' | 'choice' | 'flag' | 'picture' | 'loras' | 'controlnet';
  /** @returns the value as it is kept; undefined if it is none. @throws SanaError if it is one that must not be used */
  read(value: unknown): T | undefined;
  /** What is kept of a value with a picture. Default: all of it. */
  stored?(value: T): unknown;
  /** What a value must be, for sentences. */
  readonly limits: Limits;
  /** What a word of a command line or of a document stands for, to be read by `read`. */
  word(text: string): unknown;
  readonly schema: JsonSchema;
}

export interface NumberKind<Limits extends Range = Range> extends Kind<number> {
  readonly type: 'whole' | 'real';
  readonly range: Limits;
}

export interface ChoiceKind<Name extends string> extends Kind<Name> {
  readonly type: 'choice';
  readonly names: readonly Name[];
}

export interface WordsKind extends Kind<string> {
  readonly type: 'words';
}

export interface FlagKind extends Kind<true> {
  readonly type: 'flag';
}

export interface PictureKind extends Kind<SourcePicture> {
  readonly type: 'picture';
}

/** @param prompt whether it is one, of which more is asked; see checkPrompt */
export function words({ prompt, most }: { readonly prompt: boolean; readonly most: number }): WordsKind {
  return {
    type: 'words',
    limits: { kind: 'words' },
    read(value) {
      if (typeof value !== 'string') return undefined;
      if (prompt) checkPrompt(value);
      return prompt || value.length <= most ? value : undefined;
    },
    word: text => text,
    schema: { type: 'string', maxLength: most },
  };
}

export function whole<const Limits extends Range>(range: Limits): NumberKind<Limits> {
  const { min, max } = range;
  return {
    type: 'whole',
    range,
    limits: { kind: 'whole', min, max },
    read(value) {
      if (!Number.isSafeInteger(value)) return undefined;
      const number = Number(value);
      if (number < min || number > max) return undefined;
      return number === 0 ? 0 : number; // −0 would be written as 0 and not read back as itself
    },
    word: wordNumber,
    schema: { type: 'integer', minimum: min, maximum: max },
  };
}

/** @param above whether `min` itself is excluded */
export function real<const Limits extends Range & { readonly above?: true }>(range: Limits): NumberKind<Limits> {
  const { min, max, above = false } = range;
  return {
    type: 'real',
    range,
    limits: { kind: 'real', min, max, above },
    read(value) {
      if (typeof value !== 'number' || !(above ? value > min : value >= min) || value > max) return undefined;
      return value;
    },
    word: wordNumber,
    schema: { type: 'number', ...(above ? { exclusiveMinimum: min } : { minimum: min }), maximum: max },
  };
}

export function choice<Name extends string>(names: readonly Name[]): ChoiceKind<Name> {
  return {
    type: 'choice',
    names,
    limits: { kind: 'choice', names },
    read: value => names.find(name => name === value),
    word: text => text.toLowerCase(),
    schema: { type: 'string', enum: names },
  };
}

/** What is so, or is not said at all. */
export function flag(): FlagKind {
  return {
    type: 'flag',
    limits: { kind: 'flag' },
    read: value => (value === true ? true : undefined),
    word: text => text.toLowerCase() === 'yes',
    schema: { type: 'boolean' },
  };
}

/** RGBA bytes, four a pixel. A word for it is the path of a file, which only its shell can read. */
export function picture(): PictureKind {
  return {
    type: 'picture',
    limits: { kind: 'picture' },
    read(value) {
      if (typeof value !== 'object' || value === null) return undefined;
      const { width, height, data, ...rest } = value as { readonly [Key in keyof SourcePicture]?: unknown };
      if (!isSide(width) || !isSide(height) || !(data instanceof Uint8ClampedArray)) return undefined;
      if (data.length !== width * height * 4) return undefined;
      const origin = readOrigin(rest.origin);
      return { width, height, data, ...(origin && { origin }) };
    },
    word: path => path,
    schema: { type: 'object' },
  };
}

/** Longest name of a file in common file systems, in bytes; characters are no more. */
const MOST_NAME = 255;

/** @returns undefined for what is none */
export function readOrigin(value: unknown): PictureOrigin | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, sha256 } = value as { readonly [Key in keyof PictureOrigin]?: unknown };
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  return { ...(typeof name === 'string' && name.length <= MOST_NAME && { name }), sha256 };
}

function isSide(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function wordNumber(text: string): unknown {
  return text.trim() === '' ? undefined : Number(text);
}
