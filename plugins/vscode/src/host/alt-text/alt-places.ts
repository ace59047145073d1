import { SanaError } from '@sana-studio/core';
import type { DocumentImage } from '@sana-studio/documents';
import { l10n, type TextDocument, TextEdit, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { FollowedPlaces } from '../followed-places.ts';
import { nameOf } from '../insert-picture.ts';
import { fileUriOf } from '../notebook.ts';
import { openDocument } from '../open-document.ts';
import { changesSoon, PATIENCE_MS } from '../place-pictures.ts';
import { rangeIn } from '../ranges.ts';
import { reading } from '../reading.ts';
import { type FollowedPlace, followPlace } from '../settled.ts';
import { withoutLinks } from '../tell.ts';

/** An image of a document that goes on changing while its picture is looked at. */
export interface FollowedImage {
  readonly place: FollowedPlace;
  readonly target: string;
  /** What it said when the person saw it. */
  readonly alt: string;
  /** As it was written then. */
  readonly written: string;
}

export interface WantedText {
  readonly image: FollowedImage;
  readonly alt: string;
}

export function followImage(places: FollowedPlaces, document: TextDocument, image: DocumentImage): FollowedImage {
  const { start, end, target, alt } = image;
  const written = document.getText().slice(start, end);
  return { place: followPlace(places, document, image.place), target, alt, written };
}

/**
 * Writes alternative texts into a document: one edit, one step of undo. Where the images are is looked up in the text as it is by then;
 * one that says something else than what the person saw is asked about.
 * @returns why some were not written
 * @throws SanaError `file-unwritable` if the editor refuses, `document-refused` if the document is gone
 */
export async function writeAlts(given: TextDocument, wanted: readonly WantedText[]): Promise<readonly SanaError[]> {
  const [first] = wanted;
  if (!first) return [];
  /** What the person knows that they say. */
  const seen = new Map(wanted.map(({ image }) => [image, image.alt]));
  const kept = new Set<FollowedImage>();
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const document = given.isClosed ? await openDocument(Uri.parse(first.image.place().document)) : given;
    const { version } = document;
    const images = await reading.ask(document, 'imagesOf');
    const text = document.getText();
    const errors: SanaError[] = [];
    const found = wanted
      .filter(({ image }) => !kept.has(image))
      .flatMap(({ image, alt }) => {
        const now = imageNow(text, images, image, given.isClosed);
        if (!now) errors.push(new SanaError('request-invalid:alt-image-gone'));
        return now ? [{ image, now, alt }] : [];
      });
    const changed = found.find(({ image, now, alt }) => now.alt !== seen.get(image) && now.alt !== alt);
    if (changed) {
      const { image, now, alt } = changed;
      if (await replaces(now.alt, alt)) seen.set(image, now.alt);
      else kept.add(image);
      continue;
    }
    const asked = found.map(({ now: { start, end: last }, alt }) => ({ image: { start, end: last }, alt }));
    const { changes, refused } = await reading.ask(document, 'altChangesFor', asked);
    // it takes a while in a long one, and what was planned for another text is not put into this one
    const isOld = document.isClosed || document.version !== version;
    if (!isOld && changes.length === 0) return [...errors, ...refused.map(({ why }) => SanaError.fromData(why))];
    if (!isOld) {
      const edit = new WorkspaceEdit();
      edit.set(
        document.uri,
        changes.map(change => TextEdit.replace(rangeIn(document, change), change.text)),
      );
      if (await workspace.applyEdit(edit)) return [...errors, ...refused.map(({ why }) => SanaError.fromData(why))];
    }
    if (Date.now() < end && (isOld || document.version !== version || (await changesSoon(document)))) continue;
    throw new SanaError('file-unwritable:edit', { document: nameOf(fileUriOf(document)) });
  }
}

/**
 * Where an image is by now.
 * @param wasClosed nobody has followed it then: it is known by how it is written, if one alone is written so
 */
function imageNow(
  text: string,
  images: readonly DocumentImage[],
  { place, target, written }: FollowedImage,
  wasClosed: boolean,
): DocumentImage | undefined {
  const { start, end } = place().anchor.place;
  const there = images.find(image => image.start === start && image.end === end && image.target === target);
  if (there || !wasClosed) return there;
  const alike = images.filter(image => text.slice(image.start, image.end) === written);
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether what somebody has written meanwhile gives way. */
async function replaces(now: string, alt: string): Promise<boolean> {
  const replace = l10n.t('Replace');
  const question =
    now === ''
      ? l10n.t('The image says nothing by now. Shall it say “{0}”?', alt)
      : l10n.t('The image says “{0}” by now. Shall it say “{1}” instead?', now, alt);
  return (await window.showWarningMessage(withoutLinks(question), replace, l10n.t('Keep'))) === replace;
}
