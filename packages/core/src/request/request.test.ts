import { describe, expect, it } from 'vitest';
import { parseSchedulerConfig } from '../checkpoint/layout/config.ts';
import { completeRequest, type PartialRequest, requestDefaults, requestOfPicture } from './index.ts';
import { miniDefaults as defaults } from './request.fixture.ts';

const complete = (fields: Partial<PartialRequest> = {}) => completeRequest({ prompt: 'a cat', ...fields }, defaults);

/** For values that TypeScript would not let through, as they come from JSON or a form. */
const completeUntyped = (fields: Record<string, unknown>) => complete(fields as Partial<PartialRequest>);

function expectRefusal(fields: Record<string, unknown>, code: string, ...words: string[]): void {
  expect(() => completeUntyped(fields)).toThrow(expect.objectContaining({ name: 'SanaError', code }));
  for (const word of words) expect(() => completeUntyped(fields)).toThrow(word);
}

describe('completeRequest', () => {
  it('fills in the recommendation of the model', () => {
    const { seed, ...rest } = complete();
    expect(rest).toEqual({ ...defaults, prompt: 'a cat', negativePrompt: '', count: 1 });
    expect(Number.isSafeInteger(seed)).toBe(true);
  });

  it('draws another seed for every request that has none', () => {
    expect(new Set(Array.from({ length: 20 }, () => complete().seed)).size).toBeGreaterThan(15);
  });

  it('keeps what was given, undefined fields apart', () => {
    const given = {
      negativePrompt: 'blurry',
      width: 1000,
      height: 32,
      steps: 1,
      guidanceScale: 0,
      seed: 2 ** 53 - 1,
      count: 16,
      model: 'other',
      sampler: 'euler',
    } as const;
    expect(complete({ ...given, startImage: undefined, strength: undefined })).toEqual({ prompt: 'a cat', ...given });
  });

  it.each([0, -32, 31, 8193, 100_000, 512.5, Number.NaN, Number.POSITIVE_INFINITY, '512'])(
    'refuses a side of %s',
    side => {
      expectRefusal({ width: side }, 'size-out-of-range', 'width', '32 to 8192', String(side));
      expectRefusal({ height: side }, 'size-out-of-range', 'height', '32 to 8192', String(side));
    },
  );

  it('refuses more pixels than the largest model makes', () => {
    expectRefusal({ width: 8192, height: 8192 }, 'size-out-of-range', '4096 × 4096', '8192 × 8192');
    expect(complete({ width: 8192, height: 2048 }).width).toBe(8192);
  });

  it.each([
    ['steps', [0, -1, 2.5, 1001, Number.NaN, '20'], 'steps-out-of-range', '1 to 1000'],
    ['guidanceScale', [-0.1, 100.5, Number.NaN, Number.POSITIVE_INFINITY, '4.5'], 'guidance-out-of-range', '0 to 100'],
    ['seed', [-1, 0.5, 2 ** 53, Number.NaN, '7'], 'seed-out-of-range', '0 to 9007199254740991'],
    ['count', [0, 17, 1.5, Number.NaN], 'count-out-of-range', '1 to 16'],
    ['variation', [-0.1, 1.01, Number.NaN, '0.5'], 'variation-out-of-range', '0 to 1'],
    ['variationSeed', [-1, 0.5, 2 ** 53], 'seed-out-of-range', '0 to 9007199254740991'],
    ['strength', [0, -0.5, 1.01, Number.NaN, '0.5'], 'strength-out-of-range', 'above 0 and up to 1'],
  ] as const)('refuses %s outside its range', (field, values, code, range) => {
    for (const value of values) expectRefusal({ [field]: value }, code, range, String(value));
  });

  it('refuses what is not text or not a solver of the model', () => {
    for (const value of [7, {}, ['a'], true]) {
      expectRefusal({ prompt: value }, 'request-invalid', 'prompt');
      expectRefusal({ negativePrompt: value }, 'request-invalid', 'negativePrompt');
      expectRefusal({ model: value }, 'request-invalid', 'model');
      expectRefusal({ sampler: value }, 'request-invalid', 'sampler');
    }
    expectRefusal({ prompt: undefined }, 'request-invalid', 'prompt');
    expectRefusal(
      { sampler: 'ddim' },
      'request-invalid',
      'dpm1, dpm2, dpm3, sde-dpm, unipc, unipc3, heun, euler, scm',
      'ddim',
    );
    expectRefusal({ sampler: 'scm' }, 'request-invalid', 'heun or euler');
    expect(() => completeRequest({ prompt: '', sampler: 'euler' }, { ...defaults, sampler: 'scm' })).toThrow('scm');
  });

  it('checks both prompts', () => {
    expectRefusal({ prompt: 'x'.repeat(20_001) }, 'prompt-too-long');
    expectRefusal({ negativePrompt: 'half a \ud83d' }, 'prompt-not-unicode');
    expect(complete({ prompt: '' }).prompt).toBe('');
  });

  it('takes a start image of the right size, with its strength', () => {
    const startImage = { width: 2, height: 3, data: new Uint8ClampedArray(24) };
    expect(complete({ startImage })).toMatchObject({ startImage, strength: 0.6 });
    expect(complete({ startImage, strength: 1 })).toMatchObject({ strength: 1 });
    expect(complete({ strength: 0.3 })).not.toHaveProperty('strength');
    for (const wrong of [
      { ...startImage, width: 3 },
      { ...startImage, width: -2, height: -3 },
      { ...startImage, data: new Uint8Array(24) },
      { width: 0, height: 0, data: new Uint8ClampedArray(0) },
      { width: 2, height: 3 },
      'picture.png',
    ]) {
      expectRefusal({ startImage: wrong }, 'image-unreadable', 'start image');
    }
  });

  it('is as large as the picture of which a part changes, and draws that part as if nothing had been there', () => {
    const picture = { width: 40, height: 50, data: new Uint8ClampedArray(8000) };
    const masked = complete({ startImage: picture, mask: picture });
    expect(masked).toMatchObject({ width: 40, height: 50, strength: 1, feather: 0 });
    expect(complete({ startImage: picture, mask: picture, strength: 0.5 }).strength).toBe(0.5);
    expect(complete({ startImage: picture })).toMatchObject({ width: defaults.width, strength: 0.6 });
    const alone = complete({ mask: picture, feather: 3, outpaint: true });
    for (const name of ['mask', 'feather', 'outpaint']) expect(alone).not.toHaveProperty(name);
    expectRefusal({ startImage: picture, mask: { ...picture, width: 4 } }, 'image-unreadable', 'mask');
    expectRefusal({ startImage: picture, mask: picture, feather: 257 }, 'request-invalid', 'feather', '0 to 256');
  });

  it('keeps where a picture came from, if it says so in the usual way', () => {
    const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    const origin = { name: 'a.png', sha256: 'ab'.repeat(32) };
    expect(complete({ startImage: { ...picture, origin } }).startImage).toEqual({ ...picture, origin });
    const said: readonly unknown[] = [7, {}, { sha256: 'AB'.repeat(32) }, { name: 'a.png' }];
    for (const other of said) {
      expect(completeUntyped({ startImage: { ...picture, origin: other } }).startImage).toEqual(picture);
    }
  });

  it('draws the seed that a variation goes towards, and has none without a variation', () => {
    const drawn = Array.from({ length: 20 }, () => complete({ seed: 1, variation: 0.2 }).variationSeed);
    expect(new Set(drawn).size).toBeGreaterThan(15);
    expect(complete({ variation: 0, variationSeed: 0 })).toMatchObject({ variation: 0, variationSeed: 0 });
    expect(complete({ variationSeed: 3 })).not.toHaveProperty('variationSeed');
  });

  it('yields plain data', () => {
    const request = complete({ startImage: { width: 1, height: 1, data: new Uint8ClampedArray(4) } });
    expect(structuredClone(request)).toEqual(request);
  });
});

describe('requestOfPicture', () => {
  it('is the request that makes one of several pictures again', () => {
    const request = complete({ seed: 40, count: 4 });
    expect(requestOfPicture(request, 2)).toEqual({ ...request, seed: 42, count: 1 });
  });

  it('varies one picture towards one seed after the other', () => {
    const request = complete({ seed: 40, count: 4, variation: 0.2, variationSeed: 7 });
    expect(requestOfPicture(request, 2)).toEqual({ ...request, variationSeed: 9, count: 1 });
    const unvaried = complete({ seed: 40, count: 4, variation: 0, variationSeed: 7 });
    expect(requestOfPicture(unvaried, 2)).toEqual({ ...unvaried, seed: 42, count: 1 });
  });

  it('wraps seeds around without losing precision', () => {
    const request = complete({ seed: 2 ** 53 - 1, count: 4 });
    expect([0, 1, 2, 3].map(i => requestOfPicture(request, i).seed)).toEqual([2 ** 53 - 1, 0, 1, 2]);
  });
});

describe('requestDefaults', () => {
  const flow = { prediction_type: 'flow_prediction', use_flow_sigmas: true };
  const dpm = parseSchedulerConfig({ _class_name: 'DPMSolverMultistepScheduler', ...flow }, 'scheduler');
  const scm = parseSchedulerConfig({ _class_name: 'SCMScheduler' }, 'scheduler');

  it('follows the published pipelines', () => {
    expect(requestDefaults('sana', { family: 'sana', transformer: { sample_size: 32 }, scheduler: dpm })).toEqual({
      model: 'sana',
      width: 1024,
      height: 1024,
      steps: 20,
      guidanceScale: 4.5,
      sampler: 'dpm2',
    });
    expect(
      requestDefaults('sprint', { family: 'sprint', transformer: { sample_size: 32 }, scheduler: scm }),
    ).toMatchObject({
      steps: 2,
      guidanceScale: 4.5,
      sampler: 'scm',
    });
  });

  it('lets the settings of a model decide', () => {
    const settings = { nativeSize: 192, steps: 12, guidanceScale: 3 };
    const checkpoint = { family: 'sana', transformer: { sample_size: 8 }, scheduler: dpm, settings } as const;
    expect(requestDefaults('mini', checkpoint)).toMatchObject({ width: 192, height: 192, steps: 12, guidanceScale: 3 });
  });
});
