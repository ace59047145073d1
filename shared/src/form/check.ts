import type { ErrorData } from '@sana-studio/core';
import {
  AREA,
  besidesOf,
  FIELD_NAMES,
  FIELDS,
  type GenerateRequest,
  type PartialRequest,
  withStyle,
} from '@sana-studio/core/request';
import {
  type Form,
  MODEL_CHOICES,
  type ModelChoiceName,
  PICKED,
  TYPED,
  type TypedName,
  VARIED,
  WORDS,
} from './form.ts';

/** The fields that a person can get wrong, in the order of the form. */
export type FieldName = 'prompt' | 'controlnet' | TypedName;

/** What is wrong with a field; the texts of a language turn it into words. */
export type FieldError =
  | { readonly kind: 'promptEmpty' | 'area' | 'controlnetMissing' }
  | { readonly kind: 'whole' | 'real'; readonly min: number; readonly max: number }
  /** What the core says of it. */
  | { readonly kind: 'refused'; readonly error: ErrorData };

export type FieldErrors = Readonly<Partial<Record<FieldName, FieldError>>>;

/** Everything, but that what is the model's own may be left to it. */
export type CheckedRequest = Omit<GenerateRequest, ModelChoiceName> & Pick<PartialRequest, ModelChoiceName>;

export type CheckedForm = { readonly request: CheckedRequest } | { readonly errors: FieldErrors };

/** @returns the first field with a mistake */
export function firstWrong(errors: FieldErrors): FieldName | undefined {
  return (['prompt', 'controlnet', ...TYPED] as const).find(field => errors[field]);
}

/**
 * The request that a form stands for, or what is wrong with it, field by field.
 * @param usesNegativePrompt whether the model takes a negative prompt
 * @param drawSeed gives a random seed
 */
export function checkForm(form: Form, usesNegativePrompt: boolean, drawSeed: () => number): CheckedForm {
  const { values, errors } = parseNumbers(form);
  const isDrawn = form.seedMode === 'random' || form.seed.trim() === '';
  const wrong: Partial<Record<FieldName, FieldError>> = { ...errors };
  if (isDrawn) delete wrong.seed;
  if (form.prompt.trim() === '') wrong.prompt = { kind: 'promptEmpty' };
  if (form.control && !form.controlnet) wrong.controlnet = { kind: 'controlnetMissing' };
  if (Object.keys(wrong).length > 0) return { errors: wrong };
  const given: { readonly [Name in keyof PartialRequest]?: unknown } = {
    ...Object.fromEntries([...WORDS, ...PICKED, ...MODEL_CHOICES].map(name => [name, form[name]])),
    ...values,
    ...(isDrawn ? { seed: drawSeed() } : Object.fromEntries(VARIED.map(name => [name, form[name]]))),
    prompt: withStyle(form.prompt, form.style),
    style: form.style.trim() || undefined,
    ...(!usesNegativePrompt && { negativePrompt: '' }),
    startImage: form.startImage?.picture,
    mask: form.mask?.picture,
    control: form.control?.picture,
    controlnet: form.controlnet || undefined,
    refine: form.mask || form.outpaint ? undefined : form.refine,
    outpaint: form.outpaint,
    loras: form.loras?.length ? form.loras : undefined,
    pagScale: usesNegativePrompt ? form.pagScale : undefined,
    quality: form.quality,
  };
  const counts = (name: (typeof FIELD_NAMES)[number]): boolean => {
    const besides = besidesOf(name);
    return given[name] !== undefined && (besides.length === 0 || besides.some(counts));
  };
  const kept = FIELD_NAMES.filter(counts);
  // every field of the form went through its kind, and the others have no value to be wrong about
  return { request: Object.fromEntries(kept.map(name => [name, given[name]])) as unknown as CheckedRequest };
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

function parseNumbers(form: Form): { values: Readonly<Record<TypedName, number>>; errors: FieldErrors } {
  const errors: Partial<Record<FieldName, FieldError>> = {};
  const values = Object.fromEntries(TYPED.map(name => [name, parseNumber(form[name])])) as Record<TypedName, number>;
  for (const name of TYPED) {
    const { kind } = FIELDS[name];
    if (kind.read(values[name]) === undefined) errors[name] = { kind: kind.type, ...kind.range };
  }
  if (!errors.width && !errors.height && values.width * values.height > AREA.max) errors.width = { kind: 'area' };
  return { values, errors };
}
