// What a small model knows, and how sure it is of what a prompt asks for. The folder of such a model has it as data.

import * as z from 'zod/mini';
import { BUDGETS } from '../budgets.ts';
import { type Remark, SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import { normalisePrompt } from '../prompt/normalise.ts';
import { coverage } from './coverage.ts';
import type { TextRows } from './prompt-encoder.ts';
import { areForms } from './word-forms.ts';

/** Beside model_index.json, if sana.json says `knownThings`. */
export const KNOWN_THINGS_FILE = 'known-things.json';

/** As many things are named that the model takes a prompt for. */
const NEAREST = 3;
/** As many characters of a prompt, or of its unknown words, are repeated. */
const SHOWN = 80;
/** So many unknown words may be names in another form: no text encoder reads more words than it has tokens for. */
const READ = 300;

const cosine = z.number().check(z.minimum(-1), z.maximum(1));
const texts = (most: number) =>
  z.array(z.string().check(z.maxLength(most))).check(z.maxLength(BUDGETS.knownNames.most));

const fileSchema = z.object({
  version: z.literal(1),
  /** Values of a hidden state that say what it stands for, from the first on. */
  width: z.int().check(z.positive(), z.maximum(8192)),
  /**
   * Rows, counted from the prompt's last token, that each say one thing; with `none`, they may say that there is nothing
   * besides.
   */
  rows: z
    .array(z.object({ back: z.int().check(z.positive(), z.maximum(64)), none: z.boolean() }))
    .check(z.minLength(1), z.maxLength(16)),
  /** What the text encoder makes of each thing, [things + 1, width], int8 in base64; the last: nothing. */
  codes: z.string(),
  /** language: how each thing is called. */
  labels: z.record(z.string(), texts(200)),
  /** What else each thing is called, in any language, separated by line breaks. */
  names: texts(10_000),
  /** language: words that name no thing, separated by spaces. */
  words: z.record(z.string(), z.string()),
  /** How like its code (cosine) a thing must be read: where the prompt names it and says nothing unknown is no threshold. */
  least: z.object({ named: cosine, unnamed: cosine, clear: cosine }),
  /** Things that are never named as the nearest: an animal or an insult beside a word for people would offend. */
  unoffered: z._default(z.array(z.int().check(z.nonnegative())).check(z.maxLength(BUDGETS.knownNames.most)), []),
});

type KnownThingsFile = z.output<typeof fileSchema>;

/** What a row of the text encoder is read as. */
interface Reading {
  readonly likeness: number;
  /** Things, the nearest first. */
  readonly nearest: readonly number[];
}

/** The things that a model was trained to draw. */
export class KnownThings {
  readonly #file: KnownThingsFile;
  /** [things + 1, width], each of length 1. */
  readonly #codes: Float32Array;
  readonly #names: readonly (readonly string[])[];
  /** Everything that a prompt may say without asking for what is unknown. */
  readonly #phrases: ReadonlySet<string>;
  readonly #longest: number;

  /** @throws SanaError `config-invalid` */
  constructor(value: unknown, label: string) {
    const read = readForeign(fileSchema, value);
    if (!read.fits) {
      const { field, problem: detail } = read;
      throw new SanaError('config-invalid:value', { file: label, field: field || 'the file', detail });
    }
    this.#file = read.value;
    const { names, labels, words, width, codes } = read.value;
    const every = Object.values(labels);
    const uneven = every.findIndex(list => list.length !== names.length);
    if (uneven >= 0) throw invalid(label, 'labels', `not one for each of ${names.length} things`);
    const found = normalisedCodes(codes, names.length + 1, width);
    if (!found) throw invalid(label, 'codes', `not ${names.length + 1} × ${width} numbers in base64`);
    this.#codes = found;
    this.#names = names.map((others, thing) =>
      [...every.map(list => list[thing] ?? ''), ...others.split('\n')].map(normalised).filter(name => name !== ''),
    );
    const spoken = Object.values(words).flatMap(list => list.split(' '));
    this.#phrases = new Set([...this.#names.flat(), ...spoken.map(normalised)].filter(phrase => phrase !== ''));
    this.#longest = [...this.#phrases].reduce((most, { length }) => Math.max(most, length), 0);
  }

  /** How many values a row must have at least. */
  get width(): number {
    return this.#file.width;
  }

  /**
   * Tells when a prompt asks for what the model does not seem to know.
   * @param rows hidden states of the prompt's tokens, the last ones at the end
   */
  remark(prompt: string, { count, values }: TextRows, model: string): Remark | undefined {
    const text = normalised(prompt);
    if (text === '' || count === 0) return undefined;
    const { unknown, known } = coverage(text, this.#phrases, this.#longest);
    const hidden = values.length / count;
    for (const { back, none } of this.#file.rows) {
      if (back > count) continue;
      const start = (count - back) * hidden;
      const reading = this.#read(values.subarray(start, start + this.#file.width));
      const [first] = reading.nearest;
      if (first === undefined || (none && first === this.#names.length)) continue;
      if (reading.likeness >= this.#least(first, known, unknown)) continue;
      const nearest = reading.nearest.filter(thing => this.#isOffered(thing)).slice(0, NEAREST);
      const labels = this.#file.labels[this.#languageOf(known)] ?? [];
      const words = shortened(unknown.length > 0 ? unknown : [text]);
      return { remark: 'unknown-things', data: { model, words, nearest: nearest.map(thing => labels[thing] ?? '') } };
    }
    return undefined;
  }

  #isOffered(thing: number): boolean {
    return thing < this.#names.length && !this.#file.unoffered.includes(thing);
  }

  #least(thing: number, known: ReadonlySet<string>, unknown: readonly string[]): number {
    const { named, unnamed, clear } = this.#file.least;
    const names = this.#names[thing] ?? [];
    const isNamed = names.some(name => known.has(name));
    if (unknown.length === 0) return isNamed ? -1 : clear;
    // names are listed in one form: "zwei Hunde" names a Hund
    const inAnotherForm = () =>
      unknown.slice(0, READ).some(word => names.some(name => name.split(' ').some(own => areForms(word, own))));
    return isNamed || inAnotherForm() ? named : unnamed;
  }

  #read(row: Float32Array): Reading {
    const { width } = this.#file;
    const length = lengthOf(row) || 1;
    const likenesses = Array.from({ length: this.#names.length + 1 }, (_, thing) => {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += this.#codes[thing * width + i]! * row[i]!;
      return sum / length;
    });
    const order = likenesses.map((_, thing) => thing).toSorted((a, b) => likenesses[b]! - likenesses[a]!);
    return { likeness: likenesses[order[0]!]!, nearest: order };
  }

  /** The language that most of a prompt's known words are of; the first of the file where none has more. */
  #languageOf(known: ReadonlySet<string>): string {
    const { labels, words } = this.#file;
    const shares = Object.keys(labels).map(language => {
      const own = new Set([...(labels[language] ?? []), ...(words[language]?.split(' ') ?? [])].map(normalised));
      return { language, share: [...known].filter(phrase => own.has(phrase)).length };
    });
    return shares.toSorted((a, b) => b.share - a.share)[0]?.language ?? '';
  }
}

function invalid(file: string, field: string, detail: string): SanaError {
  return new SanaError('config-invalid:value', { file, field, detail });
}

/** As prompts are read, and without the selectors that emoji have or lack. */
function normalised(text: string): string {
  return normalisePrompt(text).replaceAll('\ufe0f', '');
}

/** @returns rows of length 1; undefined unless there are exactly as many numbers */
function normalisedCodes(base64: string, rows: number, width: number): Float32Array | undefined {
  if (base64.length !== 4 * Math.ceil((rows * width) / 3)) return undefined;
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return undefined;
  }
  if (binary.length !== rows * width) return undefined;
  const codes = new Float32Array(binary.length);
  for (let at = 0; at < codes.length; at++) codes[at] = (binary.charCodeAt(at) << 24) >> 24;
  for (let row = 0; row < rows; row++) {
    const values = codes.subarray(row * width, (row + 1) * width);
    const length = lengthOf(values) || 1;
    for (let i = 0; i < width; i++) values[i]! /= length;
  }
  return codes;
}

/** Of a vector; many times as fast as Math.hypot. */
function lengthOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}

/** As many words as a sentence shows. */
function shortened(words: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let length = 0;
  for (const word of words) {
    length += word.length;
    if (length > SHOWN && shown.length > 0) return [...shown, '…'];
    shown.push(word.length > SHOWN ? `${[...word].slice(0, SHOWN).join('')}…` : word);
  }
  return shown;
}
