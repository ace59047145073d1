import type { ImageToInsert, TextChange } from '../insertion/edit.ts';
import { lineEndBehind, lineEndOf } from '../insertion/lines.ts';
import { plainAlt } from '../insertion/markdown-image.ts';
import type { Place } from '../markdown/found.ts';
import { lineAt, type Range } from '../markdown/parse.ts';

/** Lines between which AsciiDoc reads nothing, or something else. */
const DELIMITER = /^(?:-{4,}|\.{4,}|={4,}|\+{4,}|\/{4,}|_{4,}|\*{4,}|--|\|===|,===|:===|```)\s*$/u;

/**
 * The change that puts a picture behind the paragraph of AsciiDoc or reStructuredText that a place is in, in the language's own syntax.
 * These are not parsed: a paragraph ends where an empty line begins, and what AsciiDoc has between two delimiters is whole.
 */
export function markedUpEdit(
  text: string,
  format: 'asciidoc' | 'restructuredtext',
  place: Place,
  { alt, path }: ImageToInsert,
): TextChange {
  const { at, indentation } = endOfParagraph(text, place.end, format);
  const eol = lineEndOf(text, at);
  const target = encodeURI(path).replace(/[#?]/g, encodeURIComponent);
  const words = plainAlt(alt);
  const asciidoc = format === 'asciidoc';
  const written = asciidoc ? words.replace(/[\]"\\]/g, '\\$&') : words;
  const head = asciidoc
    ? `image::${target}["`
    : `.. image:: ${target}${written === '' ? '' : `${eol}${indentation}   :alt: `}`;
  const image = `${head}${written}${asciidoc ? '"]' : ''}`;
  const above = `${eol}${eol}${indentation}`;
  const next = lineAt(text, lineEndBehind(text, at));
  const below = at === text.length || text.slice(next.start, next.end).trim() === '' ? '' : eol;
  const start = above.length + head.length;
  return {
    start: at,
    end: at,
    text: above + image + below,
    alt: { start, end: start + written.length },
    imageEnd: above.length + image.length,
  };
}

/** The end of the paragraph's last line, and what its first one is indented by. */
function endOfParagraph(text: string, offset: number, format: string): { at: number; indentation: string } {
  const delimited = format === 'asciidoc' ? delimitedBlockAt(text, offset) : undefined;
  if (delimited) return { at: delimited.end, indentation: '' };
  let line = lineAt(text, offset);
  let first = line;
  while (first.start > 0) {
    const above = lineAt(text, first.start - 1);
    if (text.slice(above.start, above.end).trim() === '') break;
    first = above;
  }
  for (;;) {
    const below = lineAt(text, lineEndBehind(text, line.end));
    if (below.start <= line.end || text.slice(below.start, below.end).trim() === '') break;
    line = below;
  }
  return { at: line.end, indentation: /^[ \t]*/u.exec(text.slice(first.start, first.end))![0] };
}

/** The block between two delimiters that an offset is in. */
function delimitedBlockAt(text: string, offset: number): Range | undefined {
  let open: { readonly mark: string; readonly start: number } | undefined;
  for (let at = 0; at <= text.length; ) {
    const line = lineAt(text, at);
    const mark = text.slice(line.start, line.end).trimEnd();
    if (open && mark === open.mark) {
      if (open.start <= offset && offset <= line.end) return { start: open.start, end: line.end };
      open = undefined;
    } else if (!open && DELIMITER.test(mark)) open = { mark, start: line.start };
    if (line.start > offset && !open) return undefined;
    const next = lineEndBehind(text, line.end);
    if (next === line.end) break;
    at = next;
  }
  return open && open.start <= offset ? { start: open.start, end: text.length } : undefined;
}
