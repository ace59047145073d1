import { BUDGETS, requestFromPng, requestFromWebp, type StoredRequest } from '@sana-studio/core';
import { type DocumentImage, type FoundPrompt, imagePrompt, isInside, targetPath } from '@sana-studio/documents';
import { EventEmitter, type TextDocument, type Uri, workspace } from 'vscode';
import { fileType } from './insert-picture.ts';
import { attachedBytes, fileUriOf, isUnsaved } from './notebook.ts';
import { reading } from './reading.ts';

/**
 * The file that an image in a document shows; undefined for pictures of the web, for paths nothing can be made of, and
 * for paths out of the workspace's folder.
 */
export function imageFile(document: TextDocument, { target }: Pick<DocumentImage, 'target'>): Uri | undefined {
  const home = fileUriOf(document);
  const unsaved = isUnsaved(document);
  const folder = workspace.getWorkspaceFolder(home)?.uri;
  const here = unsaved ? folder && `${folder.path}/untitled` : home.path;
  const path = here === undefined ? undefined : targetPath(here, target, folder?.path);
  if (path === undefined || (folder && !isInside(folder.path, path))) return undefined;
  return (unsaved ? folder! : home).with({ path, query: '', fragment: '' });
}

/** An image whose file is not there, as a prompt for one. */
export async function brokenImageAt(document: TextDocument, offset: number): Promise<FoundPrompt | undefined> {
  const image = await reading.askQuietly(document, 'imageAt', offset);
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
  const image = await reading.askQuietly(document, 'imageAt', offset);
  return image && storedPicture(document, image);
}

/** What made the picture that an image shows; undefined if nothing here did. */
export async function storedPicture(document: TextDocument, image: DocumentImage): Promise<StoredPicture | undefined> {
  const attached = attachedBytes(document, image.target);
  const file = attached?.file ?? imageFile(document, image);
  const request = attached ? requestIn(attached.bytes) : file && (await readRequest(file));
  if (!request || !file) return undefined;
  return {
    found: { kind: 'image', prompt: request.prompt, alt: image.alt, settings: {}, place: image.place },
    file,
    request,
  };
}

const written = new EventEmitter<void>();
/** Files of pictures are there that were not when their images were: an edit changes the text first. */
export const onPicturesWritten = written.event;

export function picturesWritten(): void {
  written.fire();
}

/** Files that were read, by their URI, the earliest first. */
const known = new Map<string, { readonly changed: string; readonly request: StoredRequest | undefined }>();
const MOST_KNOWN = 1000;

/** What made a picture; undefined if nothing here did. A file is read once as long as it is not written. */
export async function readRequest(file: Uri): Promise<StoredRequest | undefined> {
  try {
    const { size, mtime } = await workspace.fs.stat(file);
    if (size > BUDGETS.pictureFile.most) return undefined;
    const key = file.toString();
    const changed = `${mtime} ${size}`;
    const before = known.get(key);
    if (before?.changed === changed) return before.request;
    const bytes = await workspace.fs.readFile(file);
    const request = requestIn(bytes);
    known.delete(key);
    known.set(key, { changed, request });
    const [earliest] = known.keys();
    if (known.size > MOST_KNOWN) known.delete(earliest!);
    return request;
  } catch {
    return undefined; // not there, or nothing that a picture could be
  }
}

function requestIn(bytes: Uint8Array): StoredRequest | undefined {
  return requestFromPng(bytes) ?? requestFromWebp(bytes);
}
