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
} from 'vscode';
import type { Changes } from '../reading/changes.ts';
import type { CoverTarget } from './cover.ts';
import { nameOf, type PictureToWrite, pathTo } from './insert-picture.ts';
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

export interface InsertedText {
  readonly start: number;
  readonly text: string;
  /** What stood there before. */
  readonly before: string;
}

export interface PlannedPicture {
  readonly file: Uri;
  readonly shown: boolean;
  readonly why: SanaError | undefined;
  /** The file is there already. */
  readonly written: boolean;
  readonly picture: PictureToWrite;
  readonly replaces: Uri | undefined;
}

export interface Plan {
  readonly pictures: readonly PlannedPicture[];
  readonly changes: Changes['changes'];
  readonly inserted: readonly InsertedText[];
  /** Whether the cursor is where a single picture was asked for. */
  readonly atCursor: boolean;
}

export function imageFor(document: TextDocument, alt: string, file: Uri): ImageToInsert {
  const { altText, keepBlock } = readSettings(fileUriOf(document));
  return { alt: altText === 'prompt' ? alt : '', path: pathTo(document, file), keepBlock };
}

/** Pictures that are in no document. */
export function unplaced(finished: readonly FinishedPicture[], files: readonly Uri[]): readonly PlannedPicture[] {
  return finished.map(({ file, picture }, index) => {
    const own = { file: files[index]!, written: file !== undefined, picture };
    return { ...own, shown: false, why: undefined, replaces: undefined };
  });
}

/** What is to be done to a document as it is now. */
export async function planOf(
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
  const pictures = unplaced(finished, files).map((one, index) => {
    const place = places[index];
    const refusal = refused.find(({ offset }) => offset === place?.start);
    const why = refusal && SanaError.fromData(refusal.why);
    const shown = place !== undefined && !why;
    return { ...one, shown, why, replaces: shown ? finished[index]!.replaces : undefined };
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
export function editOf(
  document: TextDocument,
  { pictures, changes, atCursor }: Plan,
  undisturbed: boolean,
): WorkspaceEdit {
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
