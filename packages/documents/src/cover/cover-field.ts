import { SanaError } from '@sana-studio/core';
import { isMap, isScalar, type Pair, parseDocument } from 'yaml';
import { openDocument, parsedOf, type SourceDocument } from '../document.ts';
import { changed, type TextChange } from '../insertion/edit.ts';
import { isFrontMatter } from '../markdown/front-matter.ts';
import { type Range, rangeOf } from '../markdown/parse.ts';

/** What generators and their themes call a page's picture, and the one in a group of fields about it. */
const FIELDS = [
  'image',
  'cover',
  'coverImage',
  'heroImage',
  'hero',
  'featured_image',
  'featuredImage',
  'thumbnail',
  'banner',
];
const INNER = ['image', 'path', 'src', 'url'];

/** A field of front matter that waits for a picture. */
export interface CoverField {
  readonly name: string;
  /** What of the document its value is, or would be. */
  readonly value: Range;
}

/** The first field for a page's picture that is there and empty. */
export function coverFieldOf(document: SourceDocument): CoverField | undefined {
  const [first] = parsedOf(document).root.children;
  if (!isFrontMatter(first)) return undefined;
  const { start } = rangeOf(first);
  const from = document.text.indexOf(first.value, start + '---'.length);
  const found = first.type === 'yaml' ? emptyInYaml(first.value) : emptyInToml(first.value);
  return found && { name: found.name, value: { start: from + found.value.start, end: from + found.value.end } };
}

/**
 * The change that fills it. Read again, the front matter has this value and is otherwise what it was.
 * @throws SanaError `request-invalid` if it cannot be filled so
 */
export function coverFieldEdit(document: SourceDocument, { name, value }: CoverField, written: string): TextChange {
  const quoted = JSON.stringify(written);
  const space = document.text[value.start - 1] === ':' ? ' ' : '';
  const change = { ...value, text: space + quoted, imageEnd: space.length + quoted.length };
  const now = openDocument(changed(document.text, change), document.languageId);
  const [old, filled] = [bodyOf(document), bodyOf(now)];
  if (old !== filled || coverFieldOf(now)?.name === name) throw new SanaError('request-invalid:no-place');
  return change;
}

function bodyOf(document: SourceDocument): string | undefined {
  const [first] = parsedOf(document).root.children;
  return isFrontMatter(first) ? document.text.slice(rangeOf(first).end) : undefined;
}

function emptyInYaml(text: string): CoverField | undefined {
  try {
    const { contents } = parseDocument(text);
    if (!isMap(contents)) return undefined;
    for (const name of FIELDS) {
      const group = contents.get(name);
      if (isMap(group)) {
        const inner = INNER.map(key => emptyPair(pairOf(group.items, key), text)).find(Boolean);
        if (inner) return { name, value: inner };
      }
      const value = emptyPair(pairOf(contents.items, name), text);
      if (value) return { name, value };
    }
  } catch {
    // being written
  }
  return undefined;
}

function pairOf(pairs: readonly Pair[], name: string): Pair | undefined {
  return pairs.find(({ key }) => isScalar(key) && key.value === name);
}

/** Where the value of a pair is, if it is empty. */
function emptyPair(pair: Pair | undefined, text: string): Range | undefined {
  const value = pair?.value;
  if (!isScalar(pair?.key) || !isScalar(value) || !value.range || !pair.key.range) return undefined;
  if (value.value === '') return { start: value.range[0], end: value.range[1] };
  if (value.value !== null || value.source) return undefined;
  const colon = text.indexOf(':', pair.key.range[1]);
  const spaces = /^[ \t]*/u.exec(text.slice(colon + 1))![0].length;
  return colon < 0 ? undefined : { start: colon + 1 + spaces, end: colon + 1 + spaces };
}

/** TOML has no empty values but texts: a line of the first part, or of a group that is called so. */
function emptyInToml(text: string): CoverField | undefined {
  let group = '';
  let offset = 0;
  const found: CoverField[] = [];
  for (const line of text.split('\n')) {
    group = /^\s*\[([\w.-]+)\]\s*$/u.exec(line)?.[1] ?? group;
    const [whole, name = ''] = /^\s*([\w-]+)\s*=\s*(?=(?:""|'')\s*(?:#.*)?$)/u.exec(line) ?? [];
    const isField = group === '' ? FIELDS.includes(name) : FIELDS.includes(group) && INNER.includes(name);
    if (whole !== undefined && isField) {
      const start = offset + whole.length;
      found.push({ name: group === '' ? name : group, value: { start, end: start + 2 } });
    }
    offset += line.length + 1;
  }
  return found.sort((one, other) => FIELDS.indexOf(one.name) - FIELDS.indexOf(other.name))[0];
}
