// Documents and notebooks in memory, and edits of them.

import type { URI } from 'vscode-uri';
import { EndOfLine, Position, Range, type TextEdit } from './vscode-values.fixture.ts';

/** A document whose text edits change. */
export class Document {
  readonly isUntitled: boolean;
  isClosed = false;
  version = 1;
  /** What a person has typed, of which the extension host does not know yet. */
  readonly coming: { at: number; length: number; text: string }[] = [];
  #text: string;
  constructor(
    readonly uri: URI,
    text: string,
    readonly languageId = 'markdown',
  ) {
    this.#text = text;
    this.isUntitled = uri.scheme === 'untitled';
  }
  get text(): string {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    this.version++;
  }
  get eol(): number {
    return this.text.includes('\r\n') ? EndOfLine.CRLF : EndOfLine.LF;
  }
  getText(): string {
    return this.text;
  }
  get lineCount(): number {
    return this.text.split('\n').length;
  }
  lineAt(line: number): { readonly range: Range; readonly text: string } {
    const text = this.text.split('\n')[line] ?? '';
    return { text, range: new Range(new Position(line, 0), new Position(line, text.length)) };
  }
  offsetAt({ line, character }: Position): number {
    const lines = this.text.split('\n').slice(0, line);
    return lines.reduce((sum, { length }) => sum + length + 1, character);
  }
  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1)!.length);
  }
}

/** A notebook with cells of markdown. */
export interface Notebook {
  readonly uri: URI;
  readonly isUntitled: boolean;
  cells: { metadata: Readonly<Record<string, unknown>>; readonly document: Document }[];
}

export type Operation =
  | { readonly kind: 'cell'; readonly uri: URI; readonly edit: NotebookEdit }
  | { readonly kind: 'text'; readonly uri: URI; readonly range: Range; readonly text: string }
  | {
      readonly kind: 'create';
      readonly uri: URI;
      readonly bytes: Uint8Array;
      readonly overwrite: boolean;
      readonly ignored: boolean;
    }
  | { readonly kind: 'delete'; readonly uri: URI };

interface CreateOptions {
  readonly contents: Uint8Array;
  readonly overwrite?: boolean;
  readonly ignoreIfExists?: boolean;
}

export class NotebookEdit {
  constructor(
    readonly index: number,
    readonly metadata: Readonly<Record<string, unknown>>,
  ) {}
  static updateCellMetadata(index: number, metadata: Readonly<Record<string, unknown>>): NotebookEdit {
    return new NotebookEdit(index, metadata);
  }
}

export class WorkspaceEdit {
  readonly operations: Operation[] = [];
  replace(uri: URI, range: Range, text: string): void {
    this.operations.push({ kind: 'text', uri, range, text });
  }
  set(uri: URI, edits: readonly (SnippetTextEdit | TextEdit | NotebookEdit)[]): void {
    for (const edit of edits) {
      if (edit instanceof NotebookEdit) this.operations.push({ kind: 'cell', uri, edit });
      else this.replace(uri, edit.range, 'snippet' in edit ? edit.snippet.inserted : edit.newText);
    }
  }
  createFile(uri: URI, { contents, overwrite = false, ignoreIfExists = false }: CreateOptions): void {
    this.operations.push({ kind: 'create', uri, bytes: contents, overwrite, ignored: ignoreIfExists });
  }
  deleteFile(uri: URI): void {
    this.operations.push({ kind: 'delete', uri });
  }
}

/** Knows what it inserts, rather than how that is written. */
export class SnippetString {
  inserted = '';
  appendText(text: string): this {
    this.inserted += text;
    return this;
  }
  appendPlaceholder(text: string): this {
    return this.appendText(text);
  }
  appendTabstop(): this {
    return this;
  }
}

export class SnippetTextEdit {
  constructor(
    readonly range: Range,
    readonly snippet: SnippetString,
  ) {}
}
