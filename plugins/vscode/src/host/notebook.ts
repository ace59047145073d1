// Markdown cells of notebooks are documents of their own, whose URI is no file's: what is beside them is beside the
// notebook, or in the cell itself, as VS Code keeps pictures that are pasted there.

import {
  type NotebookCell,
  type NotebookDocument,
  NotebookEdit,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import type { PictureToWrite } from './insert-picture.ts';

/** Of the URI of a cell's text. */
export const CELL = 'vscode-notebook-cell';
/** Of the URI of a picture that is in a cell; the path is its name. */
const ATTACHMENT = 'attachment';

/** The cell that a document is; undefined for other documents. */
export function cellOf(document: TextDocument): NotebookCell | undefined {
  if (document.uri.scheme !== CELL) return undefined;
  return workspace.notebookDocuments
    .flatMap(notebook => notebook.getCells())
    .find(cell => cell.document.uri.toString() === document.uri.toString());
}

/** The file that a document is, or that holds it. */
export function fileUriOf(document: TextDocument): Uri {
  return notebookOf(document)?.uri ?? document.uri;
}

/** Whether it, or the notebook that it is in, was never saved. */
export function isUnsaved(document: TextDocument): boolean {
  return notebookOf(document)?.isUntitled ?? document.isUntitled;
}

/** The notebook of a cell, also of one that was taken out of it: it has the notebook's path. */
function notebookOf(document: TextDocument): NotebookDocument | undefined {
  const { scheme, authority, path } = document.uri;
  if (scheme !== CELL) return undefined;
  const isOfIt = ({ uri }: NotebookDocument) => uri.authority === authority && uri.path === path;
  return cellOf(document)?.notebook ?? workspace.notebookDocuments.find(isOfIt);
}

export function isAttachment(file: Uri): boolean {
  return file.scheme === ATTACHMENT;
}

/** How a cell's text names a picture in it. */
export function attachmentTarget(file: Uri): string {
  return `${ATTACHMENT}:${file.path}`;
}

/** A free name in a cell. VS Code looks for the names as they are written, so none of them needs to be encoded. */
export function freeAttachment(cell: NotebookCell, name: string, taken: readonly Uri[]): Uri {
  const [, stem = 'picture', extension = ''] = /^(.*?)(\.\w+)$/u.exec(name.replace(/[^\w.-]+/gu, '-')) ?? [];
  const used = new Set([...Object.keys(attachmentsOf(cell)), ...taken.filter(isAttachment).map(({ path }) => path)]);
  for (let attempt = 0; ; attempt++) {
    const path = `${stem}${attempt === 0 ? '' : `-${attempt}`}${extension}`;
    if (!used.has(path)) return Uri.from({ scheme: ATTACHMENT, path });
  }
}

/** The bytes of a picture in a cell, by the target of an image. */
export function attachedBytes(document: TextDocument, target: string): { file: Uri; bytes: Uint8Array } | undefined {
  const [, path] = /^attachment:(.+)$/u.exec(target) ?? [];
  const cell = path === undefined ? undefined : cellOf(document);
  const [base64] = Object.values((cell && attachmentsOf(cell)[path!]) ?? {});
  if (base64 === undefined) return undefined;
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  return { file: Uri.from({ scheme: ATTACHMENT, path: path! }), bytes };
}

/** Puts pictures into a cell. What its text does not show any more, the notebook's own extension takes out. */
export function attach(
  edit: WorkspaceEdit,
  cell: NotebookCell,
  pictures: readonly { readonly file: Uri; readonly picture: PictureToWrite }[],
): void {
  const added = pictures.map(({ file, picture: { format, bytes } }) => [
    file.path,
    { [`image/${format}`]: base64Of(bytes) },
  ]);
  const attachments = { ...attachmentsOf(cell), ...Object.fromEntries(added) };
  const metadata = { ...cell.metadata, attachments };
  edit.set(cell.notebook.uri, [NotebookEdit.updateCellMetadata(cell.index, metadata)]);
}

function attachmentsOf({ metadata }: NotebookCell): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { attachments } = metadata;
  return typeof attachments === 'object' && attachments !== null ? attachments : {};
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  // as many at a time as a call takes arguments
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
