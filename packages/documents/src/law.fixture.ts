import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { expect } from 'vitest';
import { openDocument } from './document.ts';
import { htmlImages } from './markdown/html-images.ts';
import { type DocumentImage, imagesOf } from './markdown/images.ts';
import { parseMarkdown } from './markdown/parse.ts';
import { type PlannedDocument, type PlannedPicture, planDocument } from './plan-document.ts';

/** What the command line plans for a file, in a folder where there is nothing but `files`. */
export function planned(name: string, text: string, at: string | null, files: readonly string[] = []): PlannedDocument {
  const [line, column] = at?.split(':').map(Number) ?? [];
  return planDocument({
    name,
    text,
    at: line === undefined ? undefined : { line, column },
    isThere: path => files.includes(path),
    folder: 'images/',
  });
}

/** What the command line tells of a document. */
export interface Told extends Pick<PlannedDocument, 'text' | 'edits'> {
  readonly pictures: readonly Pick<PlannedPicture, 'path' | 'prompt' | 'alt' | 'line'>[];
}

/** Everything that holds for every document and every place. */
export function assertLaw(old: string, { text, edits, pictures }: Told): void {
  let made = old;
  for (const { start, end, text: written } of [...edits].reverse()) {
    made = made.slice(0, start) + written + made.slice(end);
  }
  expect(made).toBe(text);
  expect(new Set(pictures.map(({ path }) => path)).size).toBe(pictures.length);
  if (old.includes('\r\n') && !/(?<!\r)\n/u.test(old)) expect(text).not.toMatch(/(?<!\r)\n/u);
  for (const { path, alt, line } of pictures) {
    const image = imageOf(text, path)!;
    expect(image.alt).toBe(alt);
    expect(text.slice(0, image.start).split(/\r\n|\n|\r/u).length).toBe(line);
  }
}

function imageOf(text: string, path: string): DocumentImage | undefined {
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  const image = imagesOf(openDocument(text.slice(bom), 'markdown')).find(
    ({ target }) => target !== '' && decodeURIComponent(target) === path,
  );
  return image && { ...image, start: image.start + bom };
}

const PLACES = ['listItem', 'blockquote', 'footnoteDefinition', 'tableCell', 'heading'];

/** The nearest thing that an image stands in. */
export function insideOf(text: string, path: string): string {
  const target = (url: string) => url !== '' && decodeURIComponent(url) === path;
  const root = parseMarkdown(text.replace(/^\ufeff/u, ''));
  const defined = new Set<string>();
  let found: string | undefined;
  const visit = (node: Nodes, ancestors: readonly Parents[]) => {
    if (node.type === 'definition' && target(node.url)) defined.add(node.identifier);
    if ('children' in node) for (const child of node.children) visit(child, [...ancestors, node]);
  };
  visit(root, []);
  const look = (node: Nodes, ancestors: readonly Parents[]) => {
    const is =
      (node.type === 'image' && target(node.url)) || (node.type === 'imageReference' && defined.has(node.identifier));
    if (is) found ??= ancestors.map(({ type }) => type).findLast(type => PLACES.includes(type)) ?? 'root';
    if (node.type === 'html' && htmlImages(node.value).some(({ src }) => target(src))) found ??= 'html';
    if ('children' in node) for (const child of node.children) look(child, [...ancestors, node]);
  };
  look(root, []);
  return found === 'footnoteDefinition' ? 'footnote' : (found ?? 'nowhere');
}

/**
 * The old document is the new one without its pictures, as CommonMark reads both: looked at from the other side than the proof does,
 * by taking the pictures out of the new tree.
 */
export function assertReadsAsBefore(name: string, old: string, { text, pictures }: Told): void {
  const paths = new Set(pictures.map(({ path }) => path));
  const options = {
    extensions: [gfmTable(), gfmFootnote()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown()],
  };
  const read = (source: string) => outline(fromMarkdown(withoutFrontMatter(source), options), paths);
  const [before, now] = [read(old), read(text)];
  expect(now, `${name}\n${old}\n→\n${text}`).toEqual(before);
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^\ufeff?(---|\+\+\+)\r?\n[\s\S]*?\n\1(?:\r?\n|$)/u, '');
}

/** A tree without sana blocks and new pictures, as texts: what is left has to be the same. */
function outline(node: Nodes, paths: ReadonlySet<string>): unknown {
  if (node.type === 'code' && node.lang === 'sana') return [];
  const isNew = (url: string) => paths.has(decodeURIComponent(url.split('?')[0]!));
  if (node.type === 'paragraph' && node.children.length === 1) {
    const [only] = node.children;
    if (only?.type === 'image' && (isNew(only.url) || isAsked(only.url))) return [];
  }
  const own = Object.entries(node).flatMap(([key, value]) => {
    if (['children', 'position', 'data', 'spread'].includes(key)) return [];
    if (key === 'url') return [isNew(value) || isAsked(value) ? '' : value];
    return key === 'value' && node.type === 'html' ? [value.replace(/src="[^"]*"/gu, '')] : [value];
  });
  const children = 'children' in node ? node.children.map(child => outline(child, paths)) : [];
  return [...own, ...children.filter(child => !Array.isArray(child) || child.length > 0)];
}

/** What the generated documents want a picture for. */
function isAsked(url: string): boolean {
  return url === '' || url.startsWith('lost') || url === 'have.png';
}
