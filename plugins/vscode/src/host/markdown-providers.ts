import type { Range as Offsets } from '@sana-studio/documents';
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
import { reading } from './reading.ts';
import { readSettings } from './settings.ts';

const MARKDOWN: DocumentSelector = { language: 'markdown' };

/** What the editor offers at images without a picture and at sana blocks. */
export function registerMarkdownProviders(): Disposable[] {
  return [
    languages.registerCodeLensProvider(MARKDOWN, {
      async provideCodeLenses(document) {
        if (!readSettings(document.uri).codeLens) return [];
        const places = (await reading.askQuietly(document, 'requestsIn')) ?? [];
        return places.map(place => new CodeLens(range(document, place), illustrate(document, place.start)));
      },
    }),
    languages.registerCodeActionsProvider(
      MARKDOWN,
      {
        async provideCodeActions(document, selected) {
          const offset = document.offsetAt(selected.start);
          const places = (await reading.askQuietly(document, 'requestsIn')) ?? [];
          const empty = places.find(({ start, end }) => start <= offset && offset <= end);
          const found = empty ?? (await brokenImageAt(document, offset))?.place;
          if (!found) return [];
          const action = new CodeAction(
            l10n.t('Make the picture that the alt text describes'),
            CodeActionKind.QuickFix,
          );
          action.command = illustrate(document, found.start);
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
