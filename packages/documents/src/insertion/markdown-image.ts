import { fromMarkdown } from 'mdast-util-from-markdown';
import { onOneLine, shortened } from '../markdown/plain-text.ts';

/** UTF-16 units: screen readers read all of an alt text, and people want to get past it. */
const ALT_LIMIT = 250;

/**
 * An image in markdown.
 * @param alt plain text; what would be a mark in it is escaped
 * @param path as written by `linkTarget`
 */
export function markdownImage(alt: string, path: string): { text: string; altStart: number; altEnd: number } {
  const escaped = escapeAlt(alt);
  return { text: `![${escaped}](${path})`, altStart: 2, altEnd: 2 + escaped.length };
}

/** Plain text as it can stand between the brackets of an image, on one line, so that none of it becomes a mark. */
export function escapeAlt(alt: string): string {
  return shortened(onOneLine(alt.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')), ALT_LIMIT).replace(
    /[\\`*_[\]<>&~$|]/g,
    '\\$&',
  );
}

/** A relative path as VS Code itself writes it into markdown: encoded, or in angle brackets where it must be. */
export function linkTarget(path: string): string {
  if (/\s/u.test(path) || path.startsWith('<') || !parenthesesMatch(path)) {
    return `<${path.replace(/[\\<>]/g, '\\$&')}>`;
  }
  return encodeURI(path);
}

/**
 * The same image with another target; its alt text and title stay as they are written.
 * @param source an inline image, from `![` to `)`
 * @returns undefined if that is not what `source` is
 */
export function withTarget(source: string, path: string): string | undefined {
  const parsed = onlyImage(source);
  if (!parsed) return undefined;
  for (let at = source.indexOf(']('); at >= 0; at = source.indexOf('](', at + 1)) {
    const tail = onlyImage(`![x${source.slice(at)}`);
    if (tail?.url !== parsed.url || tail.title !== parsed.title) continue;
    const open = at + 2 + /^\s*/u.exec(source.slice(at + 2))![0].length;
    return source.slice(0, open) + path + source.slice(open + targetLength(source.slice(open)));
  }
  return undefined;
}

function onlyImage(source: string) {
  const [block, ...others] = fromMarkdown(source).children;
  if (block?.type !== 'paragraph' || others.length > 0) return undefined;
  const [image, ...rest] = block.children;
  return image?.type === 'image' && rest.length === 0 ? image : undefined;
}

/** How far a link's destination reaches, by CommonMark's rules. */
function targetLength(text: string): number {
  const bracketed = /^<(?:\\.|[^\\<>\n])*>/u.exec(text);
  if (bracketed) return bracketed[0].length;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\') at++;
    else if (/\s/u.test(char) || (char === ')' && depth === 0)) return at;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
  }
  return text.length;
}

function parenthesesMatch(path: string): boolean {
  let depth = 0;
  for (const char of path) {
    if (char === '(') depth++;
    else if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
