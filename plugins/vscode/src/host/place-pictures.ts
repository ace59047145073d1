import { SanaError } from '@sana-studio/core';
import { type Anchor, findAnchor } from '@sana-studio/documents';
import { type TextDocument, type Uri, workspace } from 'vscode';
import { picturesWritten } from './image-files.ts';
import { fileBeside, fileFor, freeFile, freeIn, nameOf, type PictureToWrite, writeTo } from './insert-picture.ts';
import { fileUriOf, isAttachment, isUnsaved } from './notebook.ts';
import { stillOpen } from './open-document.ts';
import {
  editOf,
  type FinishedPicture,
  type InsertedText,
  imageFor,
  type Plan,
  type PlannedPicture,
  planOf,
  unplaced,
} from './placing-plan.ts';
import { reading } from './reading.ts';

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

/** How long a document may go on changing under an edit: whoever types makes pauses. */
export const PATIENCE_MS = 60_000;
/** Whoever types faster than that can hardly be told from an editor that refuses. */
const NEXT_CHANGE_MS = 1000;

/**
 * Puts pictures into a document, files and all: one edit, one step of undo. An edit that comes too late, because the
 * person has typed meanwhile, is made again on the new text. The alt text of a single picture becomes a placeholder if the
 * cursor is still where it was asked for.
 * @param undisturbed whether the person has written nothing in the document since they asked
 * @returns undefined if a person was asked where to write and gave no answer
 * @throws SanaError `file-unwritable`; KeptError, with the files that were written all the same, if the editor refuses or
 * the document is not there any more
 */
export async function placePictures(
  given: TextDocument,
  finished: readonly FinishedPicture[],
  undisturbed: boolean,
): Promise<PlacedPictures | undefined> {
  const files: Uri[] = [];
  for (const { picture, cover, file: present } of finished) {
    const inFolder = cover && (await freeIn(cover.folder, picture, files));
    const file = present ?? inFolder ?? (await fileFor(given, picture, files));
    if (!file) return undefined;
    files.push(file);
  }
  const before = await Promise.all(finished.map(({ replaces }) => replaces && readFile(replaces)));
  const end = Date.now() + PATIENCE_MS;
  for (let untouched = undisturbed; ; untouched = false) {
    const document = await stillOpen(given).catch(error => keep(given, unplaced(finished, files), error));
    const { version } = document;
    const plan = await planOf(document, finished, files);
    // it takes a while in a long one, and what was planned for another text is not put into this one
    const isOld = document.isClosed || document.version !== version;
    if (isOld && Date.now() < end) continue;
    const applied = !isOld && plan.changes.length > 0 && (await workspace.applyEdit(editOf(document, plan, untouched)));
    if (applied || plan.changes.length === 0 || isPartlyDone(document, plan, version)) {
      const settled = await besideCells(document, plan.pictures);
      await write(settled.filter(({ shown }) => !applied || !shown));
      picturesWritten();
      const pictures = settled.map((one, index) => {
        const bytes = before[index];
        return one.replaces && bytes ? { ...one, replaced: { file: one.replaces, bytes } } : one;
      });
      return { pictures, inserted: plan.inserted };
    }
    if (Date.now() < end && (document.version !== version || (await changesSoon(document)))) continue;
    return keep(
      document,
      plan.pictures,
      new SanaError('file-unwritable:edit', { document: nameOf(fileUriOf(document)) }),
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

/** Pictures could not be put into their document; they are on disk. */
export class KeptError extends Error {
  readonly why: SanaError;
  readonly files: readonly Uri[];
  constructor(why: SanaError, files: readonly Uri[]) {
    super(why.message, { cause: why });
    this.why = why;
    this.files = files;
  }
}

/** Writes what nothing else can be done with. @throws KeptError always; SanaError `file-unwritable` */
async function keep(document: TextDocument, pictures: readonly PlannedPicture[], why: unknown): Promise<never> {
  const kept = await besideCells(
    document,
    pictures.map(one => ({ ...one, shown: false })),
  );
  await write(kept);
  throw new KeptError(
    SanaError.from(why),
    kept.map(({ file }) => file),
  );
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

/** Whether the text was changed, and a file could not be made. */
function isPartlyDone(document: TextDocument, { inserted }: Plan, version: number): boolean {
  const [first] = inserted;
  return first !== undefined && document.version !== version && document.getText().startsWith(first.text, first.start);
}

/** Whether what was refused was refused for a change that is only just on its way here. */
export function changesSoon(document: TextDocument): Promise<boolean> {
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
