import { SanaError } from '@sana-studio/core';
import { altFor, type FoundPrompt, formatOf } from '@sana-studio/documents';
import { commands, type Disposable, l10n, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import { AGAIN_AT, ILLUSTRATE_AT } from './command-names.ts';
import { chooseSections } from './illustrate-document.ts';
import { brokenImageAt } from './image-files.ts';
import { checkWritable } from './insert-picture.ts';
import type { Jobs } from './jobs.ts';
import { newJob } from './new-job.ts';
import { offersAt } from './offers.ts';
import type { PanelView } from './panel-view.ts';
import { reading } from './reading.ts';
import { registerRemakeCommands } from './remake-commands.ts';
import { told } from './tell.ts';
import { removeUnusedPictures } from './unused-pictures.ts';

export function registerCommands(jobs: Jobs, view: PanelView): Disposable[] {
  const illustrate = async (document: TextDocument, found: readonly FoundPrompt[]) => {
    await checkWritable(document);
    await jobs.run(found.map(prompt => newJob(document, prompt)));
  };
  const here = async (document: TextDocument, start: number, end: number) => {
    const found = await promptFor(document, start, end);
    if (found) await illustrate(document, [found]);
  };
  const onEditor = (command: string, run: (editor: TextEditor) => Promise<void>) =>
    commands.registerCommand(command, () =>
      told(async () => {
        const editor = window.activeTextEditor;
        if (!editor) throw new SanaError('request-invalid:no-document');
        assertReadable(editor);
        await run(editor);
      }),
    );
  const orNothing = (
    found: FoundPrompt | undefined,
    reason: 'request-invalid:no-heading' | 'request-invalid:no-front-matter',
  ): FoundPrompt => {
    if (found) return found;
    throw new SanaError(reason);
  };
  return [
    onEditor('sanaStudio.illustrate', ({ document, selection }) =>
      here(document, document.offsetAt(selection.start), document.offsetAt(selection.end)),
    ),
    commands.registerCommand(ILLUSTRATE_AT, (uri: unknown, start: unknown, end: unknown) =>
      told(async () => {
        if (!(uri instanceof Uri) || typeof start !== 'number' || typeof end !== 'number') return;
        await here(await workspace.openTextDocument(uri), start, end);
      }),
    ),
    onEditor('sanaStudio.illustrateSection', async ({ document, selection }) => {
      const found = await reading.ask(document, 'sectionAt', document.offsetAt(selection.active));
      await illustrate(document, [orNothing(found, 'request-invalid:no-heading')]);
    }),
    onEditor('sanaStudio.illustrateCover', async ({ document }) => {
      await illustrate(document, [
        orNothing(await reading.ask(document, 'coverOf'), 'request-invalid:no-front-matter'),
      ]);
    }),
    onEditor('sanaStudio.illustrateDocument', async ({ document }) => {
      await illustrate(document, await chooseSections(document, jobs.secondsEach));
    }),
    onEditor('sanaStudio.regenerate', async () => void (await commands.executeCommand(AGAIN_AT))),
    onEditor('sanaStudio.useInPanel', async ({ document, selection }) => {
      const offers = await offersAt(document, document.offsetAt(selection.start), document.offsetAt(selection.end));
      const [offer, ...others] = offers;
      if (!offer) throw new SanaError('request-invalid:no-words-here');
      await commands.executeCommand('sanaStudio.panel.focus');
      await view.open();
      // of several that are selected, each is one of the panel's rows
      const isOne = others.every(({ repeats }) => repeats);
      await view.ask(page => (isOne ? page.use(offer) : page.offers(offers)));
    }),
    ...registerRemakeCommands(jobs),
    commands.registerCommand('sanaStudio.removeUnusedPictures', () => told(removeUnusedPictures)),
    commands.registerCommand('sanaStudio.openPanel', () => commands.executeCommand('sanaStudio.panel.focus')),
  ];
}

/** @throws SanaError saying why nothing can be done in the editor's document */
function assertReadable({ document: { languageId }, selection }: TextEditor): void {
  const format = formatOf(languageId);
  if (format === undefined) throw new SanaError('request-invalid:no-format', { language: languageId });
  if (format !== 'markdown' && selection.isEmpty) throw new SanaError('request-invalid:selection-only');
}

/** The prompt at a place, or what the person types where there is none. */
async function promptFor(document: TextDocument, start: number, end: number): Promise<FoundPrompt | undefined> {
  const broken = start === end ? await brokenImageAt(document, start) : undefined;
  const found = broken ?? (await reading.ask(document, 'promptAt', { start, end }));
  if (found) return found;
  const prompt = (await window.showInputBox({ prompt: l10n.t('What shall the picture show?') }))?.trim();
  if (!prompt) return undefined;
  const place = await reading.ask(document, 'placeAt', end);
  return { kind: 'selection', prompt, alt: altFor(prompt), settings: {}, place };
}
