import { SanaError } from '@sana-studio/core';
import { type Anchor, anchorAt, ifParsable, promptAt } from '@sana-studio/documents';
import { l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Host } from '../contract.ts';
import { checkWritable, placePicture } from './insert-picture.ts';
import { offeredPlace } from './offers.ts';
import { readSettings } from './settings.ts';

/** Puts pictures into the document that a person picks in the panel. */
export const inserting: Pick<Host, 'formatFor' | 'insert'> = {
  async formatFor(target) {
    const { document } = await destination(target);
    return readSettings(document.uri).imageFormat;
  },
  async insert({ bytes, format, request: { prompt, seed }, target }) {
    const { document, anchor } = await destination(target);
    await checkWritable(document);
    const placed = await placePicture(document, anchor, { bytes, format, prompt, seed }, prompt);
    if (!placed) return l10n.t('Nothing was inserted.');
    if (placed.inserted) return undefined;
    return l10n.t(
      'The place for the picture is not in the document any more. The picture is in {0}.',
      workspace.asRelativePath(placed.file),
    );
  },
};

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
  const found = ifParsable(() => promptAt(text, { start: end, end }));
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
