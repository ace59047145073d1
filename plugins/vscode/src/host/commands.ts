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
import { openDocument } from './open-document.ts';
import type { PanelView } from './panel-view.ts';
import { registerPictureCommands } from './picture-commands.ts';
import { reading } from './reading.ts';
import { registerRemakeCommands } from './remake-commands.ts';
import { followPlace, settled } from './settled.ts';
import { tellError, told } from './tell.ts';
import { removeUnusedPictures } from './unused-pictures.ts';

export function registerCommands(jobs: Jobs, view: PanelView): Disposable[] {
  /** Has drawn what is found in a document, at some ranges of it. */
  const illustrate = async (
    given: TextDocument,
    ranges: readonly Offsets[],
    find: (document: TextDocument, ranges: readonly Offsets[]) => Promise<readonly FoundPrompt[]>,
  ) => {
    const { document, answer } = await settled(jobs.places, given, ranges, find);
    if (answer.length > 0) await jobs.run(answer.map(prompt => newJob(document, prompt)));
    return answer.length > 0;
  };
  /** Has drawn what is at cursors, or at a single one where there are no words, what the person types. */
  const here = async (document: TextDocument, ranges: readonly Offsets[]) => {
    const [first] = ranges;
    if (!first) return;
    const place = followPlace(jobs.places, document, { kind: 'after', ...first });
    if ((await illustrate(document, ranges, promptsAt)) || ranges.length > 1) return;
    const prompt = (await window.showInputBox({ prompt: l10n.t('What shall the picture show?') }))?.trim();
    if (!prompt) return;
    const words = { kind: 'selection', prompt, alt: altFor(prompt), settings: {} } as const;
    const now = await openDocument(Uri.parse(place().document));
    await illustrate(now, [place().anchor.place], async (settledNow, [at]) => [
      { ...words, place: await reading.ask(settledNow, 'placeAt', at!.end) },
    ]);
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
      const cursor = document.offsetAt(selection.active);
      await illustrate(document, [{ start: cursor, end: cursor }], async (now, [at]) => [
        orNothing(await reading.ask(now, 'sectionAt', at!.start), 'request-invalid:no-heading'),
      ]);
    }),
    onEditor('sanaStudio.illustrateCover', async ({ document }) => {
      await illustrate(document, [], async now => [
        orNothing(await reading.ask(now, 'coverOf'), 'request-invalid:no-front-matter'),
      ]);
    }),
    onEditor('sanaStudio.illustrateDocument', async ({ document }) => {
      await checkWritable(document);
      const chosen = await chooseSections(document, jobs.places, jobs.secondsEach);
      if (chosen.length > 0) await jobs.run(chosen.map(({ found, place }) => newJob(document, found, place())));
    }),
    onEditor('sanaStudio.regenerate', async () => void (await commands.executeCommand(AGAIN_AT))),
    onEditor('sanaStudio.useInPanel', async ({ document, selection }) => {
      const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
      const { offers, notes } = await offersAt(document, start, end);
      const [offer, ...others] = offers;
      if (!offer) throw new SanaError('request-invalid:no-words-here');
      await commands.executeCommand('sanaStudio.panel.focus');
      await view.open();
      // of several that are selected, each is one of the panel's rows
      const isOne = others.every(({ repeats }) => repeats);
      await view.ask(page => (isOne ? page.use(offer) : page.offers(offers, notes)));
    }),
    ...registerRemakeCommands(jobs),
    ...registerPictureCommands(view),
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

/** The prompts at cursors, of which several may be in one paragraph. */
async function promptsAt(document: TextDocument, ranges: readonly Offsets[]): Promise<readonly FoundPrompt[]> {
  const found = new Map<string, FoundPrompt>();
  for (const { start, end } of ranges) {
    try {
      const broken = start === end ? await brokenImageAt(document, start) : undefined;
      const prompt = broken ?? (await reading.ask(document, 'promptAt', { start, end }));
      if (prompt) found.set(JSON.stringify([prompt.prompt, prompt.place]), prompt);
      else if (ranges.length > 1) tellError(new SanaError('request-invalid:no-words-here'));
    } catch (error) {
      if (ranges.length === 1) throw error;
      tellError(error);
    }
  }
  return [...found.values()];
}
