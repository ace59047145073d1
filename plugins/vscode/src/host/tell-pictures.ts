import { SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { findAnchor } from '@sana-studio/documents';
import { commands, env, l10n, Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { AGAIN_AT } from './command-names.ts';
import { imageMarkdown, pathOf } from './insert-picture.ts';
import { isAttachment } from './notebook.ts';
import { stillOpen } from './open-document.ts';
import { anchorAtCursor } from './panel-insert.ts';
import { KeptError, type PlacedPictures, placePictures } from './place-pictures.ts';
import type { FinishedPicture } from './placing-plan.ts';
import { tellError, withoutLinks } from './tell.ts';

/** A choice of a notice. */
interface Choice {
  readonly label: string;
  run(): Promise<void>;
}

/** How long the status bar says where a picture is: the document says it, too. */
const TOLD_MS = 15_000;

/** Says quietly what was made, and where it is: one notice at a time, that of the last picture, with what can be done about it. */
export function tellPlaced(
  document: TextDocument,
  finished: readonly FinishedPicture[],
  { pictures, inserted }: PlacedPictures,
): void {
  for (const [index, { file, shown, why }] of pictures.entries()) {
    if (!shown)
      tellKept(document, finished[index]!, file, why ? keptBecause(document, why, file) : placeGone(document, file));
  }
  const shown = pictures.filter(picture => picture.shown);
  const [first, ...others] = shown;
  if (!first) return;
  const undo = { label: l10n.t('Undo'), run: () => takeBack(document, { pictures: shown, inserted }) };
  const again = {
    label: l10n.t('Again'),
    run: async () => {
      const { start, text } = inserted[0]!;
      const place = findAnchor((await stillOpen(document)).getText(), anchorOf(start, text));
      const at = place && place.start + Math.max(0, text.indexOf('!['));
      if (at !== undefined) await commands.executeCommand(AGAIN_AT, document.uri, at);
    },
  };
  const isOne = others.length === 0;
  const where = isOne
    ? l10n.t('The picture is in {0}.', pathOf(document, first.file))
    : l10n.t('{0} pictures were made.', shown.length);
  window.setStatusBarMessage(`$(sparkle) ${where}`, TOLD_MS);
  // the same words each time: VS Code shows such a notice once, and the one before it is gone
  const told = isOne ? l10n.t('The picture is in the document.') : l10n.t('The pictures are in the document.');
  void choose(window.showInformationMessage, told, isOne && !finished[0]?.cover ? [again, undo] : [undo]);
}

/** Nothing of it is lost: it is in a file, or can be saved in one. */
export function tellUnplaced(document: TextDocument, finished: readonly FinishedPicture[], error: unknown): void {
  for (const [index, one] of finished.entries()) {
    if (error instanceof KeptError) {
      const file = error.files[index]!;
      tellKept(document, one, file, keptBecause(document, error.why, file));
    } else {
      const cancelled = SanaError.from(error).code === 'cancelled';
      const why = cancelled ? l10n.t('The picture was not written.') : sentence(error, env.language);
      const save = { label: l10n.t('Save As…'), run: () => saveAs(one) };
      void choose(window.showWarningMessage, why, [save]);
    }
  }
}

function keptBecause(document: TextDocument, error: SanaError, file: Uri): string {
  return `${sentence(error, env.language)} ${l10n.t('The picture is in {0}.', pathOf(document, file))}`;
}

function placeGone(document: TextDocument, file: Uri): string {
  return l10n.t(
    'The place for the picture is not in the document any more. The picture is in {0}.',
    pathOf(document, file),
  );
}

function tellKept(document: TextDocument, finished: FinishedPicture, file: Uri, why: string): void {
  void choose(window.showWarningMessage, why, [
    { label: l10n.t('Insert'), run: () => insertKept(document, finished, file) },
    { label: l10n.t('Show'), run: async () => void (await commands.executeCommand('vscode.open', file)) },
    {
      label: l10n.t('Copy Image Link'),
      run: async () => env.clipboard.writeText(imageMarkdown(document, file, finished.alt)),
    },
  ]);
}

/** At its own place if that is there, or at the cursor. */
async function insertKept(document: TextDocument, finished: FinishedPicture, file: Uri): Promise<void> {
  const now = await stillOpen(document).catch(() => undefined);
  const own = now && findAnchor(now.getText(), finished.anchor());
  const target = own ? { document: now, anchor: finished.anchor() } : await anchorAtCursor();
  const placed = await placePictures(target.document, [{ ...finished, file, anchor: () => target.anchor }], false);
  if (placed) tellPlaced(target.document, [finished], placed);
}

async function saveAs({ picture }: FinishedPicture): Promise<void> {
  const { format, bytes } = picture;
  const file = await window.showSaveDialog({ filters: { [format.toUpperCase()]: [format] } });
  if (file) await workspace.fs.writeFile(file, bytes);
}

/** Takes pictures out of the document again, and their files away, as if they had not been made: one edit, which can itself be undone. */
async function takeBack(told: TextDocument, { pictures, inserted }: PlacedPictures): Promise<void> {
  const document = await stillOpen(told);
  const edit = new WorkspaceEdit();
  const text = document.getText();
  for (const { start, text: words, before } of inserted) {
    const place = findAnchor(text, anchorOf(start, words));
    if (!place) throw new SanaError('request-invalid:picture-gone');
    const range = new Range(document.positionAt(place.start), document.positionAt(place.end));
    edit.replace(document.uri, range, before);
  }
  for (const { file, replaced } of pictures) {
    if (!isAttachment(file)) edit.deleteFile(file, { ignoreIfNotExists: true });
    if (replaced) edit.createFile(replaced.file, { contents: replaced.bytes, ignoreIfExists: true });
  }
  if (!(await workspace.applyEdit(edit))) throw new SanaError('request-invalid:picture-gone');
}

function anchorOf(start: number, text: string) {
  return { place: { kind: 'link', start, end: start + text.length }, text } as const;
}

async function choose(
  show: (message: string, ...labels: string[]) => Thenable<string | undefined>,
  message: string,
  choices: readonly Choice[],
): Promise<void> {
  const label = await show(withoutLinks(message), ...choices.map(choice => choice.label));
  try {
    await choices.find(choice => choice.label === label)?.run();
  } catch (error) {
    tellError(error);
  }
}
