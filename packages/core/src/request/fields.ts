// The one description of a request. Completing, checking, storing with a picture, the command line, the sana block of
// markdown, the tool of agents and the panel's form derive from this table: see docs/architecture.md, "Add a field".

import { SOLVERS } from '../diffusion/solvers.ts';
import type { Reason } from '../errors.ts';
import { CONTROL_SOURCES } from '../image/control-sources.ts';
import type { PictureOrigin } from '../image/picture.ts';
import { MAX_PROMPT_LENGTH } from '../prompt/normalise.ts';
import { QUALITIES } from '../quality.ts';
import { controlnet } from './controlnet.ts';
import { choice, flag, type Kind, picture, real, whole, words } from './kinds.ts';
import { loras } from './loras.ts';

/** Codes with a sentence about a field whose value does not fit. */
type FieldCode = Reason extends infer Key ? (Key extends `${infer Code}:field` ? Code : never) : never;

interface UsualValue {
  readonly value: unknown;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Field {
  readonly kind: Kind<unknown>;
  /**
   * What stands for it when it is not given: nothing may (`required`), the model's recommendation, a number drawn at
   * random, nothing at all, or a value, where another field is given perhaps another.
   */
  readonly absent: 'required' | 'model' | 'drawn' | 'nothing' | UsualValue;
  /** Of the error about a value that does not fit. Default: `request-invalid`. */
  readonly code?: FieldCode;

  /** Help of the command line, and what agents are told. */
  readonly about: string;
  /** It counts only where this field is given too, or one of these. */
  readonly beside?: string | readonly string[];
  /** It is not stored with a picture; where it came from is, or else that it was there, under this key. */
  readonly mark?: string;
  /** What it was called and what its values were called, where pictures were stored with that. */
  readonly formerly?: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  /** Option of the command line, e.g. `steps <n>`. */
  readonly flag?: string;
  /** Setting of a sana block. */
  readonly word?: string;
  /** Agents may say it. */
  readonly tool?: true;
}

const SIDE = { min: 32, max: 8192 } as const;
const prompt = words({ prompt: true, most: MAX_PROMPT_LENGTH });

export const FIELDS = {
  prompt: {
    kind: prompt,
    absent: 'required',
    about: 'what the picture shows, in one or two sentences',
    tool: true,
  },
  negativePrompt: {
    kind: prompt,
    absent: { value: '' },
    about: 'what to avoid',
    flag: 'negative <text>',
    word: 'negative',
  },
  /** The words at the end of the prompt that say how it is drawn; see `mainWords`. It changes nothing by itself. */
  style: {
    kind: prompt,
    absent: 'nothing',
    about: 'which words at the end of the prompt are its style',
  },
  /** Pixels of the finished picture. */
  width: {
    kind: whole(SIDE),
    absent: 'model',
    code: 'size-out-of-range',
    about: 'pixels from left to right',
    word: 'width',
    tool: true,
  },
  height: {
    kind: whole(SIDE),
    absent: 'model',
    code: 'size-out-of-range',
    about: 'pixels from top to bottom',
    word: 'height',
    tool: true,
  },
  steps: {
    kind: whole({ min: 1, max: 1000 }),
    absent: 'model',
    code: 'steps-out-of-range',
    about: "denoising steps; default: the model's",
    flag: 'steps <n>',
    word: 'steps',
  },
  /** How far a picture may be from the reference's for less time; see qualityPlan. */
  quality: {
    kind: choice(QUALITIES),
    absent: 'nothing',
    about: "exact: the reference's picture, the default; fast: nearly it in less time; draft: to choose from",
    flag: 'quality <quality>',
    word: 'quality',
    tool: true,
  },
  /** At most 1: no guidance, one pass of the network per step. */
  guidanceScale: {
    kind: real({ min: 0, max: 100 }),
    absent: 'model',
    code: 'guidance-out-of-range',
    about: "how closely to follow the prompt, at most 1: not at all; default: the model's",
    flag: 'guidance <g>',
    word: 'guidance',
  },
  seed: {
    kind: whole({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    absent: 'drawn',
    code: 'seed-out-of-range',
    about: 'the same seed makes the same picture; default: random',
    flag: 'seed <n>',
    word: 'seed',
    tool: true,
  },
  /** The share of another seed's noise; 0: none of it, 1: nothing else. Halfway between two is half of the way on a sphere. */
  variation: {
    kind: real({ min: 0, max: 1 }),
    absent: 'nothing',
    code: 'variation-out-of-range',
    about: 'how far to go from the picture of --seed towards that of --variation-seed: 0 stays, 1 arrives',
    flag: 'variation <v>',
    word: 'variation',
  },
  variationSeed: {
    kind: whole({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    absent: 'drawn',
    code: 'seed-out-of-range',
    about: 'the seed that --variation goes towards; default: random',
    beside: 'variation',
    flag: 'variation-seed <n>',
    word: 'variation-seed',
  },
  /** How many pictures; picture i has the seed `seed + i`, or, where there is a variation, the variation seed `+ i`. */
  count: {
    kind: whole({ min: 1, max: 16 }),
    absent: { value: 1 },
    code: 'count-out-of-range',
    about: 'how many pictures, with the seeds n, n+1, …',
    flag: 'count <n>',
  },
  /** Name of the model in the catalogue, or a label for a folder. */
  model: {
    kind: words({ prompt: false, most: 4096 }),
    absent: 'model',
    about: 'id of a model that was added, or folder in the diffusers layout; default: the built-in one',
    flag: 'model <model>',
    word: 'model',
  },
  /** Of those that fit the model; see solverFits. */
  sampler: {
    kind: choice(SOLVERS),
    absent: 'model',
    about: "how to get from noise to the picture; default: the model's",
    formerly: { name: 'solver', values: { 'flow-dpm-solver': 'dpm2', 'flow-euler': 'euler' } },
    flag: 'sampler <sampler>',
    word: 'sampler',
  },
  /** Files that change the transformer. With a picture stay their names, hashes and strengths. */
  loras: {
    kind: loras(),
    absent: 'nothing',
    about: 'a LoRA: what it changes, times a strength, e.g. style.safetensors:0.8; may be given several times',
    // no setting of a block: documents come from others, and must not have files and addresses opened
    flag: 'lora <file[:strength]>',
  },
  /** Perturbed attention guidance: away from a picture whose parts do not see each other. */
  pagScale: {
    kind: real({ min: 0, max: 100 }),
    absent: 'nothing',
    about: 'perturbed attention guidance: clearer shapes, at the cost of one more pass; 2 to 3 is usual',
    flag: 'pag <s>',
    word: 'pag',
  },
  pagLayers: {
    kind: words({ prompt: false, most: 2000 }),
    absent: 'nothing',
    about: 'blocks that --pag perturbs, e.g. transformer_blocks.8,transformer_blocks.9; default: one in the middle',
    beside: 'pagScale',
    flag: 'pag-layers <names>',
    word: 'pag-layers',
  },
  pagAdaptive: {
    kind: real({ min: 0, max: 1 }),
    absent: 'nothing',
    about: 'how much less of --pag there is for each of the 1000 times that have gone by, e.g. 0.002',
    beside: 'pagScale',
    flag: 'pag-adaptive <a>',
    word: 'pag-adaptive',
  },
  startImage: {
    kind: picture(),
    absent: 'nothing',
    code: 'image-unreadable',
    about: 'picture to start from',
    mark: 'startedFromImage',
    flag: 'image <file>',
  },
  /**
   * 1 ignores all of the start image, values near 0 hardly change it; 0 itself would return it. What a mask shows is drawn
   * as if nothing had been there; what is refined stays what it was.
   */
  strength: {
    kind: real({ min: 0, max: 1, above: true }),
    absent: { value: 0.6, with: { mask: 1, outpaint: 1, refine: 0.3 } },
    code: 'strength-out-of-range',
    about:
      'how much of --image to change: near 0 hardly anything, 1 all of it; default: 0.6, with --mask 1, with --refine 0.3',
    beside: ['startImage', 'refine'],
    flag: 'strength <s>',
  },
  /** As large as the start image; see maskOf. What it does not show stays byte for byte. */
  mask: {
    kind: picture(),
    absent: 'nothing',
    code: 'image-unreadable',
    about: 'picture of what of --image to change: what is white, or, in a photo, what is transparent',
    beside: 'startImage',
    mark: 'maskedByImage',
    flag: 'mask <file>',
  },
  /** Pixels over which what is drawn fades in, inside of the mask; see feathered. */
  feather: {
    kind: whole({ min: 0, max: 256 }),
    absent: { value: 0 },
    about: 'pixels over which the changed part fades in, from the edge of --mask inwards; 8 hides most seams',
    beside: ['mask', 'outpaint'],
    flag: 'feather <n>',
  },
  /** The start image lies in the middle of a larger picture, and what is around it is drawn. */
  outpaint: {
    kind: flag(),
    absent: 'nothing',
    about: 'draw what is around --image, in a picture of this size',
    beside: 'startImage',
    flag: 'outpaint <WxH>',
  },
  /** What a ControlNet follows; see controlPicture. */
  control: {
    kind: picture(),
    absent: 'nothing',
    code: 'image-unreadable',
    about: 'picture whose edges the result follows: a sketch, a wireframe, a photo',
    mark: 'controlledByImage',
    flag: 'control <file>',
  },
  /** A folder, a file or an id; a shell knows what it means. */
  controlnet: {
    kind: controlnet(),
    absent: 'nothing',
    about: 'ControlNet that does it: folder, file (.pth, .safetensors), or id on Hugging Face',
    beside: 'control',
    flag: 'controlnet <controlnet>',
  },
  /** What is made of the control picture before the network sees it. */
  controlFrom: {
    kind: choice(CONTROL_SOURCES),
    absent: { value: 'map' },
    about:
      'what --control is: a map that is taken as it is, a photo (its edges are found), or a sketch (dark lines on light)',
    beside: 'control',
    flag: 'control-from <source>',
  },
  /** 0: not at all; 1: as the network was trained. */
  controlScale: {
    kind: real({ min: 0, max: 2 }),
    absent: { value: 1 },
    about: 'how closely to follow --control; default: 1',
    beside: 'control',
    flag: 'control-scale <s>',
  },
  controlStart: {
    kind: real({ min: 0, max: 1 }),
    absent: { value: 0 },
    about: 'share of the steps before --control counts; default: 0',
    beside: 'control',
    flag: 'control-start <a>',
  },
  controlEnd: {
    kind: real({ min: 0, max: 1 }),
    absent: { value: 1 },
    about: 'share of the steps after which --control counts no more; default: 1',
    beside: 'control',
    flag: 'control-end <b>',
  },
  /** How many times as large the result is as the request says: a second pass, from the picture of the first. */
  refine: {
    kind: whole({ min: 2, max: 4 }),
    absent: 'nothing',
    about: 'draw the picture, or --image, over at n times its size, with more detail',
    flag: 'refine <n>',
  },
} as const satisfies Readonly<Record<string, Field>>;

type Table = typeof FIELDS;

export type FieldName = keyof Table;

/** All of them, in the order in which they are checked and told. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

export type ValueOf<Name extends FieldName> = Table[Name]['kind'] extends Kind<infer T> ? T : never;

/** Names of the fields whose entry is like `Shape`. */
export type FieldsLike<Shape> = { [Name in FieldName]: Table[Name] extends Shape ? Name : never }[FieldName];

/** Whose absence means something: the field is left out of the request then. */
type OptionalName = FieldsLike<{ readonly absent: 'nothing' } | { readonly beside: string | readonly string[] }>;

/** Fields of which only a mark is stored. */
type MarkedName = FieldsLike<{ readonly mark: string }>;
type Marks = { readonly [Name in MarkedName as Table[Name]['mark']]?: true | PictureOrigin };

type Whole<T> = { [Key in keyof T]: T[Key] };

/** Everything that determines a picture. Plain data: it survives structured cloning. */
export type GenerateRequest = Whole<
  { readonly [Name in FieldName as Exclude<Name, OptionalName>]: ValueOf<Name> } & {
    readonly [Name in FieldName as Name & OptionalName]?: ValueOf<Name>;
  }
>;

/** What a request says when the person did not: the model's own recommendation. */
export type RequestDefaults = Pick<GenerateRequest, FieldsLike<{ readonly absent: 'model' }>>;

/** A request as people and programs write it: only the prompt is required. */
export type PartialRequest = Whole<
  Pick<GenerateRequest, 'prompt'> & { readonly [Name in Exclude<FieldName, 'prompt'>]?: ValueOf<Name> | undefined }
>;

/** A request as it is kept with a picture: all that made it but pixels, whose presence is marked. */
export type StoredRequest = Whole<Omit<GenerateRequest, MarkedName> & Marks>;

/** The entry of a field as what every entry is. */
export function fieldOf(name: FieldName): Field & Required<Pick<Field, 'code'>> {
  return { code: 'request-invalid', ...FIELDS[name] };
}

/** The fields of which one must be given too; empty where it counts by itself. */
export function besidesOf(name: FieldName): readonly FieldName[] {
  const { beside = [] } = fieldOf(name);
  return (typeof beside === 'string' ? [beside] : beside) as readonly FieldName[];
}

export const isOptional = (field: Field): boolean => field.absent === 'nothing' || field.beside !== undefined;
