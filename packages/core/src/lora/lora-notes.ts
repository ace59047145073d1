// What a LoRA's file says of itself for people: words that call it up, a name, a picture. Trainers write it into the header:
// https://github.com/Stability-AI/ModelSpec (modelspec.…), https://github.com/kohya-ss/sd-scripts (ss_…).

import { safetensorsNotes } from '../checkpoint/formats/safetensors.ts';
import type { ByteSource } from '../checkpoint/tensors/tensors.ts';
import { jsonObject, parseObject } from './json-object.ts';

export interface LoraNotes {
  readonly title?: string | undefined;
  /** Words of its training that call it up, the most telling first. */
  readonly words: readonly string[];
  /** `data:image/…`, of what it draws. */
  readonly picture?: string | undefined;
}

/** Of words that are shown. */
const MOST_WORDS = 12;
const LONGEST_WORD = 200;
const LONGEST_TITLE = 200;
/** Characters of a picture in a header. */
const LONGEST_PICTURE = 2_000_000;

const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/;

/** @param card of its repository, in markdown with YAML in front @throws SanaError what reading a header throws */
export async function readLoraNotes(file: ByteSource, card = ''): Promise<LoraNotes> {
  const instance_prompt = /^instance_prompt:[ \t]*(\S[^\n]*)$/m.exec(card)?.[1]?.replace(/^["']|["']\s*$/g, '');
  return loraNotes({ ...(instance_prompt !== undefined && { instance_prompt }), ...(await safetensorsNotes(file)) });
}

/** @param notes of the header; anything may stand there */
export function loraNotes(notes: Readonly<Record<string, unknown>>): LoraNotes {
  const phrases = listed(notes['modelspec.trigger_phrase'] ?? notes.trigger_phrase ?? notes.instance_prompt);
  const title = lineOf(notes['modelspec.title'] ?? notes.ss_output_name, LONGEST_TITLE);
  const picture = notes['modelspec.thumbnail'];
  const isPicture = typeof picture === 'string' && picture.length <= LONGEST_PICTURE && PICTURE.test(picture);
  return {
    title,
    words: [
      ...new Map([...phrases, ...tags(notes.ss_tag_frequency)].map(word => [word.toLowerCase(), word])).values(),
    ].slice(0, MOST_WORDS),
    picture: isPicture ? picture : undefined,
  };
}

function listed(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(/[,;\n]/).flatMap(word => lineOf(word, LONGEST_WORD) ?? []) : [];
}

/** Tags of the pictures that it was trained with, by folder with how often there was each; the most frequent first. */
function tags(value: unknown): readonly string[] {
  const folders = typeof value === 'string' ? parseObject(value) : jsonObject(value);
  const counts = new Map<string, number>();
  for (const folder of Object.values(folders)) {
    for (const [tag, count] of Object.entries(jsonObject(folder))) {
      const word = lineOf(tag, LONGEST_WORD);
      if (word !== undefined && typeof count === 'number' && count > 0)
        counts.set(word, (counts.get(word) ?? 0) + count);
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
}

/** One line of text that can be shown; undefined for anything else. */
function lineOf(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string' || value.length > most) return undefined;
  const line = value.trim();
  return line === '' || /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u.test(line) ? undefined : line;
}
