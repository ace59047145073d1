import { type Remark, SanaError } from '../errors.ts';
import type { PicturePolicy } from '../prompt/safety.ts';
import type { Picture } from './picture.ts';
import { blurred, type PictureJudge } from './picture-classifier.ts';

/** From this score on Yahoo, who trained open_nsfw, take a picture to be unfit in all likelihood. */
const USUAL_THRESHOLD = 0.8;

/** What people get to see of a picture that was drawn. */
export interface SeenPicture {
  readonly picture: Picture;
  readonly remark?: Remark | undefined;
}

/** @throws SanaError `classifier-missing` where a policy has pictures looked at and nothing is there to do so */
export function assertJudged(policy: PicturePolicy | undefined, judge: PictureJudge | undefined): void {
  if (policy && !judge) throw new SanaError('classifier-missing');
}

/**
 * The picture, or a blur in its place.
 * @param policy undefined: nobody looks
 * @param anyway somebody asked to see what is withheld, which counts where the policy permits it
 */
export async function seenPicture(
  picture: Picture,
  policy: PicturePolicy | undefined,
  judge: PictureJudge | undefined,
  anyway = false,
): Promise<SeenPicture> {
  if (!policy || !judge) return { picture };
  const score = await judge.score(picture);
  // a score that is no number proves nothing to be fine
  if (score < (policy.threshold ?? USUAL_THRESHOLD)) return { picture };
  const data = { percent: Math.round(100 * score) };
  if (anyway && policy.showAnyway) return { picture, remark: { remark: 'picture-withheld:shown', data } };
  const remark = policy.showAnyway ? 'picture-withheld:askable' : 'picture-withheld:kept';
  return { picture: blurred(picture), remark: { remark, data } };
}
