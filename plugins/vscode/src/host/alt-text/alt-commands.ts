import { SanaError } from '@sana-studio/core';
import { formatOf } from '@sana-studio/documents';
import { commands, type Disposable, type TextEditor, Uri, window, workspace } from 'vscode';
import { ALT_AT } from '../command-names.ts';
import type { FollowedPlaces } from '../followed-places.ts';
import { told } from '../tell.ts';
import type { Captioners } from './captioners.ts';
import { writeAltTexts } from './many-texts.ts';
import { writeAltText } from './one-text.ts';
import { askKey } from './server-setup.ts';

/** Commands that give images alternative texts. */
export function registerAltCommands(captioners: Captioners, places: FollowedPlaces): Disposable[] {
  const onEditor = (command: string, run: (editor: TextEditor) => Promise<void>) =>
    commands.registerCommand(command, () =>
      told(async () => {
        const editor = window.activeTextEditor;
        if (!editor) throw new SanaError('request-invalid:no-document');
        const { languageId: language } = editor.document;
        const format = formatOf(language);
        if (format === undefined) throw new SanaError('request-invalid:no-format', { language });
        if (format !== 'markdown') throw new SanaError('request-invalid:alt-markdown-only');
        await run(editor);
      }),
    );
  return [
    onEditor('sanaStudio.writeAltText', ({ document, selection }) =>
      writeAltText(document, document.offsetAt(selection.active), captioners, places),
    ),
    onEditor('sanaStudio.writeAltTexts', ({ document }) => writeAltTexts(document, captioners, places)),
    commands.registerCommand(ALT_AT, (uri: unknown, offset: unknown) =>
      told(async () => {
        if (!(uri instanceof Uri) || typeof offset !== 'number') return;
        await writeAltText(await workspace.openTextDocument(uri), offset, captioners, places);
      }),
    ),
    commands.registerCommand('sanaStudio.captionKey', () => told(() => askKey(captioners))),
  ];
}
