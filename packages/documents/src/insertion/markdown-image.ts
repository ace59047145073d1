import { onOneLine, shortened } from '../markdown/plain-text.ts';

/** UTF-16 units: screen readers read all of an alt text, and people want to get past it. */
const ALT_LIMIT = 250;
/** In a relative path these begin something else, or end the link, or are read before it. */
const IN_PATH = /[%#?\\`|"^{}\p{Cc}]/gu;
const ENTITY = /&(?=#?\w+;)/gu;
/** Half a character is no text. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** An image in markdown, and how it reads. */
export interface WrittenImage {
  readonly text: string;
  /** Where its alt text stands in `text`. */
  readonly altStart: number;
  readonly altEnd: number;
  readonly alt: string;
  readonly target: string;
}

/**
 * An image in markdown.
 * @param alt plain text; what would be a mark in it is escaped
 * @param path from the document to the file, not encoded
 * @param languageId of the document
 */
export function writtenImage(alt: string, path: string, languageId: string): WrittenImage {
  const plain = plainAlt(alt);
  const escaped = escapeAlt(plain);
  const { written, target } = linkTarget(path, languageId);
  return { text: `![${escaped}](${written})`, altStart: 2, altEnd: 2 + escaped.length, alt: plain, target };
}

/** An alt text as it can stand in an image: on one line, and short. */
export function plainAlt(alt: string): string {
  return shortened(onOneLine(alt.replace(LONE_SURROGATE, '\ufffd').replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')), ALT_LIMIT);
}

/**
 * Plain text as it can stand between the brackets of an image, so that none of it becomes a mark. Braces are marks to generators of
 * sites, also in files that are called markdown: Docusaurus reads these as MDX, Hugo and Jekyll look for shortcodes in them.
 */
export function escapeAlt(alt: string): string {
  return plainAlt(alt).replace(/[\\`*_[\]<>&~$|{}]/g, '\\$&');
}

/**
 * A relative path as the target of a link: as it is, but for what would end it or begin something else, and in angle brackets where
 * it must be, as VS Code writes it. `target` is what parsers read.
 */
export function linkTarget(path: string, languageId = 'markdown'): { written: string; target: string } {
  const encoded = encodedPath(path);
  const bracketed = /\s/u.test(path) || path.startsWith('<') || !parenthesesMatch(path);
  if (!bracketed) return { written: encoded, target: encoded };
  if (languageId === 'mdx') {
    // there an angle bracket begins a tag
    const escaped = encoded.replace(/[\s<>()]/gu, character => encodeURIComponent(character).replace(/[()]/g, hex));
    return { written: escaped, target: escaped };
  }
  return { written: `<${encoded.replace(/[<>]/g, '\\$&')}>`, target: encoded };
}

/** A relative path as the value of an attribute. */
export function htmlTarget(path: string): string {
  return encodedPath(path).replace(/[\s"'<>&]/gu, character =>
    character === "'" ? '%27' : encodeURIComponent(character),
  );
}

function encodedPath(path: string): string {
  const encoded = path.replace(LONE_SURROGATE, '\ufffd').replace(IN_PATH, encodeURIComponent).replace(ENTITY, '%26');
  // a colon in its first name would end a scheme; a picture in a notebook's cell has one
  return /^(?!attachment:)[^/]*:/u.test(encoded) ? `./${encoded}` : encoded;
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

function parenthesesMatch(path: string): boolean {
  let depth = 0;
  for (const char of path) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
