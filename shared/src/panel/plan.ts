import type { Picture } from '@sana-studio/core';
import { type ChosenControlNet, type StoredRequest, seedAfter } from '@sana-studio/core/request';
import { type CheckedRequest, checkForm, type FieldErrors } from '../form/check.ts';
import { withChosenFiles } from '../form/chosen-controlnets.ts';
import type { Form, FormStartImage } from '../form/form.ts';
import { type Larger, largerForm } from '../form/larger.ts';
import { givenMask } from '../form/painting.ts';
import { useAgain } from '../form/reuse.ts';
import type { Size } from '../form/sizes.ts';
import { sized } from './rows.ts';
import type { Job, Target } from './runs.ts';

/** A picture to be made again, but different. */
export interface Again {
  readonly request: StoredRequest;
  /** What is drawn, where that is no longer what it was made of. */
  readonly words?: string | undefined;
  /** What it was made from, if it was and that is still here. */
  readonly startImage?: FormStartImage | undefined;
  /** What of that was changed, if not all of it. */
  readonly mask?: Picture | undefined;
  /** Whose lines it followed, and what made it do so. */
  readonly control?: Picture | undefined;
  readonly controlnet?: string | ChosenControlNet | undefined;
  /** It becomes larger, in which case it is what is started from. */
  readonly larger?: Larger | undefined;
  /** How far to go from it, of 1, towards the picture of the drawn seed; without it, to that one. */
  readonly variation?: number | undefined;
}

/** A picture that is wanted: as many variants of it as the form says, unless it is one that is made again. */
export interface Wanted {
  readonly words: string;
  /** Drawn in case. */
  readonly seed: number;
  readonly target?: Target | undefined;
  /** Pixels of the place, if it has a size. */
  readonly place?: Size | undefined;
  readonly again?: Again | undefined;
}

/** What was asked for. */
export type Ask = { readonly id: number } & Wish;

/** Pictures by the form as it was then, or the rest of a run. */
export type Wish = {
  /** `Slot.id` of the picture that they are shown behind; without it they are shown alone. */
  readonly after?: number | undefined;
} & (
  | {
      readonly kind: 'pictures';
      readonly form: Form;
      readonly wanted: readonly Wanted[];
      readonly largestSide: number | undefined;
    }
  | { readonly kind: 'rest'; readonly jobs: readonly Job[] }
);

export interface Plan {
  readonly jobs: readonly Job[];
  /** What the form says afterwards, where it counts seeds. */
  readonly nextSeed?: number | undefined;
}

export interface Planning {
  /** Id of the model that will draw. */
  readonly model: string;
  readonly usesNegativePrompt: boolean;
}

/** The jobs of what was asked for, or what is wrong with it, field by field. */
export function planOf(ask: Wish, planning: Planning): Plan | { readonly errors: FieldErrors } {
  if (ask.kind === 'rest') return { jobs: ask.jobs };
  const form: Form = { ...ask.form, model: planning.model };
  const jobs: Job[] = [];
  let wrong: FieldErrors = { prompt: { kind: 'promptEmpty' } };
  let nextSeed: number | undefined;
  for (const wanted of ask.wanted) {
    const { target, place, seed, again } = wanted;
    const counted = nextSeed === undefined ? form : { ...form, seed: String(nextSeed) };
    const own = again ? formAgain(form, again) : { ...counted, prompt: wanted.words };
    const checked = checkForm(sized(own, place, ask.largestSide), planning.usesNegativePrompt, () => seed);
    if ('errors' in checked) {
      wrong = checked.errors;
      continue;
    }
    jobs.push({ request: again ? varied(checked.request, again) : checked.request, target });
    if (!again && form.seedMode === 'next') nextSeed = seedAfter(checked.request.seed, checked.request.count);
  }
  // a place without words does not keep the others from their pictures
  return jobs.length > 0 ? { jobs, nextSeed } : { errors: wrong };
}

/** What another model than the one that will draw was told of steps and guidance is not for this one. */
function formAgain(form: Form, { request, words, startImage, mask, control, larger, ...from }: Again): Form {
  const again = useAgain(form, request, 'all', [form.model]);
  const { steps, guidanceScale } = form;
  const controlnet = from.controlnet ?? request.controlnet;
  const same: Form = {
    ...again,
    ...(request.model !== form.model && { steps, guidanceScale }),
    ...(words && { prompt: words }),
    sizing: form.sizing,
    seedMode: 'random',
    startImage,
    mask: startImage && mask && givenMask(mask),
    outpaint: startImage && request.outpaint,
    control: control && controlnet ? { picture: control, label: '' } : undefined,
    controlnet: control && controlnet && withChosenFiles(controlnet),
  };
  return larger && startImage ? largerForm(same, startImage, larger) : same;
}

function varied(request: CheckedRequest, { request: before, variation }: Again): CheckedRequest {
  if (variation === undefined) return request;
  return { ...request, seed: before.seed, variation, variationSeed: request.seed };
}
