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

/** A document whose text edits change. */
export class Document {
  readonly isUntitled: boolean;
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

type Operation =
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

/** A notebook with cells of markdown. */
export interface Notebook {
  readonly uri: URI;
  readonly isUntitled: boolean;
  readonly cells: { metadata: Readonly<Record<string, unknown>>; readonly document: Document }[];
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

export const LanguageModelDataPart = { image: (data: Uint8Array, mimeType: string) => ({ data, mimeType }) };

export class LanguageModelToolResult {
  constructor(readonly content: readonly unknown[]) {}
}

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly readOnly?: boolean;
  /** The editor refuses to change it, and nobody knows why. */
  readonly refuses?: boolean;
}

/** Everything that a test sets up or looks at. */
export const state = {
  files: new Map<string, StoredFile>(),
  documents: new Map<string, Document>(),
  folders: [] as { uri: URI }[],
  notebooks: [] as Notebook[],
  settings: {} as Record<string, unknown>,
  readOnlySchemes: new Set<string>(),
  /** What people were shown in notifications. */
  shown: [] as string[],
  /** Of these, the errors. */
  red: [] as string[],
  /** What the dialogue for saving answers. */
  saveAs: undefined as URI | undefined,
  commands: new Map<string, (...args: never[]) => unknown>(),
  tools: new Map<string, unknown>(),
  codeActions: undefined as unknown,
  codeLenses: undefined as unknown,
  hover: undefined as unknown,
  /** What is said beside the language of a document. */
  status: new Set<{ readonly id: string; text: string }>(),
  viewProvider: undefined as unknown,
  /** What is open beside documents. */
  tabs: [] as { readonly input: TabInputText | TabInputCustom }[],
  cancel: undefined as (() => void) | undefined,
  /** What a person answers: the label of a button, what they type, what they do with a list. */
  answers: {
    notice: (_message: string, _labels: readonly string[], _detail?: string): string | undefined => undefined,
    input: (_value: string): string | undefined => undefined,
    list: (_list: FakeList): void => {},
  },
  /** Steps that undo would take back. */
  undo: [] as (() => void)[],
};

/** A list that a person picks from. */
export interface FakeList {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly detail?: string }[];
  readonly selected: readonly string[];
  tick(labels: readonly string[]): void;
  press(label: string): void;
  pressButton(): void;
  accept(): void;
  leave(): void;
}

export function reset(): void {
  for (const document of state.documents.values()) closed.fire(document);
  for (const map of [state.files, state.documents, state.commands, state.tools]) map.clear();
  state.readOnlySchemes.clear();
  Object.assign(state, {
    folders: [],
    notebooks: [],
    settings: {},
    shown: [],
    red: [],
    saveAs: undefined,
    cancel: undefined,
    undo: [],
    tabs: [],
  });
  state.answers = { notice: () => undefined, input: () => undefined, list: list => list.leave() };
  window.activeTextEditor = undefined;
}

/** Opens a document, as its file or as an untitled one. */
export function open(path: string, text: string, languageId?: string): Document {
  const uri = Uri.parse(path);
  const document = new Document(uri, text, languageId);
  const before = state.documents.get(uri.toString());
  if (before) closed.fire(before);
  state.documents.set(uri.toString(), document);
  if (!document.isUntitled) state.files.set(uri.toString(), { bytes: new TextEncoder().encode(text) });
  return document;
}

/** Opens a notebook whose markdown cells have these texts. */
export function openNotebook(path: string, texts: readonly string[]): Notebook {
  const uri = Uri.parse(path);
  const cells = texts.map((text, index) => {
    const cell = uri.with({ scheme: 'vscode-notebook-cell', fragment: `W${index}` });
    const document = new Document(cell, text);
    state.documents.set(cell.toString(), document);
    return { metadata: {}, document };
  });
  const notebook = { uri, isUntitled: uri.scheme === 'untitled', cells };
  state.notebooks.push(notebook);
  return notebook;
}

const times = new WeakMap<StoredFile, number>();
let lastTime = 0;

/** Another one for every time that a file was written. */
function timeOf(stored: StoredFile): number {
  if (!times.has(stored)) times.set(stored, ++lastTime);
  return times.get(stored)!;
}

function file(uri: URI): StoredFile {
  const found = state.files.get(uri.toString());
  if (!found) throw Object.assign(new Error(`${uri.path} is not there`), { code: 'FileNotFound' });
  return found;
}

function change(document: Document, { at, length, text }: Document['coming'][number]): void {
  document.text = document.text.slice(0, at) + text + document.text.slice(at + length);
  changed.fire({ document, contentChanges: [{ rangeOffset: at, rangeLength: length, text }] });
}

/** A person types; the extension host learns of it a moment later. */
export function type(document: Document, at: number, text: string): void {
  document.coming.push({ at, length: 0, text });
  setTimeout(() => change(document, document.coming.shift()!));
}

const configured = new EventEmitter<void>();
const changed = new EventEmitter<unknown>();
const closed = new EventEmitter<Document>();
const nothing = { dispose() {} };
const none = () => nothing;

export const workspace = {
  get workspaceFolders() {
    return state.folders.length > 0 ? state.folders : undefined;
  },
  get notebookDocuments() {
    return state.notebooks.map(notebook => ({
      ...notebook,
      getCells: () => notebook.cells.map((cell, index) => ({ ...cell, index, notebook })),
    }));
  },
  fs: {
    isWritableFileSystem: (scheme: string) => !state.readOnlySchemes.has(scheme),
    stat: async (uri: URI) => ({
      type: FileType.File,
      permissions: file(uri).readOnly ? FilePermission.Readonly : 0,
      size: file(uri).bytes.length,
      mtime: timeOf(file(uri)),
    }),
    readFile: async (uri: URI) => file(uri).bytes,
    async readDirectory(uri: URI) {
      const folder = uri.toString().replace(/\/?$/u, '/');
      const below = [...state.files.keys()].filter(path => path.startsWith(folder));
      return below.map(path => [decodeURIComponent(path.slice(folder.length).split('/')[0]!), FileType.File] as const);
    },
    writeFile: async (uri: URI, bytes: Uint8Array) => void state.files.set(uri.toString(), { bytes }),
    delete: async (uri: URI) => void state.files.delete(uri.toString()),
  },
  getWorkspaceFolder: ({ scheme, authority, path }: URI) =>
    state.folders.find(
      ({ uri }) => uri.scheme === scheme && uri.authority === authority && path.startsWith(`${uri.path}/`),
    ),
  get textDocuments() {
    return [...state.documents.values()];
  },
  async findFiles(glob: string) {
    const endings = /\{([^}]+)\}/u.exec(glob)![1]!.split(',');
    return [...state.files.keys()]
      .filter(uri => endings.some(ending => uri.endsWith(`.${ending}`)))
      .map(uri => Uri.parse(uri));
  },
  asRelativePath: ({ path }: URI) => path,
  getConfiguration: (section: string) => ({
    get: (key: string, fallback?: unknown) => state.settings[`${section}.${key}`] ?? fallback,
    inspect: (key: string) => ({ globalValue: state.settings[`${section}.${key}`] }),
    update: async (key: string, value: unknown) => configure(`${section}.${key}`, value),
  }),
  async openTextDocument(uri: URI) {
    const document = state.documents.get(uri.toString());
    if (!document) throw new Error(`${uri.path} cannot be opened`);
    return document;
  },
  /** As VS Code does it: what was made for a text that has changed meanwhile is refused; the rest is one step of undo. */
  async applyEdit({ operations }: WorkspaceEdit) {
    await undefined;
    const texts = operations.flatMap(({ kind, uri }) => (kind === 'text' ? state.documents.get(uri.toString())! : []));
    if (texts.some(({ coming }) => coming.length > 0)) return false;
    if (texts.some(({ uri }) => state.files.get(uri.toString())?.refuses)) return false;
    const [files, before] = [new Map(state.files), texts.map(document => [document, document.text] as const)];
    state.undo.push(() => {
      state.files = files;
      for (const [document, text] of before) document.text = text;
    });
    // each from the end, as positions are those of the text before
    const backwards = operations.toSorted((a, b) =>
      a.kind === 'text' && b.kind === 'text' ? b.range.start.line - a.range.start.line : 0,
    );
    for (const operation of backwards) {
      const uri = operation.uri.toString();
      if (operation.kind === 'cell') {
        const { index, metadata } = operation.edit;
        state.notebooks.find(notebook => notebook.uri.toString() === uri)!.cells[index]!.metadata = metadata;
      } else if (operation.kind === 'delete') state.files.delete(uri);
      else if (operation.kind === 'create') {
        if (!operation.overwrite && state.files.has(uri)) return operation.ignored;
        state.files.set(uri, { bytes: operation.bytes });
      } else {
        const document = state.documents.get(uri)!;
        const [start, end] = [document.offsetAt(operation.range.start), document.offsetAt(operation.range.end)];
        change(document, { at: start, length: end - start, text: operation.text });
      }
    }
    return true;
  },
  onDidChangeTextDocument: changed.event,
  onDidCloseTextDocument: closed.event,
  onDidChangeConfiguration: configured.event,
};

const show = async (message: string, ...rest: readonly (string | object)[]) => {
  state.shown.push(message);
  return state.answers.notice(
    message,
    rest.filter(label => typeof label === 'string'),
    rest.flatMap(options => (typeof options === 'object' && 'detail' in options ? String(options.detail) : []))[0],
  );
};

interface ListItem {
  readonly label: string;
  readonly detail?: string;
}

/** What `createQuickPick` gives; the person acts as soon as it is shown. */
function createQuickPick() {
  const listeners = new Map<string, (argument: never) => void>();
  const on = (name: string) => (listener: (argument: never) => void) => void listeners.set(name, listener);
  const fire = (name: string, argument?: unknown) => listeners.get(name)?.(argument as never);
  const list = {
    ...{ title: '', items: [] as ListItem[], selectedItems: [] as ListItem[], buttons: [], canSelectMany: false },
    onDidChangeSelection: on('selection'),
    onDidTriggerItemButton: on('item'),
    onDidTriggerButton: on('button'),
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    dispose() {},
    show() {
      const find = (label: string) => list.items.find(item => item.label === label)!;
      const person: FakeList = {
        ...{ title: list.title, items: list.items, selected: list.selectedItems.map(({ label }) => label) },
        tick(labels) {
          list.selectedItems = labels.map(find);
          fire('selection', list.selectedItems);
        },
        press: label => fire('item', { item: find(label) }),
        pressButton: () => fire('button'),
        accept: () => fire('accept'),
        leave: () => fire('hide'),
      };
      setTimeout(() => state.answers.list(person));
    },
  };
  return list;
}

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  showErrorMessage: (message: string, ...labels: string[]) => {
    state.red.push(message);
    return show(message, ...labels);
  },
  showWarningMessage: show,
  showInformationMessage: show,
  showSaveDialog: async () => state.saveAs,
  showInputBox: async ({ value = '' }: { value?: string }) => state.answers.input(value),
  createQuickPick,
  showTextDocument: async () => ({ viewColumn: 2 }),
  get tabGroups() {
    return { all: [{ tabs: state.tabs, viewColumn: 2 }] };
  },
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

/** VS Code's own. */
export const extensions = { getExtension: (_id: string) => ({ activate: async () => {} }) };

export const languages = {
  registerCodeLensProvider(_selector: unknown, provider: unknown) {
    state.codeLenses = provider;
    return nothing;
  },
  registerHoverProvider(_selector: unknown, provider: unknown) {
    state.hover = provider;
    return nothing;
  },
  registerCodeActionsProvider(selector: readonly string[], provider: unknown) {
    if (selector.includes('markdown')) state.codeActions = provider;
    return nothing;
  },
  createLanguageStatusItem(id: string) {
    const item = { id, text: '', detail: '', dispose: () => void state.status.delete(item) };
    state.status.add(item);
    return item;
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
