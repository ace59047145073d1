import { SanaError } from '@sana-studio/core';
import { altFor, type FoundPrompt, formatOf, type Range as Offsets } from '@sana-studio/documents';
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
import { tellError, told } from './tell.ts';
import { removeUnusedPictures } from './unused-pictures.ts';

export function registerCommands(jobs: Jobs, view: PanelView): Disposable[] {
  const illustrate = async (document: TextDocument, found: readonly FoundPrompt[]) => {
    await checkWritable(document);
    await jobs.run(found.map(prompt => newJob(document, prompt)));
  };
  const here = async (document: TextDocument, ranges: readonly Offsets[]) => {
    const found = await promptsFor(document, ranges);
    if (found.length > 0) await illustrate(document, found);
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
    onEditor('sanaStudio.illustrate', ({ document, selections }) =>
      here(
        document,
        selections.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) })),
      ),
    ),
    commands.registerCommand(ILLUSTRATE_AT, (uri: unknown, start: unknown, end: unknown) =>
      told(async () => {
        if (!(uri instanceof Uri) || typeof start !== 'number' || typeof end !== 'number') return;
        await here(await workspace.openTextDocument(uri), [{ start, end }]);
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

/** The prompts at cursors; at a single one where there is none, what the person types. */
async function promptsFor(document: TextDocument, ranges: readonly Offsets[]): Promise<readonly FoundPrompt[]> {
  const [first] = ranges;
  if (first && ranges.length === 1) {
    const only = (await promptAt(document, first)) ?? (await typedPrompt(document, first));
    return only ? [only] : [];
  }
  const found = new Map<string, FoundPrompt>();
  for (const range of ranges) {
    try {
      const prompt = await promptAt(document, range);
      if (!prompt) throw new SanaError('request-invalid:no-words-here');
      // several cursors may be in one paragraph
      found.set(JSON.stringify([prompt.prompt, prompt.place]), prompt);
    } catch (error) {
      tellError(error);
    }
  }
  return [...found.values()];
}

async function promptAt(document: TextDocument, { start, end }: Offsets): Promise<FoundPrompt | undefined> {
  const broken = start === end ? await brokenImageAt(document, start) : undefined;
  return broken ?? reading.ask(document, 'promptAt', { start, end });
}

async function typedPrompt(document: TextDocument, { end }: Offsets): Promise<FoundPrompt | undefined> {
  const prompt = (await window.showInputBox({ prompt: l10n.t('What shall the picture show?') }))?.trim();
  if (!prompt) return undefined;
  const place = await reading.ask(document, 'placeAt', end);
  return { kind: 'selection', prompt, alt: altFor(prompt), settings: {}, place };
}
