import { encodePng, SanaError } from '@sana-studio/core';
import type { AskAboutPicture, EncodedPicture } from '../caption.ts';
import { spoken } from './answer.ts';

export const COLOUR_QUESTION = 'Which colour is this picture? Answer with one word.';

const SIDE = 64;
/** Of each answer, in the message. UTF-16 units. */
const TOLD = 60;
/** With their inflections; in scripts without spaces between words as parts of them. */
const NAMES = {
  red: /(?<!\p{L})(?:red|reddish|crimson|scarlet|rot(?:e[nmrs]?)?|rouges?|roj[oa]s?|vermelh[oa]s?|ross[oi]|красн\p{L}{1,4}|लाल)(?!\p{L})|[红紅赤]|빨간|빨강|적색/iu,
  blue: /(?<!\p{L})(?:blue|bluish|navy|cobalt|blau(?:e[nmrs]?)?|bleue?s?|azul(?:es)?|blu|синий|синяя|синее|नीला|नीली)(?!\p{L})|[蓝藍青]|파란|파랑|청색/iu,
} as const;

type Colour = keyof typeof NAMES;

async function pictureIn(colour: Colour): Promise<EncodedPicture> {
  const rgba = colour === 'red' ? [255, 0, 0, 255] : [0, 0, 255, 255];
  const data = Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, at) => rgba[at % 4]!);
  return { bytes: await encodePng({ width: SIDE, height: SIDE, data }), name: `${colour}.png` };
}

/**
 * Asks a model for the colours of a red and a blue picture: of those that take pictures and do not look, or whose pictures
 * are lost on the way, one is wrong.
 * @throws SanaError `captioner-blind`, and what asking throws
 */
async function assertSees(model: string, ask: AskAboutPicture, signal?: AbortSignal): Promise<void> {
  const answers: Record<Colour, string> = { red: '', blue: '' };
  for (const colour of ['red', 'blue'] as const) {
    const answer = await ask(await pictureIn(colour), COLOUR_QUESTION, { temperature: 0, seed: 0, signal });
    answers[colour] = (spoken(answer) ?? '').replace(/\s+/gu, ' ');
  }
  const names = (answer: string, colour: Colour, other: Colour) =>
    NAMES[colour].test(answer) && !NAMES[other].test(answer);
  if (names(answers.red, 'red', 'blue') && names(answers.blue, 'blue', 'red')) return;
  const [red, blue] = [answers.red.slice(0, TOLD), answers.blue.slice(0, TOLD)];
  throw new SanaError('captioner-blind', { model, red, blue });
}

/**
 * The same, asked once: whoever has shown that it sees, or that it does not, is not asked again. What it was asked in vain may be
 * asked again.
 */
export function rememberedSight(model: string, ask: AskAboutPicture): (signal?: AbortSignal) => Promise<void> {
  let seeing: Promise<void> | undefined;
  return signal => {
    seeing ??= assertSees(model, ask, signal).catch(error => {
      if (SanaError.from(error).code !== 'captioner-blind') seeing = undefined;
      throw error;
    });
    return seeing;
  };
}
