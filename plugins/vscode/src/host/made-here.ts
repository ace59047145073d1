import type { DocumentImage } from '@sana-studio/documents';
import { CodeLens, type Command, Hover, l10n, MarkdownString, type TextDocument } from 'vscode';
import { AGAIN_AT, VARY_AT, WORDS_AT } from './command-names.ts';
import { type StoredPicture, storedPicture, storedRequestOf } from './image-files.ts';
import { rangeIn } from './ranges.ts';
import { reading } from './reading.ts';

/** Images of a document whose files are looked into for what made them: each is read once. */
const MOST_IMAGES = 200;

/** Above each picture that was made here: again, another like it, other words. */
export async function lensesOfPictures(document: TextDocument): Promise<CodeLens[]> {
  const images = (await reading.askQuietly(document, 'imagesOf')) ?? [];
  const lenses = await Promise.all(images.slice(0, MOST_IMAGES).map(image => lensesOf(document, image)));
  return lenses.flat();
}

async function lensesOf(document: TextDocument, image: DocumentImage): Promise<CodeLens[]> {
  const stored = await storedPicture(document, image);
  const range = rangeIn(document, image);
  return stored ? choices(document, image.start).map(choice => new CodeLens(range, choice)) : [];
}

/** What made the picture at a cursor, and what can be done with it. */
export async function hoverOfPicture(document: TextDocument, offset: number): Promise<Hover | undefined> {
  const stored = await storedRequestOf(document, offset);
  return stored && new Hover(descriptionOf(document, stored), rangeIn(document, stored.found.place));
}

function descriptionOf(document: TextDocument, { found, request }: StoredPicture): MarkdownString {
  const { prompt, model, width, height, seed } = request;
  // of the picture's file: none of it becomes a link
  const description = new MarkdownString().appendText(prompt);
  description.appendMarkdown('\n\n');
  description.appendText(l10n.t('{0}, {1} × {2} pixels, seed {3}', model, width, height, seed));
  const links = choices(document, found.place.start).map(
    ({ command, title, arguments: args }) =>
      `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`,
  );
  description.appendMarkdown(`\n\n${links.join(' · ')}`);
  description.isTrusted = { enabledCommands: [AGAIN_AT, VARY_AT, WORDS_AT] };
  return description;
}

/** Of the picture whose image begins at an offset. */
export function choices(document: TextDocument, offset: number): Command[] {
  const args = [document.uri.toString(), offset];
  return [
    { command: AGAIN_AT, title: l10n.t('Again'), arguments: args },
    { command: VARY_AT, title: l10n.t('Vary'), arguments: args },
    { command: WORDS_AT, title: l10n.t('Edit the Words'), arguments: args },
  ];
}
