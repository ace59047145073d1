// Files, folders and documents of a workspace.

import type { URI } from 'vscode-uri';
import { Document, type Notebook, type WorkspaceEdit } from './vscode-documents.fixture.ts';
import { events, type StoredFile, state } from './vscode-state.fixture.ts';
import { FilePermission, FileType, Uri } from './vscode-values.fixture.ts';

/** Opens a document, as its file or as an untitled one. */
export function open(path: string, text: string, languageId?: string): Document {
  const uri = Uri.parse(path);
  const document = new Document(uri, text, languageId);
  close(state.documents.get(uri.toString()));
  state.documents.set(uri.toString(), document);
  if (!document.isUntitled) state.files.set(uri.toString(), { bytes: new TextEncoder().encode(text) });
  return document;
}

/** Closes a document, which is what the extension host then knows of it. */
export function close(document: Document | undefined): void {
  if (!document) return;
  document.isClosed = true;
  state.documents.delete(document.uri.toString());
  events.closed.fire(document);
}

/** Gives a file another name, as a person does: its document is another one from then on. */
export function rename(from: string, to: string): void {
  const [oldUri, newUri] = [Uri.parse(from), Uri.parse(to)];
  const below = (path: string) => path === oldUri.toString() || path.startsWith(`${oldUri}/`);
  for (const [path, file] of [...state.files].filter(([path]) => below(path))) {
    state.files.delete(path);
    state.files.set(newUri.toString() + path.slice(oldUri.toString().length), file);
  }
  for (const [path, document] of [...state.documents].filter(([path]) => below(path))) {
    const text = document.getText();
    close(document);
    open(newUri.toString() + path.slice(oldUri.toString().length), text);
  }
  events.renamed.fire({ files: [{ oldUri, newUri }] });
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

/** A change that the extension host learns of: another person's, or one that was typed a while ago. */
export function change(document: Document, { at, length, text }: Document['coming'][number]): void {
  document.text = document.text.slice(0, at) + text + document.text.slice(at + length);
  events.changed.fire({ document, contentChanges: [{ rangeOffset: at, rangeLength: length, text }] });
}

/** A person types; the extension host learns of it a moment later. */
export function type(document: Document, at: number, text: string): void {
  document.coming.push({ at, length: 0, text });
  setTimeout(() => change(document, document.coming.shift()!));
}

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
    // a file makes the folders above it
    createDirectory: async () => {},
  },
  isTrusted: true,
  onDidChangeWorkspaceFolders: events.folders.event,
  onDidGrantWorkspaceTrust: events.trusted.event,
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
    get: (key: string, fallback?: unknown) =>
      state.policies[`${section}.${key}`] ?? state.settings[`${section}.${key}`] ?? fallback,
    // a policy of an organisation is told as the default
    inspect: (key: string) => ({
      defaultValue: state.policies[`${section}.${key}`],
      globalValue: state.settings[`${section}.${key}`],
    }),
    update: async (key: string, value: unknown) => configure(`${section}.${key}`, value),
  }),
  async openTextDocument(uri: URI) {
    const document = state.documents.get(uri.toString());
    return document ?? open(uri.toString(), new TextDecoder().decode(file(uri).bytes));
  },
  /** As VS Code does it: what was made for a text that has changed meanwhile is refused; the rest is one step of undo. */
  async applyEdit({ operations }: WorkspaceEdit) {
    const texts: Document[] = [];
    for (const { kind, uri } of operations) {
      const document = state.documents.get(uri.toString());
      // of a document that is not open, nobody would notice that the text is another by now
      if (kind === 'text' && !document) return false;
      if (kind === 'text' && document) texts.push(document);
    }
    const versions = texts.map(({ version }) => version);
    await undefined;
    if (texts.some(({ isClosed, version }, index) => isClosed || version !== versions[index])) return false;
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
  onDidChangeTextDocument: events.changed.event,
  onDidCloseTextDocument: events.closed.event,
  onDidRenameFiles: events.renamed.event,
  onDidChangeConfiguration: events.configured.event,
};

/** Changes a setting, as a person does while VS Code runs. */
export function configure(setting: string, value: unknown): void {
  state.settings[setting] = value;
  events.configured.fire({ affectsConfiguration: other => other === setting });
}
