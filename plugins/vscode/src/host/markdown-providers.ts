import type { FoundPrompt } from '@sana-studio/documents';
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  type Command,
  type Disposable,
  type DocumentSelector,
  l10n,
  languages,
  type Range,
  type TextDocument,
} from 'vscode';
import { shownFile } from './alt-text/shown-picture.ts';
import { ALT_AT, ILLUSTRATE_AT } from './command-names.ts';
import { brokenImageAt, onPicturesWritten, storedRequestOf } from './image-files.ts';
import { fileType } from './insert-picture.ts';
import { choices, hoverOfPicture, lensesOfPictures } from './made-here.ts';
import { fileUriOf, isAttachment } from './notebook.ts';
import { tellCut } from './quiet-notes.ts';
import { rangeIn } from './ranges.ts';
import { NONE, reading } from './reading.ts';
import { readSettings } from './settings.ts';

/** In a notebook its cells are documents too. */
const MARKDOWN: DocumentSelector = ['markdown', 'mdx', 'quarto', 'rmd'];
/** Where selected words are drawn, and nothing else is understood. */
const OTHERS: DocumentSelector = ['asciidoc', 'restructuredtext'];

/** Places that ask for a picture above which a lens says so. */
const MOST_LENSES = 500;

const KINDS = { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] };

/** What the editor offers beside the text: at places that ask for a picture, at pictures, and at words. */
export function registerMarkdownProviders(): Disposable[] {
  return [
    languages.registerCodeLensProvider(MARKDOWN, {
      onDidChangeCodeLenses: onPicturesWritten,
      async provideCodeLenses(document) {
        if (!readSettings(fileUriOf(document)).codeLens) return [];
        const places = (await reading.askQuietly(document, 'requestsIn', MOST_LENSES)) ?? NONE;
        tellCut(
          document,
          'requests',
          places,
          l10n.t('Only the first {0} places of {1} that ask for a picture have a lens', MOST_LENSES, places.count),
        );
        const asking = places.first.map(
          place => new CodeLens(rangeIn(document, place), illustrate(document, place.start)),
        );
        return [...asking, ...(await lensesOfPictures(document))];
      },
    }),
    languages.registerHoverProvider(MARKDOWN, {
      provideHover: (document, position) => hoverOfPicture(document, document.offsetAt(position)),
    }),
    languages.registerCodeActionsProvider(MARKDOWN, { provideCodeActions: actionsAt }, KINDS),
    languages.registerCodeActionsProvider(
      OTHERS,
      { provideCodeActions: (document, range) => (range.isEmpty ? [] : [selectionAction(document, range)]) },
      KINDS,
    ),
  ];
}

async function actionsAt(document: TextDocument, range: Range): Promise<CodeAction[]> {
  const offset = document.offsetAt(range.start);
  const alt = await altAction(document, offset, document.offsetAt(range.end));
  if (!range.isEmpty) return [selectionAction(document, range), ...alt];
  return [...(await actionsAtCursor(document, offset)), ...alt];
}

async function actionsAtCursor(document: TextDocument, offset: number): Promise<CodeAction[]> {
  const broken = await brokenImageAt(document, offset);
  const found = broken ?? (await reading.askQuietly(document, 'promptAt', { start: offset, end: offset }));
  if (found?.kind === 'image') return [fix(document, found)];
  if (await storedRequestOf(document, offset)) return choices(document, offset).map(rewrite);
  return found ? [rewrite({ ...illustrate(document, offset), title: titleOf(found) })] : [];
}

/**
 * At an image whose file is there, or when one is selected. It repairs nothing that is marked as wrong: it joins what the editor offers
 * at its own light bulb.
 */
async function altAction(document: TextDocument, start: number, end: number): Promise<CodeAction[]> {
  const image = await reading.askQuietly(document, 'imageAt', start);
  const file = image && end <= image.end ? shownFile(document, image) : undefined;
  if (!image || !file || (!isAttachment(file) && (await fileType(file)) === undefined)) return [];
  const title = l10n.t('Write alternative text');
  return [rewrite({ command: ALT_AT, title, arguments: [document.uri, image.start] })];
}

function titleOf({ kind }: FoundPrompt): string {
  switch (kind) {
    case 'section':
      return l10n.t('Illustrate this section');
    case 'cover':
      return l10n.t('Make a cover from the front matter');
    case 'block':
      return l10n.t('Make this picture');
    default:
      return l10n.t('Illustrate this paragraph');
  }
}

function fix(document: TextDocument, { place }: FoundPrompt): CodeAction {
  const action = new CodeAction(l10n.t('Make the picture that the alt text describes'), CodeActionKind.QuickFix);
  action.command = illustrate(document, place.start);
  return action;
}

function selectionAction(document: TextDocument, { start, end }: Range): CodeAction {
  const command = illustrate(document, document.offsetAt(start), document.offsetAt(end));
  return rewrite({ ...command, title: l10n.t('Illustrate the selection') });
}

function rewrite(command: Command): CodeAction {
  const action = new CodeAction(command.title, CodeActionKind.RefactorRewrite);
  action.command = command;
  return action;
}

function illustrate(document: TextDocument, start: number, end = start): Command {
  return {
    command: ILLUSTRATE_AT,
    title: `$(sparkle) ${l10n.t('Make this picture')}`,
    arguments: [document.uri, start, end],
  };
}
