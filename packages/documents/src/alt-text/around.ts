import { franc } from 'franc-min';
import { parsedOf, remembered, type SourceDocument } from '../document.ts';
import { frontMatterLanguage, isFrontMatter } from '../markdown/front-matter.ts';
import { rangeOf } from '../markdown/parse.ts';
import { plainText, sentences, shortened } from '../markdown/plain-text.ts';

/** UTF-16 units: fewer tell too little of a language, and more tell nothing new. */
const LEAST_TELLING = 60;
const MOST_LOOKED_AT = 4000;
/** UTF-16 units of the text on each side of an image. */
const AROUND = 600;

/** Words of each block, with its place. */
const wordsOf = remembered(document => {
  const { root, opaque } = parsedOf(document);
  const words = root.children.map(node => ({
    ...rangeOf(node),
    isHeading: node.type === 'heading',
    words: plainText(node, { text: document.text, opaque }),
  }));
  return words.filter(block => block.words !== '');
});

/**
 * The language of a document, as BCP 47: what its front matter says, or what its words look like.
 * @returns undefined where neither tells
 * @throws SanaError `over-budget`
 */
export function documentLanguage(document: SourceDocument): string | undefined {
  const [first] = parsedOf(document).root.children;
  const said = isFrontMatter(first) ? canonical(frontMatterLanguage(first).replaceAll('_', '-')) : undefined;
  if (said !== undefined) return said;
  const words = sentences(wordsOf(document).map(block => block.words)).slice(0, MOST_LOOKED_AT);
  const found = franc(words, { minLength: LEAST_TELLING });
  return found === 'und' ? undefined : canonical(found);
}

/** What a document says near an image: the heading above it, and the blocks before and behind. */
export function textAround(document: SourceDocument, offset: number): string {
  const blocks = wordsOf(document);
  const before = blocks.filter(({ end }) => end <= offset);
  const heading = before.findLast(({ isHeading }) => isHeading);
  const own = blocks.filter(({ start, end }) => start <= offset && offset < end);
  const behind = blocks.filter(({ start, isHeading }) => start > offset && !isHeading);
  const [last] = before.slice(-1);
  const above = [...new Set([heading, last])].flatMap(block => block?.words ?? []);
  const near = (words: readonly string[]) => shortened(sentences(words), AROUND);
  return [near(above), near(own.map(({ words }) => words)), near(behind.slice(0, 1).map(({ words }) => words))]
    .filter(words => words !== '')
    .join('\n');
}

/** @returns undefined for what is no language tag */
function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0];
  } catch {
    return undefined;
  }
}
