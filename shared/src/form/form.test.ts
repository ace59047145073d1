import { stored } from '@sana-studio/core/request';
import { expect, it } from 'vitest';
import { checkForm } from './check.ts';
import { chosenLora } from './chosen-loras.ts';
import { adoptDefaults, emptyForm, withModel } from './form.ts';
import { restoreForm } from './restore.ts';
import { useAgain } from './reuse.ts';

const defaults = { model: 'mini', width: 256, height: 256, steps: 12, guidanceScale: 2.5 };
const form = { ...emptyForm(defaults), prompt: 'a cat' };
const request = {
  ...defaults,
  prompt: 'a fox',
  negativePrompt: '',
  seed: 5,
  count: 3,
  sampler: 'euler',
  strength: 0.2,
} as const;
const requestOf = (given: typeof form) => {
  const checked = checkForm(given, true, () => 7);
  return 'request' in checked ? checked.request : checked.errors;
};

it('leaves to the model what is the model’s, until somebody chooses', () => {
  expect(requestOf(form)).toEqual({ ...defaults, prompt: 'a cat', negativePrompt: '', seed: 7, count: 1 });
  expect(requestOf({ ...form, sampler: 'euler' })).toMatchObject({ sampler: 'euler' });
  expect(requestOf(withModel({ ...form, sampler: 'euler' }, 'other'))).not.toHaveProperty('sampler');
});

it('says how much of a start image changes, and nothing of masks and ControlNets that are not there', () => {
  const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const started = requestOf({ ...form, strength: 0.3, startImage: { picture, label: 'a.png' } });
  expect(started).toMatchObject({ startImage: picture, strength: 0.3 });
  for (const name of ['feather', 'controlnet', 'controlScale']) expect(started).not.toHaveProperty(name);
});

it('takes everything of an earlier picture, and of its model only what is here', () => {
  const again = useAgain(form, request, 'all', ['mini']);
  expect(again).toMatchObject({ prompt: 'a fox', seed: '', count: 1, sampler: 'euler', strength: 0.2, model: 'mini' });
  const elsewhere = useAgain(form, { ...request, model: 'gone' }, 'all', ['mini']);
  expect(elsewhere).toMatchObject({ prompt: 'a fox', model: 'mini' });
  expect(elsewhere.sampler).toBeUndefined();
});

it('brings the form of the last visit back, but for what no longer fits', () => {
  const kept = JSON.parse(
    JSON.stringify({
      ...{ ...form, sampler: 'euler', count: 3, strength: 0.3, seedMode: 'fixed', steps: 'x' },
      ...{ controlnet: 'controlnet-0.6b-hed', refine: 2, pagScale: 2, quality: 'draft' },
    }),
  );
  expect(restoreForm(kept, emptyForm())).toEqual(kept);
  const odd = {
    ...kept,
    sampler: 'ddim',
    count: 9,
    strength: 0,
    seedMode: 'never',
    width: 7,
    placeScale: 5,
    choices: { a: 1 },
    ...{ controlnet: 7, refine: 1.5, pagScale: 'much', quality: 'best' },
  };
  const { seedMode, width, placeScale, choices, count, strength } = emptyForm();
  expect(restoreForm(odd, emptyForm())).toEqual({
    ...{
      ...kept,
      sampler: undefined,
      controlnet: undefined,
      refine: undefined,
      pagScale: undefined,
      quality: undefined,
    },
    ...{ seedMode, width, placeScale, choices, count, strength },
  });
  for (const other of [null, 7, 'text']) expect(restoreForm(other, form)).toBe(form);
});

it('adopts another model’s recommendation where the person said nothing else', () => {
  const now = { model: 'large', width: 1024, height: 1024, steps: 20, guidanceScale: 4.5 };
  expect(adoptDefaults(form, defaults, now)).toMatchObject({ width: '1024', height: '1024', steps: '20' });
  const own = { ...form, width: '300', steps: '9' };
  expect(adoptDefaults(own, defaults, now)).toMatchObject({
    width: '300',
    height: '256',
    steps: '9',
    guidanceScale: '4.5',
  });
});

it('has the files of LoRAs in its request, which pictures and their requests are made again with', () => {
  const file = new File(['tensors'], 'style.safetensors');
  const lora = { ...chosenLora(file), strength: 0.4 };
  const form = { ...emptyForm(), prompt: 'a cat', loras: [lora], pagScale: 2, quality: 'draft' as const };
  const checked = checkForm(form, true, () => 7);
  const request = 'request' in checked ? checked.request : undefined;
  expect(request).toMatchObject({
    loras: [{ name: 'style.safetensors', strength: 0.4, file }],
    pagScale: 2,
    quality: 'draft',
  });
  expect(checkForm(form, false, () => 7)).not.toHaveProperty('request.pagScale');
  expect(checkForm({ ...form, loras: [] }, true, () => 7)).not.toHaveProperty('request.loras');
  // of the file only its name stays with a picture, and finds it while the page is open
  const kept = stored({ ...request!, sampler: 'dpm2' });
  expect(kept.loras).toEqual([{ name: 'style.safetensors', strength: 0.4 }]);
  expect(useAgain(emptyForm(), kept, 'all', [])).toMatchObject({ loras: [lora], quality: 'draft' });
  const gone = { name: 'gone.safetensors', strength: 1 };
  expect(useAgain(emptyForm(), { ...kept, loras: [gone] }, 'all', []).loras).toEqual([gone]);
});
