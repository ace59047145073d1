import { SanaError } from '@sana-studio/core';
import type { Toml, Yaml } from 'mdast';
import { parse as parseToml } from 'smol-toml';
import { isMap, isScalar, type Pair, parseDocument, Scalar } from 'yaml';
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
  /** Its name, behind that of the group that it is in. */
  readonly path: readonly string[];
  /** What of the document its value is, or would be. */
  readonly value: Range;
}

/** The first field for a page's picture that is there and empty. */
export function coverFieldOf(document: SourceDocument): CoverField | undefined {
  const front = frontMatterOf(document);
  if (!front) return undefined;
  const { start } = rangeOf(front);
  const from = document.text.indexOf(front.value, start + '---'.length);
  const found = front.type === 'yaml' ? emptyInYaml(front.value) : emptyInToml(front.value);
  return found && { path: found.path, value: { start: from + found.value.start, end: from + found.value.end } };
}

/**
 * The change that fills it. Read again, the front matter has this value and is otherwise what it was, and so is the document.
 * @throws SanaError `request-invalid` if it cannot be filled so
 */
export function coverFieldEdit(document: SourceDocument, { path, value }: CoverField, written: string): TextChange {
  const { text } = document;
  const before = text[value.start - 1] === ':' ? ' ' : '';
  const behind = text[value.end] === '#' ? ' ' : '';
  const quoted = JSON.stringify(written);
  const change = { ...value, text: before + quoted + behind, imageEnd: before.length + quoted.length };
  const now = openDocument(changed(text, change), document.languageId);
  if (!isFilled(document, now, path, written)) throw new SanaError('request-invalid:no-place');
  return change;
}

/** Whether all that was there is there, and nothing is new but this value of an empty field. */
function isFilled(old: SourceDocument, now: SourceDocument, path: readonly string[], written: string): boolean {
  const [front, filled] = [frontMatterOf(old), frontMatterOf(now)];
  if (!front || !filled) return false;
  if (old.text.slice(rangeOf(front).end) !== now.text.slice(rangeOf(filled).end)) return false;
  try {
    return JSON.stringify(withValue(fieldsOf(front), path, written)) === JSON.stringify(fieldsOf(filled));
  } catch {
    return false; // it cannot be read
  }
}

function fieldsOf({ type, value }: Yaml | Toml): unknown {
  if (type === 'toml') return parseToml(value);
  const read = parseDocument(value);
  if (read.errors[0]) throw read.errors[0];
  return read.toJS();
}

function withValue(fields: unknown, [name, ...rest]: readonly string[], written: string): unknown {
  if (name === undefined) return fields === null || fields === '' ? written : fields;
  if (typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, key === name ? withValue(value, rest, written) : value]),
  );
}

function frontMatterOf(document: SourceDocument): Yaml | Toml | undefined {
  const [first] = parsedOf(document).root.children;
  return isFrontMatter(first) ? first : undefined;
}

function emptyInYaml(text: string): CoverField | undefined {
  try {
    const { contents, errors } = parseDocument(text);
    if (!isMap(contents) || errors.length > 0) return undefined;
    for (const name of FIELDS) {
      const group = contents.get(name);
      if (isMap(group)) {
        for (const key of INNER) {
          const value = emptyPair(pairOf(group.items, key), text);
          if (value) return { path: [name, key], value };
        }
      }
      const value = emptyPair(pairOf(contents.items, name), text);
      if (value) return { path: [name], value };
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
  if (value.source ? value.value === null : value.value === '' && isQuoted(value))
    return { start: value.range[0], end: value.range[1] };
  if (value.value !== null) return undefined;
  const colon = text.indexOf(':', pair.key.range[1]);
  const spaces = /^[ \t]*/u.exec(text.slice(colon + 1))![0].length;
  return colon < 0 ? undefined : { start: colon + 1 + spaces, end: colon + 1 + spaces };
}

function isQuoted({ type }: Scalar): boolean {
  return type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE;
}

/** TOML has no empty values but texts: a line of the first part, or of a group that is called so. */
function emptyInToml(text: string): CoverField | undefined {
  let group = '';
  let offset = 0;
  const found: CoverField[] = [];
  for (const whole of text.split('\n')) {
    const line = whole.trimEnd();
    const header = /^\s*\[(\[?)([\w.-]+)\]{1,2}\s*(?:#.*)?$/u.exec(line);
    // one of several groups of a name is called otherwise than a group
    if (header) group = header[1]! + header[2]!;
    const [before, name = ''] = /^\s*([\w-]+)\s*=\s*(?=(?:""|'')\s*(?:#.*)?$)/u.exec(line) ?? [];
    const isField = group === '' ? FIELDS.includes(name) : FIELDS.includes(group) && INNER.includes(name);
    if (before !== undefined && isField) {
      const start = offset + before.length;
      found.push({ path: group === '' ? [name] : [group, name], value: { start, end: start + 2 } });
    }
    offset += whole.length + 1;
  }
  return found.sort((one, other) => FIELDS.indexOf(one.path[0]!) - FIELDS.indexOf(other.path[0]!))[0];
}
