import type { Kind } from './kinds.ts';

/** A ControlNet whose files somebody chose. */
export interface ChosenControlNet {
  /** What pictures remember it by. */
  readonly name: string;
  /** By path in the folder that was chosen; of a single file its name. They are not stored with a picture. */
  readonly files: ReadonlyMap<string, Blob>;
}

export interface ControlNetKind extends Kind<string | ChosenControlNet> {
  readonly type: 'controlnet';
}

/** Of a name. */
const LONGEST = 4096;

/** Far more than a ControlNet has. */
const MOST_FILES = 100;

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST;

const isFile = (value: unknown): value is Blob => typeof Blob !== 'undefined' && value instanceof Blob;

/** What pictures remember a ControlNet by. */
export function nameOfControlNet(chosen: string | ChosenControlNet): string {
  return typeof chosen === 'string' ? chosen : chosen.name;
}

/** A name, which a shell knows the meaning of, or files that were chosen. */
export function controlnet(): ControlNetKind {
  return {
    type: 'controlnet',
    limits: { kind: 'words' },
    read(value) {
      if (isName(value)) return value;
      if (typeof value !== 'object' || value === null) return undefined;
      const { name, files } = value as { readonly [Key in keyof ChosenControlNet]?: unknown };
      if (!isName(name) || !(files instanceof Map) || files.size === 0 || files.size > MOST_FILES) return undefined;
      const isFitting = [...files].every(([path, file]) => isName(path) && isFile(file));
      return isFitting ? { name, files: files as ReadonlyMap<string, Blob> } : undefined;
    },
    stored: nameOfControlNet,
    word: text => text,
    schema: { type: 'string', maxLength: LONGEST },
  };
}
