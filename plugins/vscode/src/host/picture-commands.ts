// What begins with a picture that is there: it is followed as a sketch, or a part of it is drawn anew, both in the panel.

import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import { anchorAt, type DocumentImage } from '@sana-studio/documents';
import { commands, type Disposable, l10n, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import type { GivenPicture, Page } from '../contract.ts';
import { followedPlaces } from './followed-places.ts';
import { imageFile, readRequest } from './image-files.ts';
import { checkWritable, nameOf } from './insert-picture.ts';
import { attachedBytes, fileUriOf } from './notebook.ts';
import { idBeside, idOf } from './offers.ts';
import type { PanelView } from './panel-view.ts';
import { reading } from './reading.ts';
import { told } from './tell.ts';

/** Endings of what browsers and the page read as pictures. */
const PICTURES = ['png', 'jpg', 'jpeg', 'webp'];

export function registerPictureCommands(view: PanelView): Disposable[] {
  const inPanel = async (question: (page: Page) => Promise<void>) => {
    await commands.executeCommand('sanaStudio.panel.focus');
    await view.open();
    await view.ask(question);
  };
  return [
    commands.registerCommand('sanaStudio.drawFromSketch', (uri: unknown) =>
      told(async () => {
        const given = uri instanceof Uri ? await pictureIn(uri) : ((await atCursor())?.picture ?? (await picked()));
        if (given) await inPanel(page => page.follow(given));
      }),
    ),
    commands.registerCommand('sanaStudio.changePart', (uri: unknown) =>
      told(async () => {
        const given = uri instanceof Uri ? await alone(uri) : await inDocument();
        await inPanel(page => page.changePart(given));
      }),
    ),
  ];
}

/** @throws SanaError `over-budget` for one that is larger than pictures are, `file-missing` */
async function pictureIn(file: Uri): Promise<GivenPicture> {
  const name = nameOf(file);
  const { size } = await Promise.resolve(workspace.fs.stat(file)).catch(cause => {
    throw new SanaError('file-missing:path', { file: name }, cause);
  });
  if (size > BUDGETS.pictureFile.most) throw overBudget('pictureFile', name);
  return { bytes: Uint8Array.from(await workspace.fs.readFile(file)), label: name };
}

/** A picture that no document was said for: the result goes beside it. */
async function alone(file: Uri): Promise<GivenPicture> {
  const picture = await pictureIn(file);
  return { ...picture, target: { id: idBeside(file.toString()), label: l10n.t('Beside {0}', picture.label) } };
}

interface FoundPicture {
  readonly document: TextDocument;
  readonly image: DocumentImage;
  readonly file: Uri;
  readonly picture: GivenPicture;
}

/** The picture at the cursor: of the workspace, since a document must not say what else is opened. */
async function atCursor(editor: TextEditor | undefined = window.activeTextEditor): Promise<FoundPicture | undefined> {
  if (!editor) return undefined;
  const { document, selection } = editor;
  const image = await reading.askQuietly(document, 'imageAt', document.offsetAt(selection.active));
  if (!image) return undefined;
  const attached = attachedBytes(document, image.target);
  const file = attached?.file ?? imageFile(document, image);
  if (!file) return undefined;
  const picture = attached
    ? { bytes: Uint8Array.from(attached.bytes), label: nameOf(fileUriOf(document)) }
    : await pictureIn(file);
  return { document, image, file, picture };
}

/** A picture in a document: the result takes its place. @throws SanaError `request-invalid` where there is none */
async function inDocument(): Promise<GivenPicture> {
  const found = await atCursor();
  if (!found) throw new SanaError('request-invalid:no-image-file');
  const { document, image, file, picture } = found;
  await checkWritable(document);
  const place = { document: document.uri.toString(), anchor: anchorAt(document.getText(), image.place) };
  // a picture that was not made here is somebody's own: it stays
  const changes = (await readRequest(file)) && file.toString();
  const id = idOf({ ...place, alt: image.alt, changes });
  followedPlaces.add(id, place);
  const line = document.positionAt(image.place.start).line + 1;
  return { ...picture, target: { id, label: l10n.t('Picture at line {0}', line) } };
}

async function picked(): Promise<GivenPicture | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Which sketch shall the picture follow?'),
      filters: { [l10n.t('Pictures')]: PICTURES },
    })) ?? [];
  return file && pictureIn(file);
}
