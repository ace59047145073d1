import {
  type Captioner,
  type CaptionWish,
  type EncodedPicture,
  fourDecimals,
  isOfAll,
  PROMPT_TYPE,
  type Scorer,
  select,
  storedModel,
  storedPrompt,
  uprightPicture,
} from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { type CaptionedPicture, type CaptionedSet, candidatesOf, firstLine, SCORE } from './captioned-set.ts';
import { writesFiles } from './captioner-option.ts';
import { decode } from './decode.ts';

export interface Captioning {
  readonly set: CaptionedSet;
  readonly captioners: readonly Captioner[];
  readonly scorer: Scorer | undefined;
  readonly wish: CaptionWish;
  /** Writes anew what is there. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** Of a text only the beginning was scored. */
  readonly onCut: (picture: CaptionedPicture, type: string) => void;
}

/**
 * Gives one picture the captions and scores that it lacks, and a text if it has none. Each is written as soon as it is there.
 * @throws SanaError what went wrong first, when all else is written
 */
export async function captionPicture(picture: CaptionedPicture, captioning: Captioning): Promise<void> {
  const { set, captioners, force, signal, wish } = captioning;
  let read: Promise<EncodedPicture> | undefined;
  const file = () => {
    read ??= picture.read();
    return read;
  };
  let failure: SanaError | undefined;
  for (const captioner of captioners.filter(writesFiles)) {
    const suffix = `_${captioner.type}`;
    const there = await set.entries(picture, suffix);
    if (!force && typeof there?.[captioner.type] === 'string') continue;
    try {
      const scores = await set.entries(picture, `${suffix}${SCORE}`);
      const [caption] = await captioner.caption(await file(), wish, { signal });
      const { [captioner.type]: score, ...others } = scores ?? {};
      // a score is never beside a text that it is not of, whatever ends this in between
      if (score !== undefined && there?.[captioner.type] !== caption!.text)
        await set.write(picture, `${suffix}${SCORE}`, others);
      await set.write(picture, suffix, { ...there, [captioner.type]: caption!.text });
    } catch (error) {
      const found = SanaError.from(error);
      if (isOfAll(found)) throw found;
      failure ??= found;
    }
  }
  const prompt = (await picture.prompt()) ?? (await writtenPrompt(picture, set, file));
  if (!failure) await scored(picture, prompt, captioning, file);
  if (failure) throw failure;
}

/** The prompt that the picture was made from, as its text; undefined if it has none. */
async function writtenPrompt(
  picture: CaptionedPicture,
  set: CaptionedSet,
  file: () => Promise<EncodedPicture>,
): Promise<string | undefined> {
  const stored = storedPrompt((await file()).bytes);
  const prompt = stored && firstLine(stored.replace(/\s+/gu, ' '));
  if (!prompt) return undefined;
  return (await set.writePrompt(picture, prompt)) ? prompt : undefined;
}

async function scored(
  picture: CaptionedPicture,
  prompt: string | undefined,
  { set, captioners, scorer, ...more }: Captioning,
  file: () => Promise<EncodedPicture>,
): Promise<void> {
  const texts = new Map((await candidatesOf(set, picture, prompt ?? '')).captions);
  if (!prompt) texts.delete(PROMPT_TYPE);
  if (scorer) await writeScores(picture, texts, { set, scorer, ...more }, file);
  if (prompt !== undefined) return;
  const { scored: scores } = await candidatesOf(set, picture, '');
  const [first] = captioners.filter(writesFiles);
  const best = scores.length > 0 ? select({ kind: 'best' }, scores, Math.random).type : first?.type;
  const text = best === undefined ? undefined : texts.get(best);
  if (text === undefined) {
    // shards have their texts inside, or none
    if (set.kind === 'shards') return;
    throw new SanaError('image-unreadable:no-request', { file: picture.name });
  }
  if ((await set.writePrompt(picture, firstLine(text))) && scorer) {
    await writeScores(picture, new Map([[PROMPT_TYPE, firstLine(text)]]), { set, scorer, ...more }, file);
  }
}

/** Those that are not there, each in the file of its type. */
async function writeScores(
  picture: CaptionedPicture,
  texts: ReadonlyMap<string, string>,
  { set, scorer, force, signal, onCut }: Omit<Captioning, 'captioners' | 'wish'> & { readonly scorer: Scorer },
  file: () => Promise<EncodedPicture>,
): Promise<void> {
  const missing: string[] = [];
  for (const type of texts.keys()) {
    const there = await set.entries(picture, `_${type}${SCORE}`);
    if (force || typeof there?.[type] !== 'string') missing.push(type);
  }
  if (missing.length === 0) return;
  const encoded = await file();
  const pixels = await uprightPicture(encoded, decode);
  const options = { model: storedModel(encoded.bytes), signal };
  const scores = await scorer.score(
    pixels,
    missing.map(type => texts.get(type)!),
    options,
  );
  for (const [index, type] of missing.entries()) {
    if (scorer.isCut?.(texts.get(type)!)) onCut(picture, type);
    const suffix = `_${type}${SCORE}`;
    await set.write(picture, suffix, { ...(await set.entries(picture, suffix)), [type]: fourDecimals(scores[index]!) });
  }
}
