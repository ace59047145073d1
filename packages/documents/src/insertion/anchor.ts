import * as z from 'zod/mini';
import type { Place } from '../markdown/found.ts';
import type { Range } from '../markdown/parse.ts';

/** A place in a document that goes on changing while a picture is made. Plain data: it outlives a reload. */
export interface Anchor {
  readonly place: Place;
  /** What stood there when the picture was asked for. */
  readonly text: string;
}

/** An anchor that comes back from somewhere. */
export const anchorSchema = z.object({
  text: z.string(),
  place: z.object({ kind: z.enum(['after', 'block', 'link']), start: z.int(), end: z.int() }),
});

/** UTF-16 units that are enough to know a place by. */
const REMEMBERED = 4000;

export function anchorAt(text: string, place: Place): Anchor {
  return { place, text: text.slice(place.start, Math.min(place.end, place.start + REMEMBERED)) };
}

/** A change of a document: the range before it, and what stands there instead. */
export interface DocumentChange extends Range {
  readonly text: string;
}

/** Where the anchor's place is after one change of the document. Words grow with what is written on at their end. */
export function movedAnchor(anchor: Anchor, change: DocumentChange): Anchor {
  const { place } = anchor;
  const difference = change.text.length - (change.end - change.start);
  if (
    change.start === place.end &&
    change.end === place.end &&
    place.kind === 'after' &&
    !/[\r\n]/u.test(change.text)
  ) {
    return { ...anchor, place: { ...place, end: place.end + difference } };
  }
  if (change.start >= place.end) return anchor;
  if (change.end <= place.start) {
    return { ...anchor, place: { ...place, start: place.start + difference, end: place.end + difference } };
  }
  const start = Math.min(place.start, change.start);
  return { ...anchor, place: { ...place, start, end: Math.max(start, place.end + difference) } };
}

/**
 * Where the place is in the document as it is now: where it is believed to be, or the nearest spot with the same text.
 * @returns undefined if nothing like it is left; words that were rewritten keep their place
 */
export function findAnchor(text: string, { place, text: expected }: Anchor): Place | undefined {
  if (place.end <= text.length && text.startsWith(expected, place.start)) return place;
  // two searches, not one for each place with the same text
  const found = expected === '' ? [] : [text.lastIndexOf(expected, place.start), text.indexOf(expected, place.start)];
  const [nearest] = found.filter(at => at >= 0).sort((a, b) => Math.abs(a - place.start) - Math.abs(b - place.start));
  if (nearest !== undefined) return { ...place, start: nearest, end: nearest + place.end - place.start };
  return place.kind === 'after' && place.end <= text.length && place.end > place.start ? place : undefined;
}
