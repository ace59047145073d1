import { SanaError } from '@sana-studio/core';
import { destinationPath, fileName, relativePath, writtenImage } from '@sana-studio/documents';
import { FilePermission, FileType, l10n, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import type { ImageFormat } from '../contract.ts';
import { attachmentTarget, cellOf, fileUriOf, freeAttachment, isAttachment, isUnsaved } from './notebook.ts';
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
  if (isUnsaved(document)) return;
  const uri = fileUriOf(document);
  const reason = isKeptReadOnly(document) ? 'file-unwritable:kept-read-only' : await whyReadOnly(uri);
  if (reason !== undefined) throw new SanaError(reason, { document: nameOf(uri), scheme: uri.scheme });
}

/** Editors show such a document with a lock, but would take an extension's changes. */
function isKeptReadOnly(document: TextDocument): boolean {
  const files = workspace.getConfiguration('files', fileUriOf(document));
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
 * Where a picture's file goes: where the settings say, under a name that is free.
 * @param taken names that are as good as taken
 * @returns undefined if a person was asked where to and gave no answer
 * @throws SanaError `file-unwritable`
 */
export async function fileFor(
  document: TextDocument,
  picture: PictureToWrite,
  taken: readonly Uri[] = [],
): Promise<Uri | undefined> {
  const attached = attachmentFor(document, picture, taken);
  return attached ?? fileBeside(document, picture, taken);
}

/** As `fileFor`, in a file whatever the document is. */
export async function fileBeside(
  document: TextDocument,
  picture: PictureToWrite,
  taken: readonly Uri[] = [],
): Promise<Uri | undefined> {
  return isUnsaved(document) ? askForFile(picture) : freeFile(fileUriOf(document), picture, taken);
}

/** In a notebook's cell, where the settings want it there. */
function attachmentFor(
  document: TextDocument,
  { prompt, seed, format }: Omit<PictureToWrite, 'bytes'>,
  taken: readonly Uri[],
): Uri | undefined {
  const cell = cellOf(document);
  const { inCells, namePattern } = readSettings(fileUriOf(document));
  return cell && inCells ? freeAttachment(cell, fileName(namePattern, prompt, seed, format, 0), taken) : undefined;
}

/** Writes a picture's file. @throws SanaError `file-unwritable` */
export async function writeTo(file: Uri, bytes: Uint8Array): Promise<void> {
  try {
    await workspace.fs.writeFile(file, bytes);
  } catch (error) {
    throw new SanaError(
      'file-unwritable:picture',
      { path: workspace.asRelativePath(file), detail: SanaError.from(error).message },
      error,
    );
  }
}

/** The image as markdown, for a person to paste. */
export function imageMarkdown(document: TextDocument, file: Uri, alt: string): string {
  return writtenImage(alt, pathTo(document, file), document.languageId).text;
}

/** The path from a document to a file, with slashes, not encoded. */
export function pathTo(document: TextDocument, file: Uri): string {
  if (isAttachment(file)) return attachmentTarget(file);
  const folder = workspace.getWorkspaceFolder(file)?.uri;
  if (!isUnsaved(document)) return relativePath(fileUriOf(document).path, file.path);
  // an untitled document will be saved somewhere; most likely at the top of the folder
  return folder ? relativePath(`${folder.path}/untitled`, file.path) : nameOf(file);
}

/** As people know it: in a folder of theirs by its path there, else beside the document. */
export function pathOf(document: TextDocument, file: Uri): string {
  return workspace.getWorkspaceFolder(file) ? workspace.asRelativePath(file) : pathTo(document, file);
}

/** A name that is free where a document's pictures go. @throws SanaError `file-unwritable` */
export async function freeFile(
  document: Uri,
  { prompt, seed, format }: Omit<PictureToWrite, 'bytes'>,
  taken: readonly Uri[] = [],
): Promise<Uri> {
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
  }, taken);
}

/** A name that is free in a folder. @throws SanaError `file-unwritable` */
export function freeIn(
  folder: Uri,
  { prompt, seed, format }: Omit<PictureToWrite, 'bytes'>,
  taken: readonly Uri[],
): Promise<Uri> {
  const { namePattern } = readSettings(folder);
  return firstFree(attempt => Uri.joinPath(folder, fileName(namePattern, prompt, seed, format, attempt)), taken);
}

/**
 * The first of several names for a file that is not taken.
 * @throws SanaError `file-unwritable`: a destination without the file's name would never be free
 */
async function firstFree(nameFor: (attempt: number) => Uri, taken: readonly Uri[]): Promise<Uri> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const file = nameFor(attempt);
    if (taken.some(one => one.toString() === file.toString())) continue;
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

/** Its last name. */
export function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? uri.toString();
}
