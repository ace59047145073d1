import { SanaError } from '@sana-studio/core';
import { insertedPicture, type PictureOfDocument } from './cover/picture-edit.ts';
import type { SourceDocument } from './document.ts';
import { changed, type Edit } from './insertion/edit.ts';
import { guesses } from './insertion/guess.ts';
import { type Claim, proven } from './insertion/proof.ts';
import type { Place } from './markdown/found.ts';
import type { Refusal } from './plan.ts';
import { finished } from './steps.ts';

/** A picture, and where in a document it is to stand. */
export interface WantedPicture {
  readonly place: Place;
  readonly image: PictureOfDocument;
}

export interface Illustrated {
  readonly document: SourceDocument;
  /** In order, apart. */
  readonly edits: readonly Edit[];
  /** Those that found no place. */
  readonly refused: readonly Refusal[];
}

/**
 * A document with several pictures. All changes are proven, together where that is possible: the time grows with the document's length
 * and the pictures' number, not with both of them.
 * @param pictures in the order of their places
 */
export function illustrated(document: SourceDocument, pictures: readonly WantedPicture[]): Illustrated {
  return finished(illustrating(document, pictures));
}

/** `illustrated` in steps, which say how much of it is done, from 0 to 1. */
export function* illustrating(
  document: SourceDocument,
  pictures: readonly WantedPicture[],
): Generator<number, Illustrated> {
  const work = new Illustration(document, pictures.length);
  yield* work.place(pictures);
  return work.result;
}

class Illustration {
  readonly #total: number;
  #placed = 0;
  #told = 0;
  #current: SourceDocument;
  #edits: readonly Edit[] = [];
  readonly #refused: Refusal[] = [];

  constructor(document: SourceDocument, total: number) {
    this.#current = document;
    this.#total = total;
  }

  get result(): Illustrated {
    const refused = this.#refused.sort((one, other) => one.offset - other.offset);
    return { document: this.#current, edits: this.#edits, refused };
  }

  /** @param pictures with places in the first text */
  *place(pictures: readonly WantedPicture[]): Generator<number, void> {
    if (pictures.length < 2) {
      for (const picture of pictures) yield* this.#placeAlone(picture);
      return;
    }
    const claims = yield* this.#guess(pictures);
    // what is in notes is proven otherwise than the rest
    const groups = [true, false, undefined]
      .map(plain => pictures.filter((_, index) => claims[index]?.plain === plain))
      .filter(({ length }) => length > 0);
    if (groups.length > 1) {
      for (const group of groups) yield* this.place(group);
      return;
    }
    const all = claims.filter(claim => claim !== undefined);
    if (all.length > 0) yield* this.#placeTogether(pictures, all);
    else for (const picture of [...pictures].reverse()) yield* this.#placeAlone(picture);
  }

  *#guess(pictures: readonly WantedPicture[]): Generator<number, readonly (Claim | undefined)[]> {
    const here = pictures.map(({ place, image }) => ({ place: this.#shifted(place), image }));
    const steps = guesses(this.#current, here);
    for (let guessed = 0; ; guessed++) {
      const { done, value } = steps.next();
      if (done) return value;
      yield this.#share(guessed / 2);
    }
  }

  *#placeTogether(pictures: readonly WantedPicture[], claims: readonly Claim[]): Generator<number, void> {
    const inOrder = [...claims].sort((one, other) => one.change.start - other.change.start);
    const apart = inOrder.every(({ change }, index) => change.start >= (inOrder[index - 1]?.change.end ?? 0));
    const now = apart ? proven(this.#current, inOrder) : undefined;
    if (now) {
      this.#accept(
        inOrder.map(({ change }) => change),
        now,
      );
      yield this.#share(0);
      return;
    }
    // those that it fails for are found by halving
    const half = pictures.length >> 1;
    yield* this.place(pictures.slice(half));
    yield* this.place(pictures.slice(0, half));
  }

  *#placeAlone({ place, image }: WantedPicture): Generator<number, void> {
    try {
      const { change, now } = insertedPicture(this.#current, this.#shifted(place), image);
      this.#accept([change], now);
    } catch (error) {
      this.#refused.push({ offset: place.start, error: SanaError.from(error) });
      this.#placed++;
    }
    yield this.#share(0);
  }

  #accept(changes: readonly Edit[], now: SourceDocument): void {
    let { text } = this.#current;
    if (this.#edits.length === 0)
      this.#edits = changes.map(({ start, end, text: written }) => ({ start, end, text: written }));
    else {
      for (const change of [...changes].reverse()) {
        this.#edits = combined(text, this.#edits, change);
        text = changed(text, change);
      }
    }
    this.#current = now;
    this.#placed += changes.length;
  }

  /** How much is done, with so many pictures more. */
  #share(more: number): number {
    this.#told = Math.max(this.#told, (this.#placed + more) / this.#total);
    return this.#told;
  }

  /** A place after changes in front of it: what a reference shows is defined anywhere. */
  #shifted(place: Place): Place {
    const shift = this.#edits
      .filter(({ end }) => end <= place.start)
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    return { ...place, start: place.start + shift, end: place.end + shift };
  }
}

/**
 * Changes of the first text and one more of what came of them, as changes of the first text.
 * @param text what came of `edits`
 */
function combined(text: string, edits: readonly Edit[], next: Edit): readonly Edit[] {
  let shift = 0;
  const now = edits.map(edit => {
    const before = shift;
    shift += edit.text.length - (edit.end - edit.start);
    return { edit, start: edit.start + before, end: edit.end + shift, before, behind: shift };
  });
  const met = now.filter(({ start, end }) => start <= next.end && next.start <= end);
  const before = now.filter(({ end }) => end < next.start);
  const behind = now.filter(({ start }) => start > next.end);
  const start = Math.min(next.start, met[0]?.start ?? next.start);
  const end = Math.max(next.end, met.at(-1)?.end ?? next.end);
  const merged = {
    start: start - (before.at(-1)?.behind ?? 0),
    end: end - (met.at(-1) ?? before.at(-1) ?? { behind: 0 }).behind,
    text: text.slice(start, next.start) + next.text + text.slice(next.end, end),
  };
  return [...before.map(({ edit }) => edit), merged, ...behind.map(({ edit }) => edit)];
}
