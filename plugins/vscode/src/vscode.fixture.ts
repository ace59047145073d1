// What the extension uses of VS Code, in memory, for tests of the host's side. Tests import it as `vscode`.

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
}

export class Selection extends Range {
  get active(): Position {
    return this.end;
  }
}

export const EndOfLine = { LF: 1, CRLF: 2 };
export const FilePermission = { Readonly: 1 };
export const FileType = { File: 1, Directory: 2 };
export const ProgressLocation = { Notification: 15 };
export const CodeActionKind = { QuickFix: 'quickfix' };

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

/** A document whose text edits change. */
export class Document {
  readonly languageId = 'markdown';
  readonly isUntitled: boolean;
  constructor(
    readonly uri: URI,
    public text: string,
  ) {
    this.isUntitled = uri.scheme === 'untitled';
  }
  get eol(): number {
    return this.text.includes('\r\n') ? EndOfLine.CRLF : EndOfLine.LF;
  }
  getText(): string {
    return this.text;
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

export class WorkspaceEdit {
  readonly changes: { uri: URI; range: Range; text: string }[] = [];
  replace(uri: URI, range: Range, text: string): void {
    this.changes.push({ uri, range, text });
  }
  set(uri: URI, edits: readonly SnippetTextEdit[]): void {
    for (const { range, snippet } of edits) this.replace(uri, range, snippet.inserted);
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

export class MarkdownString {
  constructor(public value = '') {}
  appendText(text: string): this {
    this.value += text.replace(/[\\`*_{}[\]()#+\-!~<>|]/g, '\\$&');
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

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: unknown,
  ) {}
}

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export const LanguageModelDataPart = { image: (data: Uint8Array, mimeType: string) => ({ data, mimeType }) };

export class LanguageModelToolResult {
  constructor(readonly content: readonly unknown[]) {}
}

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly readOnly?: boolean;
}

/** Everything that a test sets up or looks at. */
export const state = {
  files: new Map<string, StoredFile>(),
  documents: new Map<string, Document>(),
  folders: [] as { uri: URI }[],
  settings: {} as Record<string, unknown>,
  readOnlySchemes: new Set<string>(),
  /** What people were shown in notifications. */
  shown: [] as string[],
  /** What the dialogue for saving answers. */
  saveAs: undefined as URI | undefined,
  commands: new Map<string, (...args: never[]) => unknown>(),
  tools: new Map<string, unknown>(),
  codeActions: undefined as unknown,
  viewProvider: undefined as unknown,
  cancel: undefined as (() => void) | undefined,
};

export function reset(): void {
  for (const map of [state.files, state.documents, state.commands, state.tools]) map.clear();
  state.readOnlySchemes.clear();
  Object.assign(state, { folders: [], settings: {}, shown: [], saveAs: undefined, cancel: undefined });
  window.activeTextEditor = undefined;
}

/** Opens a document, as its file or as an untitled one. */
export function open(path: string, text: string): Document {
  const uri = Uri.parse(path);
  const document = new Document(uri, text);
  state.documents.set(uri.toString(), document);
  if (!document.isUntitled) state.files.set(uri.toString(), { bytes: new TextEncoder().encode(text) });
  return document;
}

function file(uri: URI): StoredFile {
  const found = state.files.get(uri.toString());
  if (!found) throw new Error(`${uri.path} is not there`);
  return found;
}

const configured = new EventEmitter<void>();
const changed = new EventEmitter<unknown>();
const nothing = { dispose() {} };

export const workspace = {
  get workspaceFolders() {
    return state.folders.length > 0 ? state.folders : undefined;
  },
  fs: {
    isWritableFileSystem: (scheme: string) => !state.readOnlySchemes.has(scheme),
    stat: async (uri: URI) => ({ type: FileType.File, permissions: file(uri).readOnly ? FilePermission.Readonly : 0 }),
    readFile: async (uri: URI) => file(uri).bytes,
    writeFile: async (uri: URI, bytes: Uint8Array) => void state.files.set(uri.toString(), { bytes }),
    delete: async (uri: URI) => void state.files.delete(uri.toString()),
  },
  getWorkspaceFolder: ({ scheme, authority, path }: URI) =>
    state.folders.find(
      ({ uri }) => uri.scheme === scheme && uri.authority === authority && path.startsWith(`${uri.path}/`),
    ),
  asRelativePath: ({ path }: URI) => path,
  getConfiguration: (section: string) => ({
    get: (key: string, fallback?: unknown) => state.settings[`${section}.${key}`] ?? fallback,
  }),
  async openTextDocument(uri: URI) {
    const document = state.documents.get(uri.toString());
    if (!document) throw new Error(`${uri.path} cannot be opened`);
    return document;
  },
  async applyEdit({ changes }: WorkspaceEdit) {
    for (const { uri, range, text } of changes) {
      const document = state.documents.get(uri.toString())!;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      document.text = document.text.slice(0, start) + text + document.text.slice(end);
      changed.fire({ document, contentChanges: [{ rangeOffset: start, rangeLength: end - start, text }] });
    }
    return true;
  },
  onDidChangeTextDocument: changed.event,
  onDidChangeConfiguration: configured.event,
};

const none = () => nothing;
const show = async (message: string) => void state.shown.push(message);

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  showErrorMessage: show,
  showWarningMessage: show,
  showInformationMessage: show,
  showSaveDialog: async () => state.saveAs,
  showTextDocument: async () => {},
  onDidChangeTextEditorSelection: none,
  onDidChangeActiveTextEditor: none,
  registerWebviewViewProvider(_id: string, provider: unknown) {
    state.viewProvider = provider;
    return nothing;
  },
  async withProgress(
    _options: unknown,
    task: (progress: { report(step: { message: string }): void }, token: unknown) => Promise<unknown>,
  ) {
    const cancelled = new EventEmitter<void>();
    const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
    state.cancel = () => {
      token.isCancellationRequested = true;
      cancelled.fire();
    };
    return task({ report: ({ message }) => void state.shown.push(message) }, token);
  },
};

export const commands = {
  registerCommand(name: string, run: (...args: never[]) => unknown) {
    state.commands.set(name, run);
    return nothing;
  },
  executeCommand: async (name: string, ...args: never[]) => state.commands.get(name)?.(...args),
};

export const languages = {
  registerCodeLensProvider: none,
  registerCodeActionsProvider(_selector: unknown, provider: unknown) {
    state.codeActions = provider;
    return nothing;
  },
};

export const lm = {
  registerTool(name: string, tool: unknown) {
    state.tools.set(name, tool);
    return nothing;
  },
};

export const env = { language: 'en', clipboard: { writeText: async () => {} } };

export const l10n = {
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
};

/** Changes a setting, as a person does while VS Code runs. */
export function configure(setting: string, value: unknown): void {
  state.settings[setting] = value;
  configured.fire();
}
