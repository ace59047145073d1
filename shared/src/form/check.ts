import { type GenerateRequest, type PartialRequest, REQUEST_LIMITS } from '@sana-studio/core';
import type { Form } from './form.ts';

export type FieldName = 'prompt' | 'width' | 'height' | 'steps' | 'guidanceScale' | 'seed';

/** What is wrong with a field; the texts of a language turn it into words. */
export type FieldError =
  | { readonly kind: 'promptEmpty' | 'area' }
  | { readonly kind: 'whole' | 'real'; readonly min: number; readonly max: number }
  /** What the core says of it. */
  | { readonly kind: 'message'; readonly message: string };

export type FieldErrors = Readonly<Partial<Record<FieldName, FieldError>>>;

/** Everything but the sampler, which is the model's own unless an earlier picture said otherwise. */
export type CheckedRequest = Omit<GenerateRequest, 'solver'> & Pick<PartialRequest, 'solver'>;

export type CheckedForm = { readonly request: CheckedRequest } | { readonly errors: FieldErrors };

/**
 * The request that a form stands for, or what is wrong with it, field by field.
 * @param usesNegativePrompt whether the model takes a negative prompt
 * @param drawSeed gives a random seed
 */
export function checkForm(form: Form, usesNegativePrompt: boolean, drawSeed: () => number): CheckedForm {
  const numbers = parseNumbers(form);
  const { width, height, steps, guidanceScale } = numbers.values;
  const seed = form.seedMode === 'random' || form.seed.trim() === '' ? drawSeed() : numbers.values.seed;
  const errors: Partial<Record<FieldName, FieldError>> = { ...numbers.errors };
  if (form.seedMode === 'random' || form.seed.trim() === '') delete errors.seed;
  if (form.prompt.trim() === '') errors.prompt = { kind: 'promptEmpty' };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    request: {
      prompt: form.prompt,
      negativePrompt: usesNegativePrompt ? form.negativePrompt : '',
      model: form.model,
      width,
      height,
      steps,
      guidanceScale,
      seed,
      count: form.count,
      ...(form.solver && { solver: form.solver }),
      ...(form.startImage && { startImage: form.startImage.picture, strength: form.strength }),
    },
  };
}

/** What is wrong with the numbers alone: shown while typing, when an empty prompt is not a mistake yet. */
export function checkNumbers(form: Form): FieldErrors {
  const { errors } = parseNumbers(form);
  if (form.seedMode !== 'random' && form.seed.trim() !== '') return errors;
  const { seed: _, ...others } = errors;
  return others;
}

/** Accepts a comma for the point. @returns NaN for what is no number */
export function parseNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

type NumberField = Exclude<FieldName, 'prompt'>;

function parseNumbers(form: Form): { values: Record<NumberField, number>; errors: FieldErrors } {
  const errors: Partial<Record<FieldName, FieldError>> = {};
  const { side, area, steps, guidanceScale, seed } = REQUEST_LIMITS;
  const read = (field: NumberField, kind: 'whole' | 'real', { min, max }: { min: number; max: number }) => {
    const value = parseNumber(form[field]);
    const valid = value >= min && value <= max && (kind === 'real' || Number.isInteger(value));
    if (!valid) errors[field] = { kind, min, max };
    return value;
  };
  const values = {
    width: read('width', 'whole', side),
    height: read('height', 'whole', side),
    steps: read('steps', 'whole', steps),
    guidanceScale: read('guidanceScale', 'real', guidanceScale),
    seed: read('seed', 'whole', seed),
  };
  if (!errors.width && !errors.height && values.width * values.height > area.max) errors.width = { kind: 'area' };
  return { values, errors };
}
