import type { ModelSettings, TransformerConfig } from '../checkpoint/layout/config.ts';
import type { SchedulerConfig } from '../diffusion/scheduler-config.ts';
import { defaultSolver, defaultSteps, SOLVERS, solverFits, solverMismatch } from '../diffusion/solvers.ts';
import { SanaError } from '../errors.ts';
import { FAMILIES, type ModelFamily } from '../families/families.ts';
import { PIXELS_PER_LATENT } from '../prompt/size-bins.ts';
import {
  besidesOf,
  FIELD_NAMES,
  FIELDS,
  type Field,
  type FieldName,
  fieldOf,
  type GenerateRequest,
  isOptional,
  type PartialRequest,
  type RequestDefaults,
} from './fields.ts';

/** Pixels; the largest the 4096 px models are trained on. */
export const AREA = { min: FIELDS.width.kind.range.min ** 2, max: 4096 * 4096 } as const;

/** The recommendation of a checkpoint: its settings file first, then what its configuration implies. */
export function requestDefaults(
  model: string,
  checkpoint: {
    readonly family: ModelFamily;
    readonly transformer: Pick<TransformerConfig, 'sample_size'>;
    readonly scheduler: SchedulerConfig;
    readonly settings?: ModelSettings | undefined;
  },
): RequestDefaults {
  const { family, transformer, scheduler, settings = {} } = checkpoint;
  const side = settings.nativeSize ?? transformer.sample_size * PIXELS_PER_LATENT;
  const sampler = defaultSolver(scheduler);
  return {
    model,
    width: side,
    height: side,
    steps: settings.steps ?? defaultSteps(sampler),
    guidanceScale: settings.guidanceScale ?? FAMILIES[family].guidanceScale,
    sampler,
  };
}

/** What concerns more than one field. Each throws. */
const RULES: readonly ((request: GenerateRequest, defaults: RequestDefaults) => void)[] = [
  ({ sampler }, defaults) => {
    if (!solverFits(sampler, defaults.sampler)) throw solverMismatch(sampler, defaults.sampler);
  },
  ({ width, height }) => {
    if (width * height <= AREA.max) return;
    throw new SanaError('size-out-of-range:area', { field: 'area', width, height, ...AREA });
  },
  ({ control, controlnet, controlStart = 0, controlEnd = 1 }) => {
    if (control && controlnet === undefined) throw new SanaError('controlnet-missing:unsaid');
    if (controlStart < controlEnd || !control) return;
    throw new SanaError('request-invalid:control-span', { start: controlStart, end: controlEnd });
  },
  ({ refine, startImage, mask, outpaint, width, height }) => {
    if (refine === undefined) return;
    if (mask || outpaint) throw new SanaError('refine-unfit:mask');
    if (startImage && (startImage.width !== width || startImage.height !== height)) {
      const asked = { askedWidth: width, askedHeight: height };
      throw new SanaError('refine-unfit:size', { width: startImage.width, height: startImage.height, ...asked });
    }
    const size = { width: refine * width, height: refine * height };
    const isLarge = Math.max(size.width, size.height) > FIELDS.width.kind.range.max;
    if (isLarge || size.width * size.height > AREA.max) throw new SanaError('refine-unfit:area', { refine, ...size });
  },
  ({ startImage, mask }) => {
    if (!startImage || !mask || (mask.width === startImage.width && mask.height === startImage.height)) return;
    const { width, height } = startImage;
    throw new SanaError('mask-unfit:size', { width, height, maskWidth: mask.width, maskHeight: mask.height });
  },
  ({ startImage, mask, outpaint, ...asked }) => {
    if (!startImage || !(mask || outpaint)) return;
    const { width, height } = startImage;
    const facts = { width, height, askedWidth: asked.width, askedHeight: asked.height };
    const isSame = asked.width === width && asked.height === height;
    if (!outpaint && !isSame) throw new SanaError('mask-unfit:picture', facts);
    const isRoom = asked.width >= width && asked.height >= height && !isSame;
    if (outpaint && !isRoom) throw new SanaError('mask-unfit:outpaint', facts);
  },
];

/**
 * Checks what was given and fills in the rest. An absent seed is drawn at random; what belongs to another field counts
 * only with that. Sizes need not be multiples of anything.
 *
 * @throws SanaError of the field's code, naming what it must be and what was given; `prompt-…` from checkPrompt
 */
export function completeRequest(partial: PartialRequest, modelDefaults: RequestDefaults): GenerateRequest {
  const defaults = { ...modelDefaults, steps: stepsWith(partial.sampler, modelDefaults) };
  const values = new Map<FieldName, unknown>();
  for (const name of FIELD_NAMES) {
    const field = fieldOf(name);
    const value = partial[name] ?? absentValue(name, field, partial, { ...defaults, ...sizeOfImage(partial) });
    if (value === undefined && isOptional(field)) continue;
    values.set(name, readField(name, value));
  }
  const counts = (name: FieldName): boolean => {
    const besides = besidesOf(name);
    return values.has(name) && (besides.length === 0 || besides.some(counts));
  };
  // built field by field, from the kinds that the type is made of
  const request = Object.fromEntries([...values].filter(([name]) => counts(name))) as unknown as GenerateRequest;
  for (const rule of RULES) rule(request, defaults);
  return request;
}

/** The model's steps, as many more or fewer as the solver that was asked for usually takes than the model's own. */
function stepsWith(sampler: unknown, { steps, sampler: own }: RequestDefaults): number {
  const chosen = SOLVERS.find(name => name === sampler) ?? own;
  if (chosen === own) return steps;
  return Math.max(1, Math.round((steps * defaultSteps(chosen)) / defaultSteps(own)));
}

/** What a value must be, or an error that says so. @throws SanaError of the field's code */
export function readField(name: FieldName, value: unknown): unknown {
  const { kind } = fieldOf(name);
  const kept = kind.read(value);
  if (kept === undefined) throw misfit(name, value);
  return kept;
}

/**
 * The request that makes picture `i` of `request` again, alone. Seeds wrap around to 0 after 2^53 − 1, which continues
 * the noise generator's own 32-bit cycle. Several variations are of one picture, towards one seed after the other.
 */
export function requestOfPicture(request: GenerateRequest, i: number): GenerateRequest {
  const { variation = 0, variationSeed } = request;
  if (variation > 0 && variationSeed !== undefined) {
    return { ...request, variationSeed: seedAfter(variationSeed, i), count: 1 };
  }
  return { ...request, seed: seedAfter(request.seed, i), count: 1 };
}

/** The seed of picture `i` of those that begin with `seed`. */
export function seedAfter(seed: number, i: number): number {
  const room = FIELDS.seed.kind.range.max - seed;
  return i <= room ? seed + i : i - room - 1;
}

/** A seed of as many bits as the noise generator reads. */
export function drawSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

/** What of a picture is changed is as large as it was. */
function sizeOfImage({ startImage, mask, outpaint, refine }: PartialRequest): Partial<RequestDefaults> {
  const image = FIELDS.startImage.kind.read(startImage);
  return image && (mask || refine) && !outpaint ? { width: image.width, height: image.height } : {};
}

function absentValue(
  name: FieldName,
  { absent }: Field,
  partial: PartialRequest,
  defaults: Readonly<Partial<Record<FieldName, unknown>>>,
): unknown {
  if (typeof absent === 'object') {
    const other = Object.entries(absent.with ?? {}).find(([field]) => partial[field as FieldName] !== undefined);
    return other ? other[1] : absent.value;
  }
  if (absent === 'model') return defaults[name];
  return absent === 'drawn' ? drawSeed() : undefined;
}

function misfit(name: FieldName, given: unknown): SanaError {
  const { kind, code } = fieldOf(name);
  if (kind.type !== 'picture') {
    return new SanaError(`${code}:field`, { field: name, limits: kind.limits, given: show(given) });
  }
  const { width, height, data } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const length = (data as { readonly length?: unknown } | undefined)?.length;
  return new SanaError('image-unreadable:pixels', {
    field: name,
    width: show(width),
    height: show(height),
    length: show(length ?? 'no'),
  });
}

/** What was given, short enough for a sentence. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
