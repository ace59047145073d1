import { SanaError } from '@sana-studio/core';
import type { AskAboutPicture, Caption, Captioner, CaptionWish } from '../caption.ts';
import { captionOf } from './answer.ts';
import { rememberedSight } from './probe.ts';
import { questionFor } from './words.ts';

export interface ModelCaptionerOptions {
  /** Its name, which becomes the type of its captions. */
  readonly model: string;
  /** For people; default: the name. */
  readonly label?: string | undefined;
  readonly where: Captioner['where'];
  readonly ask: AskAboutPicture;
  /** It says the same however often it is asked, so it is asked once. */
  readonly repeats?: boolean | undefined;
}

/** So that one that is asked again after the first answer says something else. */
const DIVERSE = 0.8;

/** A captioner of any model that can be asked something about a picture. It is asked nothing before it has shown that it sees. */
export function modelCaptioner(options: ModelCaptionerOptions): Captioner {
  const { model, label = model, where, ask, repeats = false } = options;
  const type = captionType(model);
  const sees = rememberedSight(model, ask);
  return {
    type,
    label,
    where,
    async available(signal) {
      try {
        await sees(signal);
        return { state: 'ready' };
      } catch (error) {
        if (signal?.aborted) throw error;
        return { state: 'unavailable', problem: SanaError.from(error).toData() };
      }
    },
    async caption(picture, wish: CaptionWish, { count = 1, seed = 0, signal } = {}) {
      await sees(signal);
      const question = questionFor(wish);
      const texts = new Set<string>();
      let refused: unknown;
      for (let asked = 0; asked < (repeats ? 1 : 2 * count) && texts.size < count; asked++) {
        const temperature = asked === 0 ? 0 : DIVERSE;
        const answer = await ask(picture, question, { temperature, seed: seed + asked, signal });
        try {
          texts.add(captionOf(answer, wish, { model, file: picture.name }));
        } catch (error) {
          refused = error;
        }
      }
      if (texts.size === 0) throw refused;
      return [...texts].map((text): Caption => ({ text, type, by: label }));
    },
  };
}

/**
 * A model's name as side files have it: letters of ASCII, digits and dashes. Sana's newer reader would take `prompt` and
 * whatever has a dot for something else.
 */
export function captionType(model: string): string {
  const name = model
    .replace(/:latest$/, '')
    .replace(/[^A-Za-z0-9-]/g, '-')
    .replace(/^-+/, '');
  return name === '' || name === 'prompt' ? `model-${name}`.replace(/-$/, '') : name;
}
