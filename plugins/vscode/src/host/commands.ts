import { SanaError } from '@sana-studio/core';
import { drawSeed, fromWordsAlone } from '@sana-studio/core/request';
import { anchorAt, coverOf, type FoundPrompt, promptAt, sectionAt, sectionsOf } from '@sana-studio/documents';
import {
  commands,
  type Disposable,
  l10n,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { brokenImageAt, storedRequestOf } from './image-files.ts';
import { checkWritable } from './insert-picture.ts';
import type { Job, Jobs } from './jobs.ts';
import { offersAt } from './offers.ts';
import type { PanelView } from './panel-view.ts';
import { readSettings } from './settings.ts';
import { tellError } from './tell.ts';

/** Illustrates what is at a place: arguments are the document's URI and the offsets of the selection. */
export const ILLUSTRATE_AT = 'sanaStudio.illustrateAt';

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
        if (editor) await run(editor);
        else throw new SanaError('request-invalid:no-document');
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
      const found = sectionAt(document.getText(), document.offsetAt(selection.active));
      await illustrate(document, [orNothing(found, 'request-invalid:no-heading')]);
    }),
    onEditor('sanaStudio.illustrateCover', async ({ document }) => {
      await illustrate(document, [orNothing(coverOf(document.getText()), 'request-invalid:no-front-matter')]);
    }),
    onEditor('sanaStudio.illustrateDocument', async ({ document }) => {
      await illustrate(document, await chooseSections(document));
    }),
    onEditor('sanaStudio.regenerate', async ({ document, selection }) => {
      const stored = await storedRequestOf(document, document.offsetAt(selection.active));
      if (!stored) throw new SanaError('request-invalid:no-picture-here');
      const { found, request } = stored;
      await checkWritable(document);
      // a picture made from another is made from its words alone: the other one is not in the file
      const again = { ...fromWordsAlone(request), seed: drawSeed() };
      await jobs.run([{ ...newJob(document, found), request: again }]);
    }),
    onEditor('sanaStudio.useInPanel', async ({ document, selection }) => {
      const [offer] = await offersAt(document, document.offsetAt(selection.start), document.offsetAt(selection.end));
      if (!offer) throw new SanaError('request-invalid:no-words-here');
      await commands.executeCommand('sanaStudio.panel.focus');
      await view.open();
      await view.ask(page => page.use(offer));
    }),
    commands.registerCommand('sanaStudio.openPanel', () => commands.executeCommand('sanaStudio.panel.focus')),
  ];
}

/** The prompt at a place, or what the person types where there is none. */
async function promptFor(document: TextDocument, start: number, end: number): Promise<FoundPrompt | undefined> {
  const text = document.getText();
  const broken = start === end ? await brokenImageAt(document, start) : undefined;
  const found = broken ?? promptAt(text, { start, end });
  if (found) return found;
  const prompt = (await window.showInputBox({ prompt: l10n.t('What shall the picture show?') }))?.trim();
  if (!prompt) return undefined;
  const line = document.lineAt(document.positionAt(end)).range.end;
  const at = document.offsetAt(line);
  return {
    kind: 'selection',
    prompt,
    alt: prompt,
    settings: {},
    place: { kind: 'after', start: at, end: at, prefix: '' },
  };
}

async function chooseSections(document: TextDocument): Promise<readonly FoundPrompt[]> {
  const items = sectionsOf(document.getText()).map(found => ({
    label: found.title,
    description: found.illustrated ? l10n.t('has a picture') : '',
    detail: found.prompt,
    picked: !found.illustrated,
    found,
  })) satisfies QuickPickItem[];
  if (items.length === 0) throw new SanaError('request-invalid:nothing-to-illustrate');
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    matchOnDetail: true,
    title: l10n.t('Illustrate this document: one picture for each section that is ticked'),
  });
  return chosen?.map(({ found }) => found) ?? [];
}

/** The request for what was found: the document's wishes, then the settings, then the model's own recommendation. */
export function newJob(document: TextDocument, { prompt, alt, settings, place }: FoundPrompt): Job {
  const { alt: _, ...wishes } = settings;
  return {
    id: crypto.randomUUID(),
    document: document.uri.toString(),
    anchor: anchorAt(document.getText(), place),
    alt,
    request: { ...readSettings(document.uri).request, ...wishes, prompt, seed: wishes.seed ?? drawSeed() },
  };
}

async function told(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    tellError(error);
  }
}
