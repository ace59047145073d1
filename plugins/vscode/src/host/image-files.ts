import { BUDGETS, requestFromPng, requestFromWebp, type StoredRequest } from '@sana-studio/core';
import {
  type FoundPrompt,
  ifParsable,
  imagePrompt,
  nodesOfType,
  parseMarkdown,
  rangeOf,
  touches,
} from '@sana-studio/documents';
import type { Image } from 'mdast';
import { type TextDocument, Uri, workspace } from 'vscode';
import { fileType } from './insert-picture.ts';

/** The image at a cursor. */
export function imageAt(document: TextDocument, offset: number): Image | undefined {
  const root = ifParsable(() => parseMarkdown(document.getText()));
  return root && nodesOfType(root, 'image').find(node => touches(rangeOf(node), offset));
}

/**
 * The file that an image in a document shows; undefined for pictures of the web, for paths nothing can be made of, and
 * for paths out of the workspace's folder.
 */
export function imageFile(document: TextDocument, { url }: Image): Uri | undefined {
  if (url === '' || /^[a-z][a-z\d+.-]+:|^\/\//iu.test(url)) return undefined;
  const [path = ''] = url.split(/[?#]/u);
  try {
    const decoded = decodeURIComponent(path);
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
    const base = decoded.startsWith('/') || document.isUntitled ? folder : Uri.joinPath(document.uri, '..');
    const file = base && Uri.joinPath(base, decoded);
    return folder && !file?.path.startsWith(`${folder.path}/`) ? undefined : file;
  } catch {
    return undefined; // not encoded as a path
  }
}

/** An image whose file is not there, as a prompt for one. */
export async function brokenImageAt(document: TextDocument, offset: number): Promise<FoundPrompt | undefined> {
  const image = imageAt(document, offset);
  const file = image && imageFile(document, image);
  return file && (await fileType(file)) === undefined ? imagePrompt(image) : undefined;
}

/** A picture in a document that was made here. */
export interface StoredPicture {
  /** Its image, as a place for another picture. */
  readonly found: FoundPrompt;
  readonly file: Uri;
  readonly request: StoredRequest;
}

/** The request inside the picture at a cursor, and the place of its image. */
export async function storedRequestOf(document: TextDocument, offset: number): Promise<StoredPicture | undefined> {
  const image = imageAt(document, offset);
  const file = image && imageFile(document, image);
  const request = file && (await readRequest(file));
  if (!request) return undefined;
  const alt = image.alt ?? '';
  return {
    found: { kind: 'image', prompt: request.prompt, alt, settings: {}, place: { kind: 'link', ...rangeOf(image) } },
    file,
    request,
  };
}

/** What made a picture; undefined if nothing here did. */
export async function readRequest(file: Uri): Promise<StoredRequest | undefined> {
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > BUDGETS.pictureFile.most) return undefined;
    const bytes = await workspace.fs.readFile(file);
    return requestFromPng(bytes) ?? requestFromWebp(bytes);
  } catch {
    return undefined; // not there, or nothing that a picture could be
  }
}
