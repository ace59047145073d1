import { SanaError } from '@sana-studio/core';
import { altWords, type DocumentImage } from '@sana-studio/documents';
import { l10n, ProgressLocation, type QuickPickItem, type TextDocument, window } from 'vscode';
import type { FollowedPlaces } from '../followed-places.ts';
import { checkWritable } from '../insert-picture.ts';
import { inList, pickOne } from '../pick-one.ts';
import { reading } from '../reading.ts';
import { settled } from '../settled.ts';
import { tellError, withoutLinks } from '../tell.ts';
import { followImage, writeAlts } from './alt-places.ts';
import { ask, languageName, storedText, typed, wishFor } from './asking.ts';
import { type Captioners, captionServer, type OfferedCaptioner } from './captioners.ts';
import { setUpServer } from './server-setup.ts';
import { type ShownPicture, shownPicture } from './shown-picture.ts';

type Purpose = 'informs' | 'decorates';

/** What a line of the list does. */
type Choice = QuickPickItem &
  (
    | { readonly kindOf: 'text'; readonly text: string }
    | { readonly kindOf: 'ask'; readonly captioner: OfferedCaptioner }
    | { readonly kindOf: 'type' | 'set-up' }
  );

/** A text that is offered, and who has written it. */
interface Offered {
  readonly text: string;
  readonly by: string;
}

/**
 * Gives the image at a place an alternative text, as the person chooses.
 * @throws SanaError `request-invalid` if there is no image; what reading the picture and writing the text throw
 */
export async function writeAltText(
  given: TextDocument,
  offset: number,
  captioners: Captioners,
  places: FollowedPlaces,
): Promise<void> {
  await checkWritable(given);
  const { document, answer: image } = await settled(places, given, [{ start: offset, end: offset }], (now, [at]) =>
    imageNear(now, at!.start),
  );
  if (!image) throw new SanaError('request-invalid:no-image-here');
  const followed = followImage(places, document, image);
  const wish = await wishFor(document, image.start);
  const picture = await shownPicture(document, image).catch(error => SanaError.from(error));
  const name = picture instanceof SanaError ? image.target : picture.name;
  const purpose = await askPurpose(name, image);
  if (purpose === undefined) return;
  if (purpose === 'informs' && picture instanceof SanaError) tellError(picture);
  const text =
    purpose === 'decorates' ? '' : await chooseText(image, picture, wish, languageName(wish.language!), captioners);
  if (text === undefined) return;
  const errors = await writeAlts(document, [{ image: followed, alt: text }]);
  for (const error of errors) tellError(error);
}

/** The image at a cursor, or the only one of its line. */
async function imageNear(document: TextDocument, offset: number): Promise<DocumentImage | undefined> {
  const images = await reading.ask(document, 'imagesOf');
  const at = images.find(({ start, end }) => start <= offset && offset <= end);
  const { range } = document.lineAt(document.positionAt(offset).line);
  const [first, last] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const [only, ...others] = images.filter(({ start, end }) => start <= last && first <= end);
  return at ?? (others.length === 0 ? only : undefined);
}

async function askPurpose(name: string, { alt }: DocumentImage): Promise<Purpose | undefined> {
  const replaced = alt === '' ? '' : l10n.t('in place of “{0}”', alt);
  const items: (QuickPickItem & { readonly purpose: Purpose })[] = [
    {
      label: l10n.t('It Tells Something'),
      detail: l10n.t('It gets a text that says what it shows.'),
      purpose: 'informs',
    },
    {
      label: l10n.t('It Only Decorates'),
      description: inList(replaced),
      detail: l10n.t('It gets an empty text: screen readers pass over it.'),
      purpose: 'decorates',
    },
  ];
  const picked = await pickOne({
    title: l10n.t('What is {0} for?', name),
    placeholder: alt === '' ? l10n.t('It has no alternative text.') : l10n.t('It says “{0}”.', alt),
    items,
  });
  return picked?.item.purpose;
}

/** @returns undefined if the person leaves it as it is */
async function chooseText(
  { alt }: DocumentImage,
  picture: ShownPicture | SanaError,
  wish: Parameters<typeof ask>[2],
  language: string,
  captioners: Captioners,
): Promise<string | undefined> {
  const stored = picture instanceof SanaError ? undefined : storedText(picture);
  let offered: readonly Offered[] = [
    ...(stored === undefined ? [] : [{ text: stored, by: l10n.t('from the words that made it') }]),
    ...(alt === '' ? [] : [{ text: alt, by: l10n.t('as it is now') }]),
  ];
  for (;;) {
    const picked = await pickOne<Choice>({
      title: l10n.t('Alternative text, in {0}', language),
      placeholder: alt === '' ? l10n.t('It has no alternative text.') : l10n.t('It says “{0}”.', alt),
      items: [
        ...offered.map(({ text, by }) => ({ label: inList(text), detail: inList(by), kindOf: 'text' as const, text })),
        ...(picture instanceof SanaError ? [] : await askable(captioners)),
        { label: `$(pencil) ${l10n.t('Write It Yourself')}`, kindOf: 'type' },
        ...(picture instanceof SanaError ? [] : setUp()),
      ],
      itemButton: { icon: 'edit', tooltip: l10n.t('Edit the Words'), on: ({ kindOf }) => kindOf === 'text' },
    });
    if (!picked) return undefined;
    const { item, byButton } = picked;
    if (item.kindOf === 'text') {
      const text = byButton ? await typed(item.text) : item.text;
      if (text) return altWords(text);
    } else if (item.kindOf === 'type') {
      const text = await typed(alt);
      if (text) return altWords(text);
    } else if (item.kindOf === 'set-up') await setUpServer();
    else if (item.kindOf === 'ask' && !(picture instanceof SanaError)) {
      offered = await withAnswers(offered, item.captioner, picture, wish, captioners);
    }
  }
}

async function askable(captioners: Captioners): Promise<readonly Choice[]> {
  return (await captioners.list()).map(captioner => ({
    label: `$(comment-discussion) ${inList(l10n.t('Ask {0}', captioner.captioner.label))}`,
    detail: inList(captioner.goesTo),
    kindOf: 'ask',
    captioner,
  }));
}

/** Nothing, once a model is chosen. */
function setUp(): readonly Choice[] {
  if (captionServer().model !== '') return [];
  return [
    {
      label: `$(server) ${l10n.t('Choose a Model of Your Own…')}`,
      detail: l10n.t('Of Ollama, LM Studio, llama.cpp or another server that answers as OpenAI does.'),
      kindOf: 'set-up',
    },
  ];
}

/** With what a model says, before the rest. What keeps it from that is told. */
async function withAnswers(
  offered: readonly Offered[],
  who: OfferedCaptioner,
  picture: ShownPicture,
  wish: Parameters<typeof ask>[2],
  captioners: Captioners,
): Promise<readonly Offered[]> {
  const { label } = who.captioner;
  // asked once more, it is to say something else as well
  const before = offered.filter(({ by }) => by === label).length;
  try {
    await captioners.agree(who);
    const title = withoutLinks(l10n.t('{0} looks at {1}', label, picture.name));
    const answers = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (_, token) => ask(who, picture, wish, before + 1, token),
    );
    const fresh = answers
      .map(({ text }) => ({ text: altWords(text), by: label }))
      .filter(({ text }) => text !== '' && !offered.some(one => one.text === text));
    if (fresh.length === 0) void window.showInformationMessage(withoutLinks(l10n.t('{0} says nothing else.', label)));
    return [...fresh, ...offered];
  } catch (error) {
    tellError(error);
    return offered;
  }
}
