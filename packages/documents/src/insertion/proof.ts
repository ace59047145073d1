import { openDocument, parsedOf, remembered, type SourceDocument } from '../document.ts';
import { imagesOf } from '../markdown/images.ts';
import { frontMatterIn } from '../markdown/parts.ts';
import { readCommonMark, readExtended } from '../proof/markdown-it.ts';
import { readTree } from '../proof/mdast.ts';
import { differsAsIntended, type Intention } from '../proof/tree.ts';
import { changedAt, type Edit } from './edit.ts';

/** A change, what it is meant to do, and whether CommonMark alone is to agree: what is in a footnote is something else there. */
export interface Claim {
  readonly change: Edit;
  readonly intention: Intention;
  readonly plain: boolean;
}

// these parsers do not know front matter
const commonMarkOf = remembered(({ text }) => readCommonMark(text.slice(frontMatterIn(text))));
const extendedOf = remembered(({ text }) => readExtended(text.slice(frontMatterIn(text))));
const treeOf = remembered(document => readTree(parsedOf(document).root));

/**
 * The document with changes that do what is intended, and nothing else, as GitHub reads it, and as CommonMark with footnotes and
 * definitions does; undefined if they do not. What was read of it is kept with it, so that the next proof does not read it again.
 * @param claims in the order of the document, their changes apart; `plain` is the same for all of them
 */
export function proven(document: SourceDocument, claims: readonly Claim[]): SourceDocument | undefined {
  const now = openDocument(
    changedAt(
      document.text,
      claims.map(({ change }) => change),
    ),
    document.languageId,
  );
  if (frontMatterIn(document.text) !== frontMatterIn(now.text)) return undefined;
  const intentions = claims.map(({ intention }) => intention);
  const plain = claims.every(claim => claim.plain);
  if (!differsAsIntended(extendedOf(document), extendedOf(now), intentions, !plain)) return undefined;
  if (plain && !differsAsIntended(commonMarkOf(document), commonMarkOf(now), intentions)) return undefined;
  if (!differsAsIntended(treeOf(document), treeOf(now), intentions)) return undefined;
  // mathematics and the like are no trees: what is in them is no image
  const shown = new Set(imagesOf(now).map(({ target }) => target));
  return intentions.every(({ kind, target }) => kind === 'retarget' || shown.has(target)) ? now : undefined;
}

/**
 * Whether a change of a few lines seems to do what is intended. Far quicker than reading the whole document, and no proof: what a
 * link leads to, and what a note is, is defined anywhere in it.
 */
export function seemsRight(lines: SourceDocument, { change, intention, plain }: Claim): boolean {
  const now = openDocument(changedAt(lines.text, [change]), lines.languageId);
  const is = (read: (document: SourceDocument) => ReturnType<typeof treeOf>) =>
    differsAsIntended(read(lines), read(now), [intention]);
  return plain ? is(extendedOf) && is(commonMarkOf) : is(treeOf);
}
