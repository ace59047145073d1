import { openDocument, parsedOf, type SourceDocument } from '../document.ts';
import { isFrontMatter } from '../markdown/front-matter.ts';
import { imagesOf } from '../markdown/images.ts';
import { rangeOf } from '../markdown/parse.ts';
import { readCommonMark, readExtended } from '../proof/markdown-it.ts';
import { readTree } from '../proof/mdast.ts';
import { differsAsIntended, type Intention, type TreeNode } from '../proof/tree.ts';
import { changed, type TextChange } from './edit.ts';

interface Readings {
  readonly commonMark: TreeNode;
  readonly extended: TreeNode;
}

const kept = new WeakMap<SourceDocument, Readings>();

/**
 * Whether a change does what is intended, and nothing else, to a document as GitHub reads it, and as CommonMark with footnotes
 * and definitions does.
 * @param plain whether CommonMark alone is to agree: what is in a footnote is something else there
 */
export function isProven(
  document: SourceDocument,
  change: Pick<TextChange, 'start' | 'end' | 'text'>,
  intention: Intention,
  plain: boolean,
): boolean {
  const text = changed(document.text, change);
  const now = openDocument(text, document.languageId);
  const start = bodyStart(document);
  if (start !== bodyStart(now)) return false;
  const old = readingsOf(document);
  if (!differsAsIntended(old.extended, readExtended(text.slice(start)), intention, !plain)) return false;
  if (plain && !differsAsIntended(old.commonMark, readCommonMark(text.slice(start)), intention)) return false;
  if (!differsAsIntended(readTree(parsedOf(document).root), readTree(parsedOf(now).root), intention)) return false;
  // mathematics and the like are no trees: what is in them is no image
  return intention.kind === 'retarget' || imagesOf(now).some(({ target }) => target === intention.target);
}

function readingsOf(document: SourceDocument): Readings {
  const known = kept.get(document);
  if (known) return known;
  const text = document.text.slice(bodyStart(document));
  const readings = { commonMark: readCommonMark(text), extended: readExtended(text) };
  kept.set(document, readings);
  return readings;
}

/** Behind the front matter, which these parsers do not know. */
function bodyStart(document: SourceDocument): number {
  const [first] = parsedOf(document).root.children;
  return isFrontMatter(first) ? rangeOf(first).end : 0;
}
