import type { Kind } from './kinds.ts';

/** A file that changes the model's transformer, and how much. */
export interface LoraChoice {
  /** A file, or what else its shell can open, such as the id of a repository. */
  readonly name: string;
  /** Of the whole file, in hexadecimal digits: what a picture was made with. */
  readonly sha256?: string;
  /** 1 as it was trained, 0 nothing, below 0 the opposite. */
  readonly strength: number;
  /** The file itself, where somebody chose it. It is not stored with a picture. */
  readonly file?: Blob;
}

export interface LorasKind extends Kind<readonly LoraChoice[]> {
  readonly type: 'loras';
}

/** Of one picture. Each costs its own products at every step. */
const MOST = 8;

/** Far more than anybody asks for: at 2 most pictures fall apart. */
export const LORA_STRENGTH = { min: -10, max: 10 } as const;

/** What was said of one: `FILE` or `FILE:STRENGTH`, split at the last colon if a number follows. */
export function loraOf(word: string): LoraChoice {
  const colon = word.lastIndexOf(':');
  const last = word.slice(colon + 1).trim();
  if (colon < 1 || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(last)) return { name: word, strength: 1 };
  return { name: word.slice(0, colon), strength: Number(last) };
}

function readOne(value: unknown): LoraChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, sha256, strength = 1, file } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || name === '' || name.length > 4096) return undefined;
  const isHash = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  if (sha256 !== undefined && !isHash) return undefined;
  if (typeof strength !== 'number' || !(strength >= LORA_STRENGTH.min && strength <= LORA_STRENGTH.max))
    return undefined;
  return { name, ...(isHash && { sha256 }), strength: strength === 0 ? 0 : strength, ...(isFile(file) && { file }) };
}

const isFile = (value: unknown): value is Blob => typeof Blob !== 'undefined' && value instanceof Blob;

export function loras(): LorasKind {
  return {
    type: 'loras',
    limits: { kind: 'loras', most: MOST, ...LORA_STRENGTH },
    read(value) {
      if (!Array.isArray(value) || value.length === 0 || value.length > MOST) return undefined;
      const read = value.map(readOne);
      return read.every(one => one !== undefined) ? read : undefined;
    },
    stored(choices) {
      return choices.map(({ file: _, ...choice }) => choice);
    },
    word: text => text.split(/,\s/).map(part => loraOf(part.trim())),
    schema: { type: 'array' },
  };
}
