import type { RootContent } from 'mdast';
import type { PictureOfDocument } from '../cover/picture-edit.ts';
import { formatOf, openDocument, parsedOf, type SourceDocument } from '../document.ts';
import type { Place } from '../markdown/found.ts';
import { isFrontMatter } from '../markdown/front-matter.ts';
import { firstTouching, lineAt, type Range, rangeOf } from '../markdown/parse.ts';
import { candidatesFor } from './candidates.ts';
import { changedAt } from './edit.ts';
import { lineEndBehind } from './lines.ts';
import { type Claim, seemsRight } from './proof.ts';
import { retargeting } from './retarget.ts';

/** Candidates for one place that are tried. */
const MOST_TRIED = 12;
/** UTF-16 units of what is read by itself, though it could be divided. */
const SHORT = 1000;
/** Blocks behind the one that gets a picture, the last of which is not read with it. */
const FOLLOWING = 3;

/**
 * Where several pictures probably go, which is to be proven: the quickest way for many in a long document. A step for each.
 * @param pictures in the order of their places
 * @returns for each what to change; undefined where that takes more than a few lines to tell
 */
export function* guesses(
  document: SourceDocument,
  pictures: readonly { readonly place: Place; readonly image: PictureOfDocument }[],
): Generator<void, readonly (Claim | undefined)[]> {
  /** Those behind, the last of the document first. */
  const behind: Claim[] = [];
  const found: (Claim | undefined)[] = [];
  for (const { place, image } of [...pictures].reverse()) {
    const isLink = place.kind === 'link';
    const isMarkdown = formatOf(document.languageId) === 'markdown' && image.cover === undefined;
    const guess = isLink ? retargeted : near;
    const claim = isMarkdown ? guess(document, place, image, behind) : undefined;
    if (claim && !isLink) behind.push(claim);
    found.push(claim);
    yield;
  }
  return found.reverse();
}

function retargeted(document: SourceDocument, place: Place, { path }: PictureOfDocument): Claim | undefined {
  try {
    return retargeting(document, place, path);
  } catch {
    return undefined; // it is told when it is tried by itself
  }
}

function near(
  document: SourceDocument,
  place: Place,
  image: PictureOfDocument,
  behind: readonly Claim[],
): Claim | undefined {
  const around = linesAround(document, place.end);
  const next = behind.at(-1)?.change.start ?? document.text.length;
  const changes = [];
  for (let index = behind.length - 1; index >= 0; index--) {
    const { change } = behind[index]!;
    if (change.start > around.end) break;
    if (change.end > around.end) return undefined;
    changes.push({ ...change, start: change.start - around.start, end: change.end - around.start });
  }
  const lines = openDocument(changedAt(document.text.slice(around.start, around.end), changes), document.languageId);
  let left = MOST_TRIED;
  for (const claim of candidatesFor(document, parsedOf(document), place, image)) {
    const { change } = claim;
    if (left-- === 0 || change.start < around.start || change.end > Math.min(around.end, next)) return undefined;
    const here = { ...change, start: change.start - around.start, end: change.end - around.start };
    if (seemsRight(lines, { ...claim, change: here })) return claim;
  }
  return undefined;
}

/**
 * Whole lines with the block at an offset and those beside it. Of a long list or quotation it is only what is beside it in there; what
 * is in one item is together.
 */
function linesAround(document: SourceDocument, offset: number): Range {
  const { text } = document;
  let siblings: readonly RootContent[] = parsedOf(document).root.children;
  let end = text.length;
  for (;;) {
    const at = Math.min(firstTouching(siblings, offset), siblings.length - 1);
    const block = siblings[at];
    if (!block) return { start: 0, end };
    const range = rangeOf(block);
    const behind = (index: number) => (siblings[index] ? lineAt(text, rangeOf(siblings[index]).start).start : end);
    if ((block.type === 'list' || block.type === 'blockquote') && range.end - range.start > SHORT) {
      end = behind(at + 1);
      siblings = block.children;
      continue;
    }
    const first = siblings[Math.max(0, at - 1)]!;
    const start = isFrontMatter(first)
      ? lineEndBehind(text, lineAt(text, rangeOf(first).end).end)
      : lineAt(text, rangeOf(first).start).start;
    return { start, end: behind(at + FOLLOWING) };
  }
}
