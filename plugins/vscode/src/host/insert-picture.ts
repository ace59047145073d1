import { SanaError } from '@sana-studio/core';
import {
  type Anchor,
  destinationPath,
  fileName,
  findAnchor,
  insertionChange,
  linkTarget,
  markdownImage,
  relativePath,
  type TextChange,
} from '@sana-studio/documents';
import {
  EndOfLine,
  FilePermission,
  FileType,
  l10n,
  languages,
  Range,
  SnippetString,
  SnippetTextEdit,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { ImageFormat } from '../contract.ts';
import { readSettings } from './settings.ts';

const MOST_ATTEMPTS = 1000;

/** A finished picture, and what its file is named after. */
export interface PictureToWrite {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  readonly prompt: string;
  readonly seed: number;
}

/** @throws SanaError `file-unwritable` saying why the document cannot take a picture */
export async function checkWritable(document: TextDocument): Promise<void> {
  const { uri, isUntitled } = document;
  if (isUntitled) return;
  const reason = isKeptReadOnly(document) ? 'file-unwritable:kept-read-only' : await whyReadOnly(uri);
  if (reason !== undefined) throw new SanaError(reason, { document: name(uri), scheme: uri.scheme });
}

/** Editors show such a document with a lock, but would take an extension's changes. */
function isKeptReadOnly(document: TextDocument): boolean {
  const files = workspace.getConfiguration('files', document.uri);
  const matches = (setting: string) =>
    Object.entries(files.get<Readonly<Record<string, boolean>>>(setting) ?? {}).some(
      ([pattern, holds]) => holds && languages.match({ pattern }, document) > 0,
    );
  return matches('readonlyInclude') && !matches('readonlyExclude');
}

async function whyReadOnly(uri: Uri): Promise<'file-unwritable:scheme' | 'file-unwritable:read-only' | undefined> {
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return 'file-unwritable:scheme';
  try {
    const { permissions = 0 } = await workspace.fs.stat(uri);
    return (permissions & FilePermission.Readonly) === 0 ? undefined : 'file-unwritable:read-only';
  } catch {
    return undefined; // not on disk yet
  }
}

/**
 * Writes a picture's file and shows it in the document, which leaves no file behind if it refuses.
 * @param undisturbed as for insertImage
 * @returns the file, and whether the document shows it; undefined if a person was asked where to and gave no answer
 * @throws SanaError `file-unwritable`
 */
export async function placePicture(
  document: TextDocument,
  anchor: Anchor,
  picture: PictureToWrite,
  alt: string,
  undisturbed?: boolean,
): Promise<{ readonly file: Uri; readonly inserted: boolean } | undefined> {
  const file = await writePicture(document, picture);
  if (!file) return undefined;
  try {
    return { file, inserted: await insertImage(document, anchor, file, alt, undisturbed) };
  } catch (error) {
    await workspace.fs.delete(file);
    throw error;
  }
}

/**
 * Writes the picture's file where the settings say, under a name that is free.
 * @returns undefined if a person was asked where to and gave no answer
 * @throws SanaError `file-unwritable`
 */
export async function writePicture(document: TextDocument, picture: PictureToWrite): Promise<Uri | undefined> {
  const file = document.isUntitled ? await askForFile(picture) : await freeFile(document.uri, picture);
  if (!file) return undefined;
  try {
    await workspace.fs.writeFile(file, picture.bytes);
  } catch (error) {
    throw new SanaError(
      'file-unwritable:picture',
      { path: workspace.asRelativePath(file), detail: SanaError.from(error).message },
      error,
    );
  }
  return file;
}

/**
 * Puts an image that shows `file` into the document: one edit, one step of undo. Its alt text becomes a placeholder, which
 * typing replaces and Tab leaves, if the cursor is still where the picture was asked for.
 * @param undisturbed whether the person has written nothing in the document since they asked
 * @returns whether the place was still there; if not, nothing was changed
 * @throws SanaError `file-unwritable` if the editor refuses the edit
 */
export async function insertImage(
  document: TextDocument,
  anchor: Anchor,
  file: Uri,
  alt: string,
  undisturbed = true,
): Promise<boolean> {
  const text = document.getText();
  const place = findAnchor(text, anchor);
  if (!place) return false;
  const { altText, keepBlock } = readSettings(document.uri);
  const change = insertionChange(text, place, {
    alt: altText === 'prompt' ? alt : '',
    path: linkTo(document, file),
    keepBlock,
    eol: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
  });
  const range = new Range(document.positionAt(change.start), document.positionAt(change.end));
  const editor = window.activeTextEditor;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : -1;
  const waits = undisturbed && cursor >= place.start && cursor <= place.end;
  const edit = new WorkspaceEdit();
  if (waits && change.alt) edit.set(document.uri, [snippetEdit(range, change, change.alt)]);
  else edit.replace(document.uri, range, change.text);
  if (!(await workspace.applyEdit(edit))) {
    throw new SanaError('file-unwritable:edit', { document: name(document.uri) });
  }
  return true;
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

/** The image as markdown, for a person to paste. */
export function imageMarkdown(document: TextDocument, file: Uri, alt: string): string {
  return markdownImage(alt, linkTo(document, file)).text;
}

function linkTo(document: TextDocument, file: Uri): string {
  const folder = workspace.getWorkspaceFolder(file)?.uri;
  if (!document.isUntitled) return linkTarget(relativePath(document.uri.path, file.path));
  // an untitled document will be saved somewhere; most likely at the top of the folder
  return linkTarget(folder ? relativePath(`${folder.path}/untitled`, file.path) : file.path.split('/').at(-1)!);
}

async function freeFile(document: Uri, { prompt, seed, format }: PictureToWrite): Promise<Uri> {
  const { folder, namePattern } = readSettings(document);
  const copyFiles = workspace
    .getConfiguration('markdown', document)
    .get<Record<string, unknown>>('copyFiles.destination');
  const workspaceFolder = workspace.getWorkspaceFolder(document)?.uri.path;
  return firstFree(attempt => {
    const path = destinationPath(copyFiles ?? {}, folder, {
      documentPath: document.path,
      workspaceFolder,
      fileName: fileName(namePattern, prompt, seed, format, attempt),
      now: new Date(),
    });
    return document.with({ path, query: '', fragment: '' });
  });
}

/**
 * The first of several names for a file that is not taken.
 * @throws SanaError `file-unwritable`: a destination without the file's name would never be free
 */
export async function firstFree(nameFor: (attempt: number) => Uri): Promise<Uri> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const file = nameFor(attempt);
    if ((await fileType(file)) === undefined) return file;
  }
  const { path } = nameFor(0);
  throw new SanaError('file-unwritable:name-taken', { path });
}

async function askForFile({ prompt, seed, format }: PictureToWrite): Promise<Uri | undefined> {
  const { namePattern } = readSettings();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const suggested = fileName(namePattern, prompt, seed, format, 0);
  const images = folder && Uri.joinPath(folder, 'images');
  // the dialog takes no folder that is not there
  const into = images && (await fileType(images)) === FileType.Directory ? images : folder;
  return window.showSaveDialog({
    title: l10n.t('Where shall the picture of this unsaved document be written?'),
    filters: { [format.toUpperCase()]: [format] },
    ...(into && { defaultUri: Uri.joinPath(into, suggested) }),
  });
}

export async function fileType(file: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(file)).type;
  } catch {
    return undefined;
  }
}

function name(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? uri.toString();
}
