import { SanaError } from '@sana-studio/core';
import { formatOf, parsedOf, remembered, type SourceDocument } from '../document.ts';
import type { Edit } from '../insertion/edit.ts';
import { escapeAlt, plainAlt } from '../insertion/markdown-image.ts';
import { type Claim, proven } from '../insertion/proof.ts';
import { type DocumentImage, imagesAt, imagesOf } from '../markdown/images.ts';
import { nodesOfType, type Range, rangeOf } from '../markdown/parse.ts';
import type { Refusal } from '../plan.ts';

/** UTF-16 units that an alternative text is cut to. */
export const LONGEST_ALT = 250;

/** An image of a document, and what is to be said of it; empty for one that only decorates. */
export interface WantedAlt {
  /** All of the image, as `DocumentImage` has it. */
  readonly image: Range;
  /** Plain text. */
  readonly alt: string;
}

export interface AltEdits {
  /** In the order of the document, apart. An image that says so already has none. */
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
}

/** Characters that turn the direction of what follows, until another: what is written behind them would be shown elsewhere. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** An alternative text as it is written: on one line, at most `LONGEST_ALT` long, without what turns the text around it. */
export function altWords(text: string): string {
  return plainAlt(text.replace(TURNING, ''));
}

/**
 * The changes that give images of a document other alternative texts: in markdown, by references, and in HTML. They are proven: the
 * document that comes of them was read again by three parsers, and is the old one with these texts. What cannot be written so is refused.
 * @throws SanaError `over-budget`, `request-invalid` for a language in which images are not read
 */
export function altEdits(document: SourceDocument, wanted: readonly WantedAlt[]): AltEdits {
  if (formatOf(document.languageId) !== 'markdown') throw new SanaError('request-invalid:alt-markdown-only');
  const refused: Refusal[] = [];
  const changing: Changing[] = [];
  for (const { image: place, alt } of wanted.toSorted((one, other) => one.image.start - other.image.start)) {
    const image = imagesAt(document, place).find(({ start, end }) => start === place.start && end === place.end);
    if (!image) refused.push({ offset: place.start, error: new SanaError('request-invalid:alt-image-gone') });
    else if (!says(image, altWords(alt))) changing.push({ image, alt: altWords(alt) });
  }
  const accepted = accept(document, [], changing, refused);
  const edits = accepted.map(({ change: { start, end, text } }) => ({ start, end, text }));
  return { edits, refused: refused.sort((one, other) => one.offset - other.offset) };
}

interface Changing {
  readonly image: DocumentImage;
  readonly alt: string;
}

/** Whether an image says that already: of HTML, that it decorates is said by an empty text, not by none. */
function says({ kind, alt, altAttribute }: DocumentImage, words: string): boolean {
  return alt === words && (kind !== 'html' || altAttribute !== undefined);
}

/** Those before with as many more as hold; where not all hold together, those that do not are found by halving. */
function accept(
  document: SourceDocument,
  before: readonly Claim[],
  changing: readonly Changing[],
  refused: Refusal[],
): readonly Claim[] {
  const [only, ...others] = changing;
  if (!only) return before;
  for (const write of [escapeAlt, asReferences]) {
    const claims = inOrder([...before, ...changing.map(one => claimFor(document, one, write))]);
    if (holds(document, claims)) return claims;
  }
  if (others.length === 0) {
    refused.push({ offset: only.image.start, error: new SanaError('request-invalid:alt-place') });
    return before;
  }
  const half = changing.length >> 1;
  return accept(document, accept(document, before, changing.slice(0, half), refused), changing.slice(half), refused);
}

function inOrder(claims: readonly Claim[]): readonly Claim[] {
  return claims.toSorted((one, other) => one.change.start - other.change.start);
}

/** Whether the document comes of these changes with the same images, which say what they shall. */
function holds(document: SourceDocument, claims: readonly Claim[]): boolean {
  const apart = claims.every(({ change }, index) => change.start >= (claims[index - 1]?.change.end ?? 0));
  const now = apart ? proven(document, claims) : undefined;
  if (!now) return false;
  const [old, images] = [imagesOf(document), imagesOf(now)];
  return (
    images.length === old.length &&
    images.every(({ target, alt }, index) => {
      const { start, end, target: oldTarget, alt: oldAlt } = old[index]!;
      const own = claims.find(({ change }) => start <= change.start && change.end <= end);
      return target === oldTarget && alt === (own?.intention.kind === 'alt' ? own.intention.alt : oldAlt);
    })
  );
}

const notesOf = remembered(document => nodesOfType(parsedOf(document).root, 'footnoteDefinition').map(rangeOf));

function claimFor(document: SourceDocument, { image, alt }: Changing, write: (alt: string) => string): Claim {
  const { target, identifier } = image;
  const inNote = notesOf(document).some(note => note.start <= image.start && image.end <= note.end);
  const intention = { kind: 'alt', target, identifier, alt } as const;
  return { change: changeOf(document.text, image, alt, write), intention, plain: !inNote };
}

function changeOf(text: string, image: DocumentImage, alt: string, write: (alt: string) => string): Edit {
  const { kind, start, end, altAttribute, destination } = image;
  if (kind === 'html') {
    const attribute = `alt="${asReferences(alt)}"`;
    const behindName = start + '<img'.length;
    return altAttribute
      ? { ...altAttribute, text: attribute }
      : { start: behindName, end: behindName, text: ` ${attribute}` };
  }
  const first = start + '!['.length;
  if (kind === 'inline') return { start: first, end: text.lastIndexOf('](', destination.start), text: write(alt) };
  const written = text.slice(start, end);
  const label = written.lastIndexOf('][');
  const isCollapsed = written.endsWith('[]');
  // its own words are the name of what it shows: they become that alone
  if (label < 0) return { start: first, end, text: `${write(alt)}][${text.slice(first, end - 1)}]` };
  return isCollapsed
    ? { start: first, end, text: `${write(alt)}][${text.slice(first, end - ']['.length - 1)}]` }
    : { start: first, end: start + label, text: write(alt) };
}

/** What would be a mark, in HTML, in markdown around it or to a generator of sites, as a reference to the character. */
function asReferences(alt: string): string {
  return alt.replace(/[&"'<>\\`*_[\]~$|{}]/gu, character => `&#${character.codePointAt(0)};`);
}
