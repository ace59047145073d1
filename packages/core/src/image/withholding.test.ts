import { afterAll, beforeAll, expect, test } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { SanaPipeline } from '../pipeline.ts';
import type { SafetyPolicy } from '../prompt/safety.ts';
import { safetyGuard } from '../prompt/vocabulary-guard.ts';
import type { Runtime } from '../runtime/session.ts';
import { blurred, type PictureJudge } from './picture-classifier.ts';
import { seenPicture } from './withholding.ts';

const PICTURE = { width: 8, height: 8, data: new Uint8ClampedArray(256).map((_, index) => index) };
const judging = (score: number): PictureJudge => ({ score: async () => score });

test('a picture is withheld from the threshold on, and shown to who asks where the policy permits it', async () => {
  expect(await seenPicture(PICTURE, undefined, judging(1))).toEqual({ picture: PICTURE });
  expect(await seenPicture(PICTURE, {}, judging(0.79))).toEqual({ picture: PICTURE });
  const kept = { picture: blurred(PICTURE), remark: { remark: 'picture-withheld:kept', data: { percent: 80 } } };
  expect(await seenPicture(PICTURE, {}, judging(0.8))).toEqual(kept);
  expect(await seenPicture(PICTURE, {}, judging(0.8), true)).toEqual(kept);
  expect(await seenPicture(PICTURE, { threshold: 0.5, showAnyway: true }, judging(0.5))).toMatchObject({
    picture: blurred(PICTURE),
    remark: { remark: 'picture-withheld:askable' },
  });
  expect(await seenPicture(PICTURE, { showAnyway: true }, judging(0.9), true)).toMatchObject({
    picture: PICTURE,
    remark: { remark: 'picture-withheld:shown' },
  });
  // what cannot be judged is not shown
  expect((await seenPicture(PICTURE, {}, judging(Number.NaN))).picture).toEqual(blurred(PICTURE));
});

let runtime: Runtime;
beforeAll(async () => {
  runtime = await nodeRuntime('cpu');
});
afterAll(() => runtime.dispose());

test('of what the pipeline draws nothing is seen before it was looked at, and nothing at all where nobody can look', async () => {
  const draw = async (policy: SafetyPolicy, judge: PictureJudge | undefined) => {
    const model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    const pipeline = new SanaPipeline(runtime, model, { guard: await safetyGuard(policy), judge });
    let previews = 0;
    try {
      const request = { prompt: 'a fox', width: 64, height: 64, steps: 2, seed: 1 };
      const [picture] = await pipeline.generate(request, { onPreview: () => void previews++ });
      return { picture: picture!, previews };
    } finally {
      await pipeline.dispose();
    }
  };
  const { picture: free } = await draw({}, judging(1));
  const { picture, previews } = await draw({ pictures: {} }, judging(1));
  expect(previews).toBe(0);
  expect(free.remarks).toEqual([]);
  expect(picture.remarks).toMatchObject([{ remark: 'picture-withheld:kept' }]);
  expect(picture.data).toEqual(blurred(free).data);
  await expect(draw({ pictures: {} }, undefined)).rejects.toMatchObject({ code: 'classifier-missing' });
});
