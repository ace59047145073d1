import { SanaError } from '@sana-studio/core';
import { type Anchor, type Edit, findAnchor, type ImageToInsert, type Range as Offsets } from '@sana-studio/documents';
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
import type { Changes } from '../reading/changes.ts';
import type { CoverTarget } from './cover.ts';
import {
  fileBeside,
  fileFor,
  freeFile,
  freeIn,
  nameOf,
  type PictureToWrite,
  pathTo,
  writeTo,
} from './insert-picture.ts';
import { attach, cellOf, fileUriOf, isAttachment, isUnsaved } from './notebook.ts';
import { reading } from './reading.ts';
import { readSettings } from './settings.ts';

/** A finished picture on its way into a document. */
export interface FinishedPicture {
  /** Where it goes; asked anew whenever the document has changed. */
  readonly anchor: () => Anchor;
  readonly picture: PictureToWrite;
  readonly alt: string;
  /** It is the page's picture, for a field of the front matter. */
  readonly cover?: CoverTarget | undefined;
  /** Where it is already; default: it is written with the edit. */
  readonly file?: Uri | undefined;
  /** The file that it takes the place of, and that is removed with the same edit. */
  readonly replaces?: Uri | undefined;
}

/** What became of them. */
export interface PlacedPictures {
  /** In the order of what was asked. What is not shown found no place; its file was written all the same. */
  readonly pictures: readonly PlacedPicture[];
  /** What was put into the document, in its order. */
  readonly inserted: readonly InsertedText[];
}

export interface PlacedPicture {
  readonly file: Uri;
  readonly shown: boolean;
  /** Why it is not shown, where the reason is not that its place is gone. */
  readonly why?: SanaError | undefined;
  /** The file that gave way to it, as it was. */
  readonly replaced?: { readonly file: Uri; readonly bytes: Uint8Array } | undefined;
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
): Promise<PlacedPictures | undefined> {
  const files: Uri[] = [];
  for (const { picture, cover, file: present } of finished) {
    const inFolder = cover && (await freeIn(cover.folder, picture, files));
    const file = present ?? inFolder ?? (await fileFor(document, picture, files));
    if (!file) return undefined;
    files.push(file);
  }
  const before = await Promise.all(finished.map(({ replaces }) => replaces && readFile(replaces)));
  const end = Date.now() + PATIENCE_MS;
  for (let untouched = undisturbed; ; untouched = false) {
    const { version } = document;
    const plan = await planOf(document, finished, files);
    // it takes a while in a long one, and what was planned for another text is not put into this one
    const isOld = document.version !== version;
    if (isOld && Date.now() < end) continue;
    const applied = !isOld && plan.changes.length > 0 && (await workspace.applyEdit(editOf(document, plan, untouched)));
    if (applied || plan.changes.length === 0 || isPartlyDone(document, plan, version)) {
      const settled = await besideCells(document, plan.pictures);
      await write(settled.filter(({ shown }) => !applied || !shown));
      const pictures = settled.map((one, index) => {
        const bytes = before[index];
        return one.replaces && bytes ? { ...one, replaced: { file: one.replaces, bytes } } : one;
      });
      return { pictures, inserted: plan.inserted };
    }
    if (Date.now() < end && (document.version !== version || (await changesSoon(document)))) continue;
    const kept = await besideCells(
      document,
      plan.pictures.map(one => ({ ...one, shown: false })),
    );
    await write(kept);
    throw new KeptError(
      document,
      kept.map(({ file }) => file),
    );
  }
}

/**
 * Looks, before anything is drawn, for whether a picture could be written and put into the document.
 * @throws SanaError `file-unwritable`, `request-invalid`
 */
export async function checkPlace(
  document: TextDocument,
  anchor: Anchor,
  alt: string,
  name: Omit<PictureToWrite, 'bytes'>,
): Promise<void> {
  const place = findAnchor(document.getText(), anchor);
  // where it goes is asked when it is there
  const home = fileUriOf(document);
  const file = isUnsaved(document) ? home : await freeFile(home, name);
  if (place) await reading.ask(document, 'insertionEdit', place, imageFor(document, alt, file));
}

/** The editor refused the edit; the pictures are on disk. */
export class KeptError extends SanaError {
  readonly files: readonly Uri[];
  constructor(document: TextDocument, files: readonly Uri[]) {
    super('file-unwritable:edit', { document: nameOf(fileUriOf(document)) });
    this.files = files;
  }
}

interface PlannedPicture {
  readonly file: Uri;
  readonly shown: boolean;
  readonly why: SanaError | undefined;
  /** The file is there already. */
  readonly written: boolean;
  readonly picture: PictureToWrite;
  readonly replaces: Uri | undefined;
}

interface Plan {
  readonly pictures: readonly PlannedPicture[];
  readonly changes: Changes['changes'];
  readonly inserted: readonly InsertedText[];
  /** Whether the cursor is where a single picture was asked for. */
  readonly atCursor: boolean;
}

async function readFile(file: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(file);
  } catch {
    return undefined; // it is gone already
  }
}

async function write(pictures: readonly PlannedPicture[]): Promise<void> {
  for (const { file, written, picture } of pictures) {
    if (!written && !isAttachment(file)) await writeTo(file, picture.bytes);
  }
}

/** A cell that does not show a picture does not keep it: it goes beside the notebook. */
async function besideCells(
  document: TextDocument,
  pictures: readonly PlannedPicture[],
): Promise<readonly PlannedPicture[]> {
  const kept: PlannedPicture[] = [];
  for (const one of pictures) {
    const lost = !one.shown && isAttachment(one.file);
    const taken = kept.map(({ file }) => file);
    kept.push(lost ? { ...one, file: (await fileBeside(document, one.picture, taken)) ?? one.file } : one);
  }
  return kept;
}

function imageFor(document: TextDocument, alt: string, file: Uri): ImageToInsert {
  const { altText, keepBlock } = readSettings(fileUriOf(document));
  return { alt: altText === 'prompt' ? alt : '', path: pathTo(document, file), keepBlock };
}

async function planOf(
  document: TextDocument,
  finished: readonly FinishedPicture[],
  files: readonly Uri[],
): Promise<Plan> {
  const text = document.getText();
  const places = finished.map(({ anchor }) => findAnchor(text, anchor()));
  const wanted = finished.flatMap(({ alt, cover }, index) => {
    const place = places[index];
    const file = files[index]!;
    if (!place) return [];
    return [{ place, image: { ...imageFor(document, alt, file), cover: cover?.value(nameOf(file)) } }];
  });
  const { changes, refused } = await reading.ask(document, 'changesFor', wanted);
  const pictures = finished.map(({ file, picture, replaces }, index) => {
    const place = places[index];
    const refusal = refused.find(({ offset }) => offset === place?.start);
    const why = refusal && SanaError.fromData(refusal.why);
    const shown = place !== undefined && !why;
    const own = { file: files[index]!, written: file !== undefined, picture };
    return { ...own, shown, why, replaces: shown ? replaces : undefined };
  });
  const editor = window.activeTextEditor;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : -1;
  const place = finished.length === 1 ? places[0] : undefined;
  return {
    pictures,
    changes,
    inserted: insertedBy(text, changes),
    atCursor: place !== undefined && cursor >= place.start && cursor <= place.end,
  };
}

/** Where the changes of a text stand once all are made. */
function insertedBy(text: string, changes: readonly Edit[]): readonly InsertedText[] {
  let shift = 0;
  return changes.map(({ start, end, text: words }) => {
    const inserted = { start: start + shift, text: words, before: text.slice(start, end) };
    shift += words.length - (end - start);
    return inserted;
  });
}

/** The text goes first: where it is refused, no file was made. */
function editOf(document: TextDocument, { pictures, changes, atCursor }: Plan, undisturbed: boolean): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const edits = changes.map(({ start, end, text, alt, imageEnd }) => {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    if (!undisturbed || !atCursor || !alt || imageEnd === undefined) return TextEdit.replace(range, text);
    return snippetEdit(range, text, alt, imageEnd);
  });
  edit.set(document.uri, edits);
  for (const { shown, file, written, picture, replaces } of pictures) {
    if (!shown) continue;
    if (!written && !isAttachment(file)) {
      edit.createFile(file, { contents: picture.bytes, overwrite: isUnsaved(document) });
    }
    if (replaces) edit.deleteFile(replaces, { ignoreIfNotExists: true });
  }
  const cell = cellOf(document);
  const attached = pictures.filter(({ shown, written, file }) => shown && !written && isAttachment(file));
  if (cell && attached.length > 0) attach(edit, cell, attached);
  return edit;
}

/**
 * The text with the alt text as a placeholder. As an edit of the workspace it leaves the focus where it is; the editor's
 * own `insertSnippet` would take it, from whatever a person has gone on to do while the picture was made.
 */
function snippetEdit(range: Range, text: string, alt: Offsets, imageEnd: number): SnippetTextEdit {
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
function isPartlyDone(document: TextDocument, { inserted }: Plan, version: number): boolean {
  const [first] = inserted;
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
