import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import {
  commands,
  l10n,
  ProgressLocation,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { readRequest } from './image-files.ts';
import { pickMany } from './pick-many.ts';

/** Files that may show pictures, and the folders that hold what nobody wrote. */
const TEXTS =
  '**/*.{md,markdown,mdx,qmd,rmd,ipynb,adoc,asciidoc,rst,txt,tex,html,htm,css,scss,js,jsx,ts,tsx,vue,svelte,astro,json,yml,yaml,toml}';
const PICTURES = '**/*.{png,webp}';
const NOT_WRITTEN = '**/{node_modules,.git}/**';

/** Whether a picture is shown by one place of a document and, as far as can be told, by nothing else. */
export async function isUsedOnce(document: TextDocument, picture: Uri): Promise<boolean> {
  const names = namesOf(picture);
  const here = countOf(document.getText(), names);
  if (here !== 1) return false;
  const texts = await workspace.findFiles(TEXTS, NOT_WRITTEN, BUDGETS.searchedTexts.most);
  if (texts.length === BUDGETS.searchedTexts.most) return false;
  for (const uri of texts) {
    if (uri.toString() === document.uri.toString()) continue;
    const text = await textOf(uri);
    if (text === undefined || countOf(text, names) > 0) return false;
  }
  return true;
}

/** Lists pictures that were made here and that nothing shows any more, and removes those that are ticked. */
export async function removeUnusedPictures(): Promise<void> {
  const title = l10n.t('Looking for pictures that nothing shows');
  const unused = await window.withProgress({ location: ProgressLocation.Window, title }, findUnused);
  if (unused.length === 0) {
    void window.showInformationMessage(l10n.t('Every picture that was made here is in use.'));
    return;
  }
  const items = unused.map(({ file, prompt }) => ({
    label: workspace.asRelativePath(file),
    detail: prompt,
    picked: true,
    file,
  }));
  const chosen = await pickMany({
    items: () => items,
    title: ({ length }) => l10n.t('Nothing shows these pictures. {0} will be removed; undo brings them back', length),
    itemButtons: [
      {
        icon: 'open-preview',
        tooltip: l10n.t('Show'),
        run: async ({ file }) => void (await commands.executeCommand('vscode.open', file, { preview: true })),
      },
    ],
  });
  if (!chosen || chosen.length === 0) return;
  const edit = new WorkspaceEdit();
  for (const { file } of chosen) edit.deleteFile(file, { ignoreIfNotExists: true });
  if (!(await workspace.applyEdit(edit))) throw new SanaError('file-unwritable:not-removed');
  const { length } = chosen;
  const removed = length === 1 ? l10n.t('1 picture was removed.') : l10n.t('{0} pictures were removed.', length);
  void window.showInformationMessage(removed);
}

interface UnusedPicture {
  readonly file: Uri;
  readonly prompt: string;
}

async function findUnused(): Promise<readonly UnusedPicture[]> {
  const [pictures, texts] = await Promise.all([
    workspace.findFiles(PICTURES, NOT_WRITTEN, BUDGETS.searchedPictures.most),
    workspace.findFiles(TEXTS, NOT_WRITTEN, BUDGETS.searchedTexts.most),
  ]);
  if (texts.length === BUDGETS.searchedTexts.most) throw overBudget('searchedTexts', l10n.t('The workspace'));
  let candidates = pictures;
  const open = workspace.textDocuments.filter(({ isUntitled }) => isUntitled).map(document => document.getText());
  for (const text of [...open, ...texts]) {
    const words = typeof text === 'string' ? text : await textOf(text);
    candidates = words === undefined ? [] : candidates.filter(picture => countOf(words, namesOf(picture)) === 0);
  }
  const unused: UnusedPicture[] = [];
  for (const file of candidates) {
    const request = await readRequest(file);
    if (request) unused.push({ file, prompt: request.prompt });
  }
  return unused;
}

/** As it is in the editor, if it is open; undefined if it cannot be searched. */
async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { size } = await workspace.fs.stat(uri);
    return size > BUDGETS.searchedText.most ? undefined : new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** How a link may write the name of a file: by whatever path, encoded or not. */
function namesOf(file: Uri): readonly string[] {
  const name = file.path.split('/').at(-1)!;
  return [...new Set([name, encodeURI(name), encodeURIComponent(name)])];
}

function countOf(text: string, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + text.split(name).length - 1, 0);
}
