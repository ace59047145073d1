import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { type GeneratedPicture, SanaError } from '@sana-studio/core';

/** Characters: at most four bytes each, file systems allow 255 bytes. */
const MAX_SLUG_LENGTH = 50;

function withoutReplaced({ request, replaced }: Pick<GeneratedPicture, 'request' | 'replaced'>): string {
  return replaced.reduceRight(
    (prompt, { start, end }) => `${prompt.slice(0, start)} ${prompt.slice(end)}`,
    request.prompt,
  );
}

/** The words of a text in any script, fit for a file name: `A cute 🐶 on the grass` → `a-cute-on-the-grass`. */
export function slug(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
  let name = '';
  for (const word of words ?? []) {
    const longer = name ? `${name}-${word}` : word;
    if ([...longer].length > MAX_SLUG_LENGTH) break;
    name = longer;
  }
  return name || [...(words?.[0] ?? 'sana')].slice(0, MAX_SLUG_LENGTH).join('');
}

/** Decides where the pictures of one run go, and puts them there whole or not at all. */
export class PictureFiles {
  readonly #out: string | undefined;
  readonly #count: number;

  /**
   * @param out as asked for; undefined: a free name after the prompt, in the current folder
   * @throws SanaError `file-unwritable` when nothing can be written there
   */
  constructor(out: string | undefined, count: number) {
    this.#out = out;
    this.#count = count;
    const folder = dirname(resolve(out ?? 'picture.png'));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw unwritable(out ?? folder, `There is no folder ${folder}. Make it first, or choose another --out.`);
    }
    if (out && statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
      throw unwritable(out, `${out} is a folder. Add the name of the file to --out.`);
    }
  }

  /** @param index of the picture, from 0. @returns the path. @throws SanaError `file-unwritable` */
  save(png: Uint8Array, picture: GeneratedPicture, index: number): string {
    const path = this.#out === undefined ? freePath(picture) : this.#numbered(this.#out, index);
    writeWhole(path, png);
    return path;
  }

  #numbered(out: string, index: number): string {
    if (this.#count === 1) return out;
    const { dir, name, ext } = parse(out);
    return resolve(dir, `${name}-${index + 1}${ext}`);
  }
}

function freePath(picture: GeneratedPicture): string {
  const name = `${slug(withoutReplaced(picture))}-${picture.request.seed}`;
  for (let attempt = 1; ; attempt++) {
    const path = resolve(attempt === 1 ? `${name}.png` : `${name}-${attempt}.png`);
    if (!statSync(path, { throwIfNoEntry: false })) return path;
  }
}

/** Replaces a file in one go; a reader never sees half of it. @throws SanaError `file-unwritable` */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  // a device or pipe is written to, not replaced
  const direct = existing !== undefined && !existing.isFile();
  const target = direct ? path : `${path}.${process.pid}.part`;
  try {
    writeFileSync(target, bytes);
    if (!direct) renameSync(target, path);
  } catch (cause) {
    if (!direct) rmSync(target, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unwritable(path, `${path} cannot be written (${reason}). Check the folder, or choose another --out.`, cause);
  }
}

function unwritable(file: string, message: string, cause?: unknown): SanaError {
  return new SanaError('file-unwritable', message, { file }, cause);
}
