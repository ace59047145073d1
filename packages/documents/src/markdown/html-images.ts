import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import type { Range } from './parse.ts';

/** An `<img>`; offsets in the text that was given. */
export interface HtmlImage extends Range {
  /** Empty if there is none; see `altAttribute`. */
  readonly alt: string;
  /** The whole attribute, from its name on; undefined if there is none. */
  readonly altAttribute: Range | undefined;
  readonly src: string;
  /** Of the value of `src`, without its quotation marks. */
  readonly value: Range;
  /** What stands around the value. */
  readonly quote: '"' | "'" | '';
}

/** Elements whose text is not HTML, and comments. */
const RAW = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
  ['<textarea', '</textarea'],
  ['<title', '</title'],
] as const;
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/y;
const REFERENCE = /&(?:#(\d{1,7}|x[\da-f]{1,6})|([a-z\d]{1,31}));/giu;

/** Every `<img>` with a `src` that is not in a comment. */
export function htmlImages(html: string): HtmlImage[] {
  const found: HtmlImage[] = [];
  const lower = html.toLowerCase();
  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at)) {
    const [open, close] = RAW.find(([mark]) => lower.startsWith(mark, at)) ?? [];
    if (open !== undefined) {
      const end = lower.indexOf(close!, at + open.length);
      if (end < 0) break;
      at = end;
    }
    const image = /^<img[\s/]/u.test(lower.slice(at, at + 5)) ? readImage(html, at) : undefined;
    if (image) found.push(image);
    at = image?.end ?? at + 1;
  }
  return found;
}

function readImage(html: string, start: number): HtmlImage | undefined {
  let alt: Pick<HtmlImage, 'alt' | 'altAttribute'> = { alt: '', altAttribute: undefined };
  let source: Pick<HtmlImage, 'src' | 'value' | 'quote'> | undefined;
  ATTRIBUTE.lastIndex = start + '<img'.length;
  let at = ATTRIBUTE.lastIndex;
  for (let match = ATTRIBUTE.exec(html); match; match = ATTRIBUTE.exec(html)) {
    at = ATTRIBUTE.lastIndex;
    const [, name = '', written, double, single, bare] = match;
    const value = double ?? single ?? bare ?? '';
    // of several of one name the first counts
    if (name.toLowerCase() === 'alt' && !alt.altAttribute) {
      alt = { alt: decoded(value), altAttribute: { start: at - name.length - (written?.length ?? 0), end: at } };
    }
    if (name.toLowerCase() === 'src' && written !== undefined && !source) {
      const quote = double !== undefined ? '"' : single !== undefined ? "'" : '';
      const end = at - quote.length;
      source = { src: decoded(value), value: { start: end - value.length, end }, quote };
    }
  }
  const close = /^[\s/]*>/u.exec(html.slice(at, at + 100));
  return close && source ? { start, end: at + close[0].length, ...alt, ...source } : undefined;
}

function decoded(text: string): string {
  return text.replace(REFERENCE, (written, number?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || written;
    const code = Number(number!.toLowerCase().startsWith('x') ? `0${number}` : number);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
