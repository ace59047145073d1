import { SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { mainWords } from '@sana-studio/core/request';
import { type Anchor, altFor, anchorAt, formatOf } from '@sana-studio/documents';
import { env, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Host } from '../contract.ts';
import { followedPlaces } from './followed-places.ts';
import { picturesWritten } from './image-files.ts';
import { checkWritable, freeIn, nameOf, type PictureToWrite, pathOf, writeTo } from './insert-picture.ts';
import { fileUriOf } from './notebook.ts';
import { fileBesideWhich, offeredPlace } from './offers.ts';
import { openDocument } from './open-document.ts';
import { KeptError, type PlacedPictures, placePictures } from './place-pictures.ts';
import { reading } from './reading.ts';
import { replacedBy } from './remake-commands.ts';
import { readSettings } from './settings.ts';
import { tickStep } from './walkthrough.ts';

/** By the place they were made for: behind what the last picture for it goes, so that several stand in order. */
const lastInserted = new Map<string, Anchor>();

/** Puts pictures into the document that a person picks in the panel. */
export const inserting: Pick<Host, 'formatFor' | 'insert'> = {
  async formatFor(target) {
    // of a picture that changes in part the rest stays byte for byte
    if (target && fileBesideWhich(target)) return 'png';
    const { document, alt } = await destination(target);
    return alt === undefined ? readSettings(fileUriOf(document)).imageFormat : 'png';
  },
  async insert({ bytes, format, request, target }) {
    const beside = target && fileBesideWhich(target);
    if (beside)
      return insertBeside(Uri.parse(beside), { bytes, format, prompt: mainWords(request), seed: request.seed });
    const { document, anchor, alt, changes } = await destination(target);
    await checkWritable(document);
    // a document says what is seen, not how it was drawn
    const prompt = mainWords(request);
    const picture = { bytes, format, prompt, seed: request.seed };
    const replaces = changes && (await replacedBy(document, { file: Uri.parse(changes) }));
    const finished = {
      anchor: () => anchor,
      picture,
      // the words are those for a part
      alt: alt ?? altFor(prompt),
      replaces: replaces ? Uri.parse(replaces) : undefined,
    };
    const placed = await placePictures(document, [finished], true).catch(kept);
    const [made] = placed?.pictures ?? [];
    if (!made) return l10n.t('Nothing was inserted.');
    const path = pathOf(document, made.file);
    const [inserted] = placed?.inserted ?? [];
    if (made.why) return `${sentence(made.why, env.language)} ${l10n.t('The picture is in {0}.', path)}`;
    if (!inserted) {
      return l10n.t('The place for the picture is not in the document any more. The picture is in {0}.', path);
    }
    tickStep('panel');
    const { start, text } = inserted;
    const place = { kind: 'after', start, end: start + text.trimEnd().length } as const;
    if (target !== undefined && anchor.place.kind === 'after') lastInserted.set(target, { place, text });
    const line = document.positionAt(start + Math.max(0, text.indexOf('!['))).line + 1;
    return l10n.t('It is in {0} at line {1}, as {2}.', nameOf(fileUriOf(document)), line, path);
  },
};

/** Under a name of its own: nothing is ever overwritten. */
async function insertBeside(beside: Uri, picture: PictureToWrite): Promise<string> {
  const file = await freeIn(Uri.joinPath(beside, '..'), picture, []);
  await writeTo(file, picture.bytes);
  picturesWritten();
  return l10n.t('The picture is in {0}.', workspace.asRelativePath(file));
}

/** What could not be put into the document is in its file all the same. */
function kept(error: unknown): PlacedPictures {
  if (!(error instanceof KeptError)) throw error;
  return { pictures: error.files.map(file => ({ file, shown: false, why: error.why })), inserted: [] };
}

/** The place at the cursor of the document that is open. @throws SanaError `request-invalid` if there is none */
export async function anchorAtCursor(): Promise<{ document: TextDocument; anchor: Anchor }> {
  const editor =
    window.activeTextEditor ??
    window.visibleTextEditors.find(({ document }) => formatOf(document.languageId) !== undefined);
  if (!editor || formatOf(editor.document.languageId) === undefined) {
    throw new SanaError('request-invalid:no-document-for-picture');
  }
  const { document, selection } = editor;
  const text = document.getText();
  return { document, anchor: anchorAt(text, await reading.ask(document, 'placeAt', document.offsetAt(selection.end))) };
}

interface Destination {
  readonly document: TextDocument;
  readonly anchor: Anchor;
  /** Of a picture that is there and changes in part: what is said of it, and its file. */
  readonly alt?: string | undefined;
  readonly changes?: string | undefined;
}

/** The place the prompt came from, or else the cursor. */
async function destination(target: string | undefined): Promise<Destination> {
  const place = target === undefined ? undefined : offeredPlace(target);
  if (target === undefined || !place) return anchorAtCursor();
  const now = followedPlaces.get(target) ?? place;
  const document = await openDocument(Uri.parse(now.document), 'document-refused:gone');
  const last = lastInserted.get(target);
  const isThere = last && document.getText().includes(last.text);
  const { alt, changes } = place;
  return { document, anchor: isThere ? last : now.anchor, alt, changes };
}
