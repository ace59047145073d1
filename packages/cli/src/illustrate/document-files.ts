import { accessSync, constants, mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUDGETS, overBudget, type Replacement, requestFromPng, requestFromWebp, SanaError } from '@sana-studio/core';
import {
  type CoverPlace,
  coverPlaceFor,
  type DocumentFile,
  MARKDOWN_EXTENSIONS,
  type PictureOrigin,
  relativePath,
} from '@sana-studio/documents';
import { glob, isDynamicPattern } from 'tinyglobby';
import { writeNew } from '../new-file.ts';
import { statusOf } from '../status-of.ts';
import { writeWhole } from '../whole-file.ts';

/** Characters that UTF-8 writes with the most bytes. */
const BYTES_PER_UNIT = 3;

/** Of installed packages, which are nobody's to change; a pattern that names them means them. */
const INSTALLED = 'node_modules';

/**
 * The files that names, folders and patterns stand for, each once, as they were first named.
 * @throws SanaError `file-missing` for a pattern that fits none, and a folder without markdown
 */
export async function filesOf(patterns: readonly string[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const pattern of patterns) {
    for (const file of await filesFor(pattern)) if (!files.has(resolve(file))) files.set(resolve(file), file);
  }
  return [...files.values()];
}

async function filesFor(pattern: string): Promise<readonly string[]> {
  const options = { expandDirectories: false, ignore: pattern.includes(INSTALLED) ? [] : [`**/${INSTALLED}/**`] };
  if (statusOf(pattern)?.isDirectory()) {
    const found = await glob(`**/*.{${MARKDOWN_EXTENSIONS.join(',')}}`, {
      ...options,
      cwd: pattern,
      caseSensitiveMatch: false,
    });
    if (found.length === 0) throw new SanaError('file-missing:no-documents', { folder: pattern });
    return found.sort().map(file => join(pattern, file));
  }
  if (!isPattern(pattern)) return [pattern];
  // there a backslash is no escape
  const portable = sep === '\\' ? pattern.replaceAll(sep, '/') : pattern;
  const found = await glob(portable, options);
  if (found.length === 0) throw new SanaError('file-missing:pattern', { pattern });
  return found.sort();
}

/** What is there is a file, whatever it is called. */
function isPattern(name: string): boolean {
  return statusOf(name) === undefined && isDynamicPattern(name);
}

/** A document's text, with its byte order mark. @throws SanaError `file-missing`, `document-refused`, `over-budget` */
export function readDocument(file: string): string {
  const status = statusOf(file);
  if (!status?.isFile()) throw new SanaError('file-missing:document', { file });
  if (status.size > BUDGETS.document.most * BYTES_PER_UNIT) throw overBudget('document', file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new SanaError('document-refused:not-utf-8', { file }, error);
  }
}

/** Puts a document's text in its place in one go. @throws SanaError `document-refused` if it is not what it was any more */
export function replaceDocument(file: string, old: string, text: string): void {
  if (readDocument(file) !== old) throw new SanaError('document-refused:changed', { file });
  // where a link leads, and with the rights that the document has
  const target = realpathSync(file);
  writeWhole(target, new TextEncoder().encode(text), statSync(target).mode);
}

/** @throws SanaError `file-unwritable` before anything is drawn */
export function assertWritable(file: string, folder: string): void {
  const pictures = join(dirname(file), folder);
  let existing = pictures;
  while (!statusOf(existing)) existing = dirname(existing);
  for (const path of [file, dirname(file), existing]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw new SanaError('file-unwritable:read-only', { document: path }, error);
    }
  }
  if (!statusOf(existing)?.isDirectory()) throw new SanaError('file-unwritable:out-folder', { folder: pictures, file });
}

/** Writes a picture beside a document, over nothing. @returns the path that it has got, relative to the document */
export function writePicture(file: string, path: string, png: Uint8Array): string {
  const place = beside(file, path);
  mkdirSync(dirname(place), { recursive: true });
  return path.slice(0, path.lastIndexOf('/') + 1) + basename(writeNew(place, png));
}

export function beside(file: string, path: string): string {
  return join(dirname(file), ...path.split('/'));
}

/** A document as it is planned with, in the folder where it is. */
export function documentFile(file: string, text: string): Pick<DocumentFile, 'name' | 'text' | 'isThere' | 'madeFrom'> {
  return {
    name: basename(file),
    text,
    isThere: path => statusOf(beside(file, path)) !== undefined,
    madeFrom: path => originOf(beside(file, path)),
  };
}

/** Where a document's own picture goes if it is a page of a site, relative to the document. */
export async function coverPlaceOf(file: string, folder: string): Promise<CoverPlace | undefined> {
  const path = decodeURIComponent(pathToFileURL(resolve(file)).pathname);
  const list = async (above: string) => namesIn(beside(file, relativePath(path, above)));
  const place = await coverPlaceFor(path, '/', list, folder);
  return place && { ...place, folder: relativePath(path, `${place.folder}/-`).slice(0, -1) };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it is not ours to read
  }
}

function originOf(picture: string): PictureOrigin | undefined {
  try {
    if (statSync(picture).size > BUDGETS.pictureFile.most) return undefined;
    const bytes = readFileSync(picture);
    // the extension writes either, by its setting
    return picture.toLowerCase().endsWith('.webp') ? requestFromWebp(bytes) : requestFromPng(bytes);
  } catch {
    return undefined; // no picture
  }
}

/** The words of a prompt without what the safety policy took out of it. */
export function withoutReplaced(prompt: string, replaced: readonly Replacement[]): string {
  return [...replaced]
    .sort((one, other) => other.start - one.start)
    .reduce((words, { start, end }) => `${words.slice(0, start)} ${words.slice(end)}`, prompt);
}
