import type { DocumentImage } from '@sana-studio/documents';
import { CodeLens, type Command, Hover, l10n, MarkdownString, type TextDocument } from 'vscode';
import { AGAIN_AT, VARY_AT, WORDS_AT } from './command-names.ts';
import { type StoredPicture, storedPicture, storedRequestOf } from './image-files.ts';
import { tellCut } from './quiet-notes.ts';
import { rangeIn } from './ranges.ts';
import { NONE, reading } from './reading.ts';

/** Images of a document whose files are looked into for what made them: each is read once. */
const MOST_IMAGES = 200;
/** Files that are asked for at once: with the answers, others come to their turn. */
const AT_ONCE = 20;

/** Above each picture that was made here: again, another like it, other words. */
export async function lensesOfPictures(document: TextDocument): Promise<CodeLens[]> {
  const images = (await reading.askQuietly(document, 'firstImages', MOST_IMAGES)) ?? NONE;
  tellCut(
    document,
    'images',
    images,
    l10n.t('Only the first {0} images of {1} are looked into', MOST_IMAGES, images.count),
  );
  const lenses: CodeLens[] = [];
  for (let from = 0; from < images.first.length; from += AT_ONCE) {
    const some = images.first.slice(from, from + AT_ONCE);
    lenses.push(...(await Promise.all(some.map(image => lensesOf(document, image)))).flat());
  }
  return lenses;
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
