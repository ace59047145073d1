import type { Root } from 'mdast';
import { opaqueRanges } from './markdown/opaque.ts';
import { parsingSteps, type Range } from './markdown/parse.ts';
import { finished } from './steps.ts';

/** How pictures are written into a document. */
export type DocumentFormat = 'markdown' | 'asciidoc' | 'restructuredtext';

/** A document as it is at one time. What is read of it is kept with it: keep it as long as its text is the same. */
export interface SourceDocument {
  /** Without a byte order mark. */
  readonly text: string;
  /** As VS Code names languages. */
  readonly languageId: string;
}

const FORMATS: ReadonlyMap<string, DocumentFormat> = new Map([
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['quarto', 'markdown'],
  ['rmd', 'markdown'],
  ['asciidoc', 'asciidoc'],
  ['restructuredtext', 'restructuredtext'],
]);

/** Not VS Code's name of a language: its notebooks have one for each cell. */
export const NOTEBOOK = 'notebook';

const EXTENSIONS: Readonly<Record<string, string>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  mdx: 'mdx',
  qmd: 'quarto',
  rmd: 'rmd',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  rst: 'restructuredtext',
  ipynb: NOTEBOOK,
};

/** What can be done in documents of a language; undefined where nothing can. */
export function formatOf(languageId: string): DocumentFormat | undefined {
  return FORMATS.get(languageId);
}

/** Ends of names of files that have markdown in them, without the dot. */
export const MARKDOWN_EXTENSIONS: readonly string[] = Object.entries(EXTENSIONS).flatMap(([extension, language]) =>
  formatOf(language) === 'markdown' ? extension : [],
);

/** The language of a file by its name, as VS Code names it; `plaintext` for what is not known. */
export function languageOf(fileName: string): string {
  const extension = /\.([^./]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return EXTENSIONS[extension] ?? 'plaintext';
}

/** A document to be read: nothing is parsed before something is asked of it, and nothing twice. */
export function openDocument(text: string, languageId: string): SourceDocument {
  return { text, languageId };
}

/** What parsing has found. */
export interface Parsed {
  readonly root: Root;
  /** Sorted; what is neither words nor a place for a picture: mathematics, directives, shortcodes, expressions. */
  readonly opaque: readonly Range[];
}

/** What is read of a document once, and kept with it. */
export function remembered<Value>(read: (document: SourceDocument) => Value): (document: SourceDocument) => Value {
  const known = new WeakMap<SourceDocument, { readonly value: Value }>();
  return document => {
    const kept = known.get(document) ?? { value: read(document) };
    known.set(document, kept);
    return kept.value;
  };
}

const parsed = new WeakMap<SourceDocument, () => Parsed>();

/** @throws SanaError `over-budget`, at once when it was thrown before */
export function parsedOf(document: SourceDocument): Parsed {
  finished(readingSteps(document));
  return parsed.get(document)!();
}

/** What comes before any answer about a document, in steps of some milliseconds; at once when it was done before. */
export function* readingSteps(document: SourceDocument): Generator<void, void> {
  if (parsed.has(document)) return;
  try {
    const root = yield* parsingSteps(document.text);
    const value = { root, opaque: opaqueRanges(document.text, root, document.languageId === 'mdx') };
    parsed.set(document, () => value);
  } catch (error) {
    parsed.set(document, () => {
      throw error;
    });
  }
}
