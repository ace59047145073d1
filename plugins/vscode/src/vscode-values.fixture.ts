// What VS Code's interface has for values.

import { URI, Utils } from 'vscode-uri';

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
  get isEmpty(): boolean {
    return this.start.line === this.end.line && this.start.character === this.end.character;
  }
}

export class Selection extends Range {
  get active(): Position {
    return this.end;
  }
}

export class TextEdit {
  constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}
  static replace(range: Range, text: string): TextEdit {
    return new TextEdit(range, text);
  }
}

export class TabInputText {
  constructor(readonly uri: URI) {}
}

export class TabInputCustom {
  constructor(
    readonly uri: URI,
    readonly viewType: string,
  ) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export const ViewColumn = { Active: -1, Beside: -2 };
export const EndOfLine = { LF: 1, CRLF: 2 };
export const FilePermission = { Readonly: 1 };
export const FileType = { File: 1, Directory: 2 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const CodeActionKind = { QuickFix: 'quickfix', RefactorRewrite: 'refactor.rewrite' };

export class EventEmitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly event = (listener: (event: Event) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class MarkdownString {
  constructor(public value = '') {}
  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>|]/g, '\\$&');
    return this;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class CodeAction {
  command: unknown;
  constructor(
    readonly title: string,
    readonly kind: string,
  ) {}
}

export class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: unknown,
  ) {}
}

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export const LanguageModelChatMessage = { User: (content: readonly unknown[]) => ({ content }) };

export class LanguageModelError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class CancellationTokenSource {
  readonly #cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire();
  }
  dispose(): void {}
}

export const LanguageModelDataPart = { image: (data: Uint8Array, mimeType: string) => ({ data, mimeType }) };

export class LanguageModelToolResult {
  constructor(readonly content: readonly unknown[]) {}
}

export class McpStdioServerDefinition {
  cwd: URI | undefined;

  constructor(
    readonly label: string,
    readonly command: string,
    public args: readonly string[],
    readonly env: Readonly<Record<string, string>>,
    readonly version: string,
  ) {}
}
