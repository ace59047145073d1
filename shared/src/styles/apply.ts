import { withChosenFile } from '../form/chosen-loras.ts';
import type { Form } from '../form/form.ts';
import { pickParameters, type Style } from './style.ts';

/** The form with a style: its words take the place of those before, its parameters that of the model's. */
export function withStyleOf(
  form: Form,
  { words, negativeWords, parameters }: Pick<Style, 'words' | 'negativeWords' | 'parameters'>,
): Form {
  const { steps, guidanceScale, sampler, loras } = parameters;
  return {
    ...form,
    style: words,
    negativePrompt: negativeWords,
    ...(steps !== undefined && { steps: String(steps) }),
    ...(guidanceScale !== undefined && { guidanceScale: String(guidanceScale) }),
    ...(sampler !== undefined && { sampler }),
    ...(loras !== undefined && { loras: loras.map(withChosenFile) }),
  };
}

/** The style that a form has, under a name. Numbers that are the model's own are left to it. */
export function styleOfForm(
  name: string,
  form: Form,
  defaults: { readonly steps: number; readonly guidanceScale: number },
): Style {
  const numbers = { steps: Number(form.steps), guidanceScale: Number(form.guidanceScale.replace(',', '.')) };
  return {
    name,
    words: form.style.trim(),
    negativeWords: form.negativePrompt.trim(),
    parameters: pickParameters({
      ...(numbers.steps !== defaults.steps && { steps: numbers.steps }),
      ...(numbers.guidanceScale !== defaults.guidanceScale && { guidanceScale: numbers.guidanceScale }),
      sampler: form.sampler,
      loras: form.loras,
    }),
  };
}
