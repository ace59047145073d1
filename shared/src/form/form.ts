import type { Picture } from '@sana-studio/core';
import {
  type ChosenControlNet,
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  type FieldsLike,
  fieldOf,
  type Kind,
  type LoraChoice,
  type NumberKind,
  type RequestDefaults,
  type ValueOf,
} from '@sana-studio/core/request';
import type { ChosenOptions, PromptOffer } from '../host.ts';
import type { Target } from '../panel/runs.ts';
import type { FormMask } from './mask.ts';

export const SEED_MODES = ['random', 'fixed', 'next'] as const;
/** Whether the next run draws a seed, takes the one shown, or the ones after those of the last run. */
export type SeedMode = (typeof SEED_MODES)[number];

export const SIZINGS = ['place', 'own'] as const;
export type Sizing = (typeof SIZINGS)[number];

/** How many pictures the panel offers to make at once. */
export const MOST_VARIANTS = 4;

/** Numbers that the model or chance has something to say about: typed, so kept as text. */
export type TypedName = Exclude<
  FieldsLike<{ readonly kind: NumberKind; readonly absent: 'model' | 'drawn' }>,
  VariedName
>;
/** What has a value to begin with, and a control that can set no other than fits. */
export type PickedName = Exclude<FieldsLike<{ readonly absent: { readonly value: unknown } }>, WordsName>;
/** What is the model's own, unless chosen otherwise. */
export type ModelChoiceName = FieldsLike<{ readonly kind: { readonly type: 'choice' }; readonly absent: 'model' }>;
/** What goes from one picture to another: no field of the form, but a button of a picture. */
type VariedName = (typeof VARIED)[number];
type WordsName = FieldsLike<{ readonly kind: { readonly type: 'words' } }>;

export const VARIED = ['variation', 'variationSeed'] as const;
/** What is off unless somebody has chosen it. */
export const OPTIONAL = ['controlnet', 'refine', 'pagScale', 'quality'] as const;

const named = <Name extends FieldName>(belongs: (kind: Kind<unknown>['type'], absent: unknown) => boolean) =>
  FIELD_NAMES.filter(name =>
    belongs(fieldOf(name).kind.type, fieldOf(name).absent),
  ) as readonly FieldName[] as readonly Name[];
const isNumber = (type: Kind<unknown>['type']) => type === 'whole' || type === 'real';

export const TYPED = named<TypedName | VariedName>(
  (type, absent) => isNumber(type) && (absent === 'model' || absent === 'drawn'),
).filter((name): name is TypedName => !VARIED.some(varied => varied === name));
export const PICKED = named<PickedName>((type, absent) => type !== 'words' && typeof absent === 'object');
export const MODEL_CHOICES = named<ModelChoiceName>((type, absent) => type === 'choice' && absent === 'model');
export const WORDS = named<WordsName>(type => type === 'words');

/** What stands in the panel's fields: numbers as they were typed. Plain data, kept from one visit to the next. */
export type Form = { readonly [Name in WordsName | TypedName]: string } & {
  readonly [Name in PickedName]: ValueOf<Name>;
} & { readonly [Name in ModelChoiceName]?: ValueOf<Name> | undefined } & FormOnly;

/** What no request has. */
interface FormOnly {
  readonly seedMode: SeedMode;
  /** Whether a picture for a place that has a size is as large as that, or as large as the form says. */
  readonly sizing: Sizing;
  /** How much larger than the place the picture is, where it is as large as that. */
  readonly placeScale: number;
  /** Each line of a prompt that is for no place is a prompt of its own. */
  readonly eachLine: boolean;
  /** What the picture starts from, instead of from nothing but noise. */
  readonly startImage?: FormStartImage | undefined;
  /** What of that changes, where not all of it may; as large as that. */
  readonly mask?: FormMask | undefined;
  /** What changes the model, in the order in which it was chosen. */
  readonly loras?: readonly LoraChoice[] | undefined;
  /** The picture whose lines a ControlNet follows. */
  readonly control?: FormControl | undefined;
  /** The ControlNet: one that is kept on this device, by its name, or files that were chosen. */
  readonly controlnet?: string | ChosenControlNet | undefined;
  /** How many times as large the picture is drawn over; absent: it is not. */
  readonly refine?: number | undefined;
  /** The start image lies in the middle of a larger picture, and what is around it is drawn. */
  readonly outpaint?: true | undefined;
  /** Perturbed attention guidance; absent: none. */
  readonly pagScale?: number | undefined;
  /** How far from the exact picture it may be; absent: not at all. */
  readonly quality?: ValueOf<'quality'> | undefined;
  /** How far the picture goes from that of its seed towards that of another; it counts while the seed stays the same. */
  readonly variation?: number | undefined;
  readonly variationSeed?: number | undefined;
  /** Of the shell's own settings. */
  readonly choices: ChosenOptions;
}

export interface FormStartImage {
  readonly picture: Picture;
  readonly label: string;
  /** The place that it was made for: where a part of it changes, the result goes there. */
  readonly target?: Target | undefined;
}

export interface FormControl {
  readonly picture: Picture;
  readonly label: string;
  /** The place of the document that it is of: what is drawn from it goes there. */
  readonly target?: PromptOffer | undefined;
}

/** Pixels over which what is painted fades in, where nobody says otherwise: hides most seams. */
export const USUAL_FEATHER = 8;

/** How much larger than its place a picture can be asked for. */
export const PLACE_SCALES = [1, 2, 3];

/** The recommendations that the form is filled in with. */
export type FormDefaults = Omit<RequestDefaults, ModelChoiceName>;

/** Shown until a model has told its own. */
export const GENERIC_DEFAULTS: FormDefaults = { model: '', width: 1024, height: 1024, steps: 20, guidanceScale: 4.5 };

export function emptyForm(defaults: FormDefaults = GENERIC_DEFAULTS): Form {
  const beginning = (name: FieldName) => {
    const { absent } = fieldOf(name);
    return [name, typeof absent === 'object' ? absent.value : ''] as const;
  };
  return {
    ...(Object.fromEntries([...WORDS, ...TYPED, ...PICKED].map(beginning)) as unknown as Form),
    seedMode: 'random',
    sizing: 'place',
    placeScale: 1,
    eachLine: false,
    choices: {},
    ...typedNumbers(defaults),
    model: defaults.model,
  };
}

/** The form for another model: what still said the old model's recommendation says the new one's. */
export function adoptDefaults(form: Form, before: FormDefaults, now: FormDefaults): Form {
  const old = typedNumbers(before);
  const fresh = typedNumbers(now);
  const untouched = TYPED.filter(name => form[name] === old[name]);
  // a size is one thing: a width of the person's own keeps its height
  const keepsSize = form.width !== old.width || form.height !== old.height;
  const adopted = untouched.filter(name => !keepsSize || (name !== 'width' && name !== 'height'));
  return { ...form, ...Object.fromEntries(adopted.flatMap(name => (name in fresh ? [[name, fresh[name]]] : []))) };
}

/** The form for a model that was chosen: what another model's recommendation was replaced by is not this one's. */
export function withModel(form: Form, model: string): Form {
  return { ...form, ...Object.fromEntries(MODEL_CHOICES.map(name => [name, undefined])), model };
}

/**
 * The form with another mask or none, and with what draws it best until the person says otherwise.
 * @param feather pixels over which it fades in
 */
export function withMask(form: Form, mask: FormMask | undefined, feather = USUAL_FEATHER): Form {
  const { strength } = FIELDS;
  const fresh = mask && !form.mask && { strength: strength.absent.with.mask };
  const over = !mask && form.mask && { strength: strength.absent.value, feather: FIELDS.feather.absent.value };
  return { ...form, ...fresh, ...over, ...(mask && { feather }), mask };
}

/** The numbers among these values, as one would type them. */
export function typedNumbers(values: { readonly [Name in TypedName]?: number }): {
  readonly [Name in TypedName]?: string;
} {
  return Object.fromEntries(TYPED.flatMap(name => (values[name] === undefined ? [] : [[name, String(values[name])]])));
}
