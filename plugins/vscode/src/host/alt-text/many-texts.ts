import { isOfAll } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { sentence } from '@sana-studio/core/errors';
import { altWords, type DocumentImage } from '@sana-studio/documents';
import { env, l10n, ProgressLocation, type QuickPickItem, type TextDocument, window } from 'vscode';
import type { FollowedPlaces } from '../followed-places.ts';
import { checkWritable, fileType } from '../insert-picture.ts';
import { isAttachment } from '../notebook.ts';
import { pickMany } from '../pick-many.ts';
import { inList, pickOne } from '../pick-one.ts';
import { reading } from '../reading.ts';
import { settled } from '../settled.ts';
import { tellError, withoutLinks } from '../tell.ts';
import { type FollowedImage, followImage, writeAlts } from './alt-places.ts';
import { ask, storedText, typed, wishFor } from './asking.ts';
import type { Captioners, OfferedCaptioner } from './captioners.ts';
import { type ShownPicture, shownFile, shownPicture } from './shown-picture.ts';

/** One of the images of a document. */
interface Listed extends QuickPickItem {
  picked: boolean;
  readonly image: DocumentImage;
  readonly followed: FollowedImage;
  readonly line: number;
  decorates: boolean;
}

/** A text that may be written. */
interface Proposed extends QuickPickItem {
  picked: boolean;
  readonly followed: FollowedImage;
  text: string;
}

/**
 * Gives the images of a document alternative texts: the person says which and what they are for, who is asked, and accepts or skips
 * each text; what is accepted is one step of undo.
 * @throws SanaError `request-invalid` where there is nothing to say something of; what writing throws
 */
export async function writeAltTexts(
  given: TextDocument,
  captioners: Captioners,
  places: FollowedPlaces,
): Promise<void> {
  await checkWritable(given);
  const { document, answer: images } = await settled(places, given, [], imagesHere);
  if (images.length === 0) throw new SanaError('request-invalid:no-images');
  const chosen = await choosePurposes(document, images, places);
  if (!chosen || chosen.length === 0) return;
  const informing = chosen.filter(({ decorates }) => !decorates);
  const pictures = await picturesOf(document, informing);
  const who = informing.length === 0 ? 'nobody' : await chooseWho([...pictures.values()], captioners);
  if (who === undefined) return;
  const texts = await textsFor(document, informing, pictures, who);
  const proposed = chosen.flatMap(listed => {
    const text = listed.decorates ? '' : texts.get(listed);
    return text === undefined ? [] : [proposal(listed, text)];
  });
  if (proposed.length === 0) return;
  const accepted = await preview(proposed);
  const wanted = (accepted ?? []).map(({ followed, text }) => ({ image: followed, alt: text }));
  tellOnce(await writeAlts(document, wanted));
}

/** Those whose files are there. */
async function imagesHere(document: TextDocument): Promise<readonly DocumentImage[]> {
  const images = await reading.ask(document, 'imagesOf');
  const there = await Promise.all(
    images.map(async image => {
      const file = shownFile(document, image);
      return file && (isAttachment(file) || (await fileType(file)) !== undefined) ? image : [];
    }),
  );
  return there.flat();
}

async function choosePurposes(
  document: TextDocument,
  images: readonly DocumentImage[],
  places: FollowedPlaces,
): Promise<readonly Listed[] | undefined> {
  const items = images.map((image): Listed => {
    const line = document.positionAt(image.start).line + 1;
    const followed = followImage(places, document, image);
    const picked = image.alt.trim() === '';
    return { label: inList(nameIn(image)), picked, image, followed, line, decorates: false };
  });
  const described = () =>
    items.map(item => {
      const said = item.image.alt === '' ? l10n.t('no text') : l10n.t('says “{0}”', item.image.alt);
      const purpose = item.decorates ? l10n.t('only decorates') : said;
      return Object.assign(item, { description: inList(`${l10n.t('line {0}', item.line)} · ${purpose}`) });
    });
  return pickMany({
    items: described,
    title: ({ length }) => l10n.t('Which images get an alternative text? {0} of {1}', length, items.length),
    itemButtons: [
      {
        icon: 'eye-closed',
        tooltip: l10n.t('It Only Decorates, or Not'),
        run: async item => void Object.assign(item, { decorates: !item.decorates, picked: true }),
      },
    ],
  });
}

function nameIn({ target }: DocumentImage): string {
  return target.split('/').at(-1) || target;
}

/** Their pictures; what cannot be read is told. */
async function picturesOf(
  document: TextDocument,
  listed: readonly Listed[],
): Promise<ReadonlyMap<Listed, ShownPicture>> {
  const errors: SanaError[] = [];
  const pictures = new Map<Listed, ShownPicture>();
  for (const one of listed) {
    try {
      pictures.set(one, await shownPicture(document, one.image));
    } catch (error) {
      errors.push(SanaError.from(error));
    }
  }
  tellOnce(errors);
  return pictures;
}

/** @returns `nobody` where the words that made the pictures are enough; undefined if the person leaves it */
async function chooseWho(
  pictures: readonly ShownPicture[],
  captioners: Captioners,
): Promise<OfferedCaptioner | 'nobody' | undefined> {
  const open = pictures.filter(picture => storedText(picture) === undefined).length;
  if (open === 0) return 'nobody';
  const made = pictures.length - open;
  const all = await captioners.list();
  if (all.length === 0 && made === 0) throw new SanaError('captioner-unavailable:none');
  type Who = QuickPickItem & { readonly who: OfferedCaptioner | 'nobody' };
  const nobody: Who[] =
    made === 0
      ? []
      : [
          {
            label: l10n.t('Nobody: Only Those That Were Made Here ({0})', made),
            detail: l10n.t('Their text is from the words that made them.'),
            who: 'nobody',
          },
        ];
  const picked = await pickOne<Who>({
    title: l10n.t('Who is asked? Pictures: {0}', open),
    placeholder: made === 0 ? '' : l10n.t('Nobody is asked about those that were made here: {0}', made),
    items: [
      ...all.map(who => ({
        label: `$(comment-discussion) ${inList(l10n.t('Ask {0}', who.captioner.label))}`,
        detail: inList(who.severalGoTo(open)),
        who,
      })),
      ...nobody,
    ],
  });
  if (picked && picked.item.who !== 'nobody') await captioners.agree(picked.item.who);
  return picked?.item.who;
}

/** What each picture shows. Those that are there when the person cancels stay; what failed is told together. */
async function textsFor(
  document: TextDocument,
  listed: readonly Listed[],
  pictures: ReadonlyMap<Listed, ShownPicture>,
  who: OfferedCaptioner | 'nobody',
): Promise<ReadonlyMap<Listed, string>> {
  const texts = new Map<Listed, string>();
  const open: [Listed, ShownPicture][] = [];
  for (const one of listed) {
    const picture = pictures.get(one);
    const stored = picture && storedText(picture);
    if (stored !== undefined) texts.set(one, stored);
    else if (picture) open.push([one, picture]);
  }
  if (who === 'nobody' || open.length === 0) return texts;
  const title = withoutLinks(l10n.t('{0} looks at pictures', who.captioner.label));
  const errors: SanaError[] = [];
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      for (const [index, [one, picture]] of open.entries()) {
        progress.report({
          message: withoutLinks(`${index + 1}/${open.length} ${picture.name}`),
          increment: 100 / open.length,
        });
        try {
          const wish = await wishFor(document, one.followed.place().anchor.place.start);
          const [caption] = await ask(who, picture, wish, 1, token);
          if (caption) texts.set(one, altWords(caption.text));
        } catch (error) {
          const why = SanaError.from(error);
          if (why.code === 'cancelled') return;
          errors.push(why);
          // the next one would be answered the same
          if (isOfAll(why)) return;
        }
      }
    },
  );
  tellOnce(errors);
  return texts;
}

function proposal({ followed, line, image }: Listed, text: string): Proposed {
  return withWords({
    label: '',
    description: `${nameIn(image)} · ${l10n.t('line {0}', line)}`,
    picked: true,
    followed,
    text,
  });
}

/** As the list shows it. */
function withWords(item: Proposed): Proposed {
  const { text, followed } = item;
  const label = text === '' ? l10n.t('(empty: it only decorates)') : inList(text);
  const detail = followed.alt === '' || followed.alt === text ? '' : inList(l10n.t('in place of “{0}”', followed.alt));
  return Object.assign(item, { label, detail });
}

function preview(items: readonly Proposed[]): Promise<readonly Proposed[] | undefined> {
  return pickMany({
    items: () => items,
    title: ({ length }) =>
      l10n.t('Alternative texts that are written: {0} of {1}. One undo takes them back', length, items.length),
    itemButtons: [
      {
        icon: 'edit',
        tooltip: l10n.t('Edit the Words'),
        async run(item) {
          const text = await typed(item.text);
          if (text !== undefined) withWords(Object.assign(item, { text: altWords(text), picked: true }));
        },
      },
    ],
  });
}

/** Each reason once. */
function tellOnce(errors: readonly SanaError[]): void {
  const told = new Map(errors.map(error => [sentence(error, env.language), error]));
  for (const error of told.values()) tellError(error);
}
