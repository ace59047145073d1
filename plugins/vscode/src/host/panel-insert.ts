import { requestFromPng, SanaError } from '@sana-studio/core';
import { type Disposable, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { type Anchor, anchorAt } from '../insertion/anchor.ts';
import { promptAt } from '../markdown/prompt-sources.ts';
import type { PageMessage } from '../messages.ts';
import { checkWritable, placePicture } from './insert-picture.ts';
import { offeredPlace } from './offers.ts';
import type { PanelView } from './panel-view.ts';
import { inWantedFormat } from './picture-format.ts';

/** Puts pictures into the document that a person picks in the panel. */
export function insertFromPanel(view: PanelView): Disposable {
  return view.onMessage(async message => {
    if (message.type !== 'insert') return;
    const { call } = message;
    try {
      view.send({ type: 'inserted', call, notice: await insert(message, view) });
    } catch (error) {
      view.send({ type: 'inserted', call, error: { ...SanaError.from(error).toData() } });
    }
  });
}

async function insert(
  { png, target }: Extract<PageMessage, { type: 'insert' }>,
  view: PanelView,
): Promise<string | undefined> {
  const bytes = new Uint8Array(png);
  const request = requestFromPng(bytes);
  if (!request) throw new SanaError('image-unreadable:no-request');
  const { prompt, seed } = request;
  const { document, anchor } = await destination(target);
  await checkWritable(document);
  const picture = { ...(await inWantedFormat(bytes, document.uri, view)), prompt, seed };
  const placed = await placePicture(document, anchor, picture, prompt);
  if (!placed) return l10n.t('Nothing was inserted.');
  if (placed.inserted) return undefined;
  return l10n.t(
    'The place for the picture is not in the document any more. The picture is in {0}.',
    workspace.asRelativePath(placed.file),
  );
}

/** The place the prompt came from, or else the cursor. */
async function destination(target: string | undefined): Promise<{ document: TextDocument; anchor: Anchor }> {
  const place = target === undefined ? undefined : offeredPlace(target);
  if (place) return { anchor: place.anchor, document: await openDocument(Uri.parse(place.document)) };
  const editor =
    window.activeTextEditor ?? window.visibleTextEditors.find(({ document }) => document.languageId === 'markdown');
  if (editor?.document.languageId !== 'markdown') {
    throw new SanaError('request-invalid:no-document-for-picture');
  }
  const { document, selection } = editor;
  const text = document.getText();
  const end = document.offsetAt(selection.end);
  const found = promptAt(text, { start: end, end });
  const line = document.offsetAt(document.lineAt(selection.end.line).range.end);
  const fallback = { kind: 'after', start: line, end: line, prefix: '' } as const;
  return { document, anchor: anchorAt(text, found?.place.kind === 'after' ? found.place : fallback) };
}

/** @throws SanaError `document-refused` if it is not there any more */
async function openDocument(uri: Uri): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(uri);
  } catch (error) {
    throw new SanaError('document-refused:gone', { document: workspace.asRelativePath(uri) }, error);
  }
}
