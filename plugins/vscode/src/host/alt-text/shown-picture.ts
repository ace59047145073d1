import { BUDGETS, overBudget, requestFromPng, requestFromWebp, SanaError, type StoredRequest } from '@sana-studio/core';
import type { DocumentImage } from '@sana-studio/documents';
import { type TextDocument, type Uri, workspace } from 'vscode';
import { imageFile } from '../image-files.ts';
import { nameOf } from '../insert-picture.ts';
import { attachedBytes } from '../notebook.ts';

/** The picture that an image of a document shows. */
export interface ShownPicture {
  /** Of its file. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What made it, if it was made here. */
  readonly request: StoredRequest | undefined;
}

/** Where an image's picture is: undefined for pictures of the web, and for paths that lead out of the workspace. */
export function shownFile(document: TextDocument, { target }: Pick<DocumentImage, 'target'>): Uri | undefined {
  return attachedBytes(document, target)?.file ?? imageFile(document, { target });
}

/** @throws SanaError `file-missing`, `over-budget` */
export async function shownPicture(document: TextDocument, { target }: DocumentImage): Promise<ShownPicture> {
  const attached = attachedBytes(document, target);
  if (attached) return pictureOf(nameOf(attached.file), attached.bytes);
  const file = imageFile(document, { target });
  if (!file) throw new SanaError('file-missing:picture-elsewhere', { picture: target });
  return pictureOf(nameOf(file), await bytesOf(file));
}

async function bytesOf(file: Uri): Promise<Uint8Array> {
  try {
    const { size } = await workspace.fs.stat(file);
    if (size <= BUDGETS.pictureFile.most) return await workspace.fs.readFile(file);
  } catch (error) {
    throw new SanaError('file-missing:picture', { picture: workspace.asRelativePath(file) }, error);
  }
  throw overBudget('pictureFile', workspace.asRelativePath(file));
}

function pictureOf(name: string, given: Uint8Array): ShownPicture {
  const bytes = new Uint8Array(given);
  return { name, bytes, request: requestFromPng(bytes) ?? requestFromWebp(bytes) };
}
