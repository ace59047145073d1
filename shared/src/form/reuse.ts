import { mainWords, type StoredRequest } from '@sana-studio/core/request';
import { withChosenFile } from './chosen-loras.ts';
import {
  type Form,
  MODEL_CHOICES,
  type ModelChoiceName,
  PICKED,
  type PickedName,
  typedNumbers,
  VARIED,
} from './form.ts';

/** What of an earlier picture is used again. */
export type Reuse = 'all' | 'prompt' | 'style' | 'seed';

/**
 * Of all of a picture, its seed is left out: with it, the next picture would be this one.
 * @param models ids that can be chosen; another one leaves the form's model and what is chosen for it
 */
export function useAgain(form: Form, request: StoredRequest, what: Reuse, models: readonly string[]): Form {
  const { negativePrompt, style = '' } = request;
  const prompt = mainWords(request);
  if (what === 'prompt') return { ...form, prompt, eachLine: false };
  if (what === 'style') return { ...form, style, negativePrompt };
  const { seed, ...numbers } = typedNumbers(request);
  if (what === 'seed') {
    const varied = Object.fromEntries(VARIED.map(name => [name, request[name]]));
    return { ...form, seed: seed ?? form.seed, seedMode: 'fixed', ...varied };
  }
  const given = (names: readonly (PickedName | ModelChoiceName | 'model')[]) =>
    Object.fromEntries(names.filter(name => request[name] !== undefined).map(name => [name, request[name]]));
  return {
    ...form,
    prompt,
    eachLine: false,
    style,
    negativePrompt,
    sizing: 'own',
    ...numbers,
    ...given(PICKED),
    count: 1,
    loras: request.loras?.map(withChosenFile),
    pagScale: request.pagScale,
    refine: request.refine,
    outpaint: undefined,
    quality: request.quality,
    ...(models.includes(request.model) && given(['model', ...MODEL_CHOICES])),
  };
}
