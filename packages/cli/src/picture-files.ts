import { join, parse, resolve } from 'node:path';
import { type GeneratedPicture, pictureName } from '@sana-studio/core';
import { statusOf } from './status-of.ts';
import { checkWritable, writeWhole } from './whole-file.ts';

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
    checkWritable(out ?? 'picture.png');
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
    return join(dir, `${name}-${index + 1}${ext}`);
  }
}

function freePath(picture: GeneratedPicture): string {
  const name = pictureName(picture);
  for (let attempt = 1; ; attempt++) {
    const path = resolve(attempt === 1 ? `${name}.png` : `${name}-${attempt}.png`);
    if (!statusOf(path)) return path;
  }
}
