import { SanaError } from '@sana-studio/core';
import { type FileRenameEvent, type TextDocument, type Uri, workspace } from 'vscode';
import { CELL } from './notebook.ts';

type Gone = 'document-refused:gone' | 'document-refused:not-there';

/** @throws SanaError `document-refused` if it is not there any more; one that was never saved is not made anew */
export async function openDocument(uri: Uri, gone: Gone = 'document-refused:not-there'): Promise<TextDocument> {
  try {
    const key = uri.toString();
    const open = workspace.textDocuments.find(document => document.uri.toString() === key);
    if (open || uri.scheme !== 'untitled') return open ?? (await workspace.openTextDocument(uri));
  } catch (error) {
    throw new SanaError(gone, { document: workspace.asRelativePath(uri) }, error);
  }
  throw new SanaError(gone, { document: workspace.asRelativePath(uri) });
}

/**
 * A document as it is now. One that was closed is opened again: its text may have become another, and an edit made for the
 * old one would end up anywhere, as VS Code checks the version of open documents only.
 * @throws SanaError `document-refused` if it is not there any more
 */
export async function stillOpen(document: TextDocument): Promise<TextDocument> {
  return document.isClosed ? openDocument(document.uri) : document;
}

/** Where something is after files or folders were renamed. The cells of a notebook go with it: their URIs have its path. */
export function renamedUri(uri: Uri, { files }: Pick<FileRenameEvent, 'files'>): Uri {
  for (const { oldUri, newUri } of files) {
    const isThere = uri.scheme === oldUri.scheme || uri.scheme === CELL;
    const isBelow = uri.path === oldUri.path || uri.path.startsWith(`${oldUri.path}/`);
    if (!isThere || !isBelow || uri.authority !== oldUri.authority) continue;
    const path = newUri.path + uri.path.slice(oldUri.path.length);
    return uri.scheme === oldUri.scheme ? newUri.with({ path }) : uri.with({ path });
  }
  return uri;
}
