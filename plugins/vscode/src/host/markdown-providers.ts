import { emptyImages, ifParsable, type Range as Offsets, sanaBlocks } from '@sana-studio/documents';
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  type Disposable,
  type DocumentSelector,
  l10n,
  languages,
  Range,
  type TextDocument,
} from 'vscode';
import { ILLUSTRATE_AT } from './command-names.ts';
import { brokenImageAt } from './image-files.ts';
import { readSettings } from './settings.ts';
import { sourceOf } from './source.ts';

const MARKDOWN: DocumentSelector = { language: 'markdown' };

/** What the editor offers at images without a picture and at sana blocks. */
export function registerMarkdownProviders(): Disposable[] {
  return [
    languages.registerCodeLensProvider(MARKDOWN, {
      provideCodeLenses(document) {
        if (!readSettings(document.uri).codeLens) return [];
        const source = sourceOf(document);
        const places =
          ifParsable(() => [...emptyImages(source).map(({ place }) => place), ...sanaBlocks(source)]) ?? [];
        return places.map(place => new CodeLens(range(document, place), illustrate(document, place.start)));
      },
    }),
    languages.registerCodeActionsProvider(
      MARKDOWN,
      {
        async provideCodeActions(document, selected) {
          const offset = document.offsetAt(selected.start);
          const images = ifParsable(() => emptyImages(sourceOf(document))) ?? [];
          const empty = images.find(({ place }) => place.start <= offset && offset <= place.end);
          const found = empty ?? (await brokenImageAt(document, offset));
          if (!found) return [];
          const action = new CodeAction(
            l10n.t('Make the picture that the alt text describes'),
            CodeActionKind.QuickFix,
          );
          action.command = illustrate(document, found.place.start);
          return [action];
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  ];
}

function illustrate(document: TextDocument, offset: number) {
  return {
    command: ILLUSTRATE_AT,
    title: `$(sparkle) ${l10n.t('Make this picture')}`,
    arguments: [document.uri, offset, offset],
  };
}

function range(document: TextDocument, { start, end }: Offsets): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
