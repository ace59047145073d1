import { SanaError } from '@sana-studio/core';
import { type Anchor, findAnchor, insertionEdit, type TextChange } from '@sana-studio/documents';
import {
  Range,
  SnippetString,
  SnippetTextEdit,
  type TextDocument,
  TextEdit,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { fileFor, nameOf, type PictureToWrite, pathTo, writeTo } from './insert-picture.ts';
import { readSettings } from './settings.ts';
import { sourceOf } from './source.ts';

/** A finished picture on its way into a document. */
export interface FinishedPicture {
  /** Where it goes; asked anew whenever the document has changed. */
  readonly anchor: () => Anchor;
  readonly picture: PictureToWrite;
  readonly alt: string;
  /** Where it is already; default: it is written with the edit. */
  readonly file?: Uri | undefined;
  /** The file that it takes the place of, and that is removed with the same edit. */
  readonly replaces?: Uri | undefined;
}

/** What became of one. */
export interface PlacedPicture {
  readonly file: Uri;
  /** The text that shows it; without it the place was not there any more, and the file alone was written. */
  readonly inserted?: InsertedText | undefined;
}

export interface InsertedText {
  readonly start: number;
  readonly text: string;
  /** What stood there before. */
  readonly before: string;
}

/** How long a document may go on changing under an edit: whoever types makes pauses. */
const PATIENCE_MS = 60_000;
/** Whoever types faster than that can hardly be told from an editor that refuses. */
const NEXT_CHANGE_MS = 1000;

/**
 * Puts pictures into a document, files and all: one edit, one step of undo. An edit that comes too late, because the
 * person has typed meanwhile, is made again on the new text. The alt text of a single picture becomes a placeholder if the
 * cursor is still where it was asked for.
 * @param undisturbed whether the person has written nothing in the document since they asked
 * @returns undefined if a person was asked where to write and gave no answer
 * @throws SanaError `file-unwritable`: a KeptError if the editor refuses, with the files that were written all the same
 */
export async function placePictures(
  document: TextDocument,
  finished: readonly FinishedPicture[],
  undisturbed: boolean,
): Promise<readonly PlacedPicture[] | undefined> {
  const files: Uri[] = [];
  for (const { picture, file: present } of finished) {
    const file = present ?? (await fileFor(document, picture, files));
    if (!file) return undefined;
    files.push(file);
  }
  const end = Date.now() + PATIENCE_MS;
  for (let untouched = undisturbed; ; untouched = false) {
    const { version } = document;
    const plan = finished.map((one, index) => planOf(document, one, files[index]!));
    if (await workspace.applyEdit(editOf(document, plan, untouched))) {
      await write(plan.filter(({ change }) => !change));
      return plan.map(({ file, inserted }) => ({ file, inserted }));
    }
    if (isPartlyDone(document, plan, version)) {
      await write(plan);
      return plan.map(({ file, inserted }) => ({ file, inserted }));
    }
    if (Date.now() < end && (document.version !== version || (await changesSoon(document)))) continue;
    await write(plan);
    throw new KeptError(document, files);
  }
}

/** The editor refused the edit; the pictures are on disk. */
export class KeptError extends SanaError {
  readonly files: readonly Uri[];
  constructor(document: TextDocument, files: readonly Uri[]) {
    super('file-unwritable:edit', { document: nameOf(document.uri) });
    this.files = files;
  }
}

interface Plan {
  readonly file: Uri;
  /** The file is there already. */
  readonly written: boolean;
  readonly picture: PictureToWrite;
  readonly replaces: Uri | undefined;
  readonly change: TextChange | undefined;
  readonly inserted: InsertedText | undefined;
  /** Whether the cursor is where the picture was asked for. */
  readonly atCursor: boolean;
}

async function write(plan: readonly Plan[]): Promise<void> {
  for (const { file, written, picture } of plan) if (!written) await writeTo(file, picture.bytes);
}

function planOf(document: TextDocument, finished: FinishedPicture, file: Uri): Plan {
  const { anchor, picture, alt, replaces } = finished;
  const source = sourceOf(document);
  const { text } = source;
  const place = findAnchor(text, anchor());
  const own = { file, written: finished.file !== undefined, picture };
  if (!place) return { ...own, replaces: undefined, change: undefined, inserted: undefined, atCursor: false };
  const { altText, keepBlock } = readSettings(document.uri);
  const change = insertionEdit(source, place, {
    alt: altText === 'prompt' ? alt : '',
    path: pathTo(document, file),
    keepBlock,
  });
  const editor = window.activeTextEditor;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : -1;
  const before = text.slice(change.start, change.end);
  const inserted = { start: change.start, text: change.text, before };
  return { ...own, replaces, change, inserted, atCursor: cursor >= place.start && cursor <= place.end };
}

/** The text goes first: where it is refused, no file was made. */
function editOf(document: TextDocument, plan: readonly Plan[], undisturbed: boolean): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const [only, ...others] = plan;
  const waits = undisturbed && others.length === 0 && only?.atCursor;
  const edits = plan.flatMap(({ change }) => {
    if (!change) return [];
    const range = new Range(document.positionAt(change.start), document.positionAt(change.end));
    return waits && change.alt ? snippetEdit(range, change, change.alt) : TextEdit.replace(range, change.text);
  });
  edit.set(document.uri, edits);
  for (const { change, file, written, picture, replaces } of plan) {
    if (!change) continue;
    if (!written) edit.createFile(file, { contents: picture.bytes, overwrite: document.isUntitled });
    if (replaces) edit.deleteFile(replaces, { ignoreIfNotExists: true });
  }
  return edit;
}

/**
 * The text with the alt text as a placeholder. As an edit of the workspace it leaves the focus where it is; the editor's
 * own `insertSnippet` would take it, from whatever a person has gone on to do while the picture was made.
 */
function snippetEdit(
  range: Range,
  { text, imageEnd }: TextChange,
  alt: NonNullable<TextChange['alt']>,
): SnippetTextEdit {
  const snippet = new SnippetString()
    .appendText(text.slice(0, alt.start))
    .appendPlaceholder(text.slice(alt.start, alt.end), 1)
    .appendText(text.slice(alt.end, imageEnd))
    .appendTabstop(0)
    .appendText(text.slice(imageEnd));
  const edit = new SnippetTextEdit(range, snippet);
  edit.keepWhitespace = true;
  return edit;
}

/** Whether the text was changed, and a file could not be made. */
function isPartlyDone(document: TextDocument, plan: readonly Plan[], version: number): boolean {
  const [first] = plan.flatMap(({ inserted }) => inserted ?? []);
  return first !== undefined && document.version !== version && document.getText().startsWith(first.text, first.start);
}

/** Whether what was refused was refused for a change that is only just on its way here. */
function changesSoon(document: TextDocument): Promise<boolean> {
  return new Promise(resolve => {
    const settle = (changed: boolean) => {
      clearTimeout(timer);
      watching.dispose();
      resolve(changed);
    };
    const timer = setTimeout(() => settle(false), NEXT_CHANGE_MS);
    const watching = workspace.onDidChangeTextDocument(event => {
      if (event.document === document && event.contentChanges.length > 0) settle(true);
    });
  });
}
