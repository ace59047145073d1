import type { ModelSettings, SchedulerConfig, TransformerConfig } from './checkpoint/config.ts';
import { defaultSolver, SOLVERS, type SolverName, solverFits, solverMismatch } from './diffusion/solver-plan.ts';
import { type ErrorCode, SanaError } from './errors.ts';
import type { Picture } from './image/picture.ts';
import { checkPrompt } from './prompt/normalise.ts';
import { COMPRESSION } from './prompt/size-bins.ts';

/** Everything that determines a picture. Plain data: it survives structured cloning. */
export interface GenerateRequest {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Pixels of the finished picture. */
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  /** At most 1: no guidance, one pass of the network per step. */
  readonly guidanceScale: number;
  readonly seed: number;
  /** How many pictures; picture i has the seed `seed + i`. */
  readonly count: number;
  /** Name of the model in the catalogue, or a label for a folder. */
  readonly model: string;
  readonly solver: SolverName;
  readonly startImage?: Picture;
  /** Only with a start image: 1 ignores all of it, values near 0 hardly change it. */
  readonly strength?: number;
}

/** What a request says when the person did not: the model's own recommendation. */
export type RequestDefaults = Pick<
  GenerateRequest,
  'model' | 'width' | 'height' | 'steps' | 'guidanceScale' | 'solver'
>;

interface Limit {
  readonly min: number;
  readonly max: number;
}

/** The ranges of every number in a request, both ends included. */
export const REQUEST_LIMITS = {
  side: { min: 32, max: 8192 },
  /** Pixels; the largest the 4096 px models are trained on. */
  area: { min: 32 * 32, max: 4096 * 4096 },
  steps: { min: 1, max: 1000 },
  guidanceScale: { min: 0, max: 100 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
  count: { min: 1, max: 16 },
  /** 0 itself is excluded: it would return the start image. */
  strength: { min: 0, max: 1 },
} as const satisfies Record<string, Limit>;

/** What the reference pipelines run by default, by the sampler a checkpoint was published with. */
const DEFAULT_STEPS: Readonly<Record<SolverName, number>> = { 'flow-dpm-solver': 20, 'flow-euler': 28, scm: 2 };
const DEFAULT_GUIDANCE = 4.5;
const DEFAULT_STRENGTH = 0.6;

/** The recommendation of a checkpoint: its settings file first, then what its configuration implies. */
export function requestDefaults(
  model: string,
  checkpoint: {
    readonly transformer: Pick<TransformerConfig, 'sample_size'>;
    readonly scheduler: SchedulerConfig;
    readonly settings?: ModelSettings | undefined;
  },
): RequestDefaults {
  const { transformer, scheduler, settings = {} } = checkpoint;
  const side = settings.nativeSize ?? transformer.sample_size * COMPRESSION;
  const solver = defaultSolver(scheduler);
  return {
    model,
    width: side,
    height: side,
    steps: settings.steps ?? DEFAULT_STEPS[solver],
    guidanceScale: settings.guidanceScale ?? DEFAULT_GUIDANCE,
    solver,
  };
}

/** A request as people and programs write it: only the prompt is required. */
export type PartialRequest = { readonly prompt: string } & {
  readonly [Field in keyof GenerateRequest]?: GenerateRequest[Field] | undefined;
};

/**
 * Checks what was given and fills in the rest. An absent seed is drawn at random; strength counts only with a start
 * image. Sizes need not be multiples of anything.
 *
 * @throws SanaError `…-out-of-range` naming the allowed range and what was given, `prompt-…` from checkPrompt,
 * `image-unreadable` for a start image whose bytes do not fit its size, `request-invalid` for anything else
 */
export function completeRequest(partial: PartialRequest, defaults: RequestDefaults): GenerateRequest {
  const solver = partial.solver ?? defaults.solver;
  if (!SOLVERS.includes(solver)) {
    throw mustBe('request-invalid', 'solver', solver, `one of ${SOLVERS.join(', ')}`);
  }
  if (!solverFits(solver, defaults.solver)) throw solverMismatch(solver, defaults.solver);
  const width = whole('size-out-of-range', 'width', partial.width ?? defaults.width, REQUEST_LIMITS.side);
  const height = whole('size-out-of-range', 'height', partial.height ?? defaults.height, REQUEST_LIMITS.side);
  if (width * height > REQUEST_LIMITS.area.max) {
    throw new SanaError(
      'size-out-of-range',
      `A picture has at most ${REQUEST_LIMITS.area.max} pixels (4096 × 4096), but ${width} × ${height} was asked for; choose a smaller width or height.`,
      { field: 'area', width, height, ...REQUEST_LIMITS.area },
    );
  }
  const steps = partial.steps ?? defaults.steps;
  const guidance = partial.guidanceScale ?? defaults.guidanceScale;
  return {
    prompt: promptText('prompt', partial.prompt),
    negativePrompt: promptText('negativePrompt', partial.negativePrompt ?? ''),
    width,
    height,
    steps: whole('steps-out-of-range', 'number of steps', steps, REQUEST_LIMITS.steps),
    guidanceScale: real('guidance-out-of-range', 'guidance scale', guidance, REQUEST_LIMITS.guidanceScale),
    seed: whole('seed-out-of-range', 'seed', partial.seed ?? randomSeed(), REQUEST_LIMITS.seed),
    count: whole('count-out-of-range', 'number of pictures', partial.count ?? 1, REQUEST_LIMITS.count),
    model: text('model', partial.model ?? defaults.model),
    solver,
    ...start(partial),
  };
}

/**
 * The request that makes picture `i` of `request` again, alone. Seeds wrap around to 0 after 2^53 − 1, which continues
 * the noise generator's own 32-bit cycle.
 */
export function requestOfPicture(request: GenerateRequest, i: number): GenerateRequest {
  const room = REQUEST_LIMITS.seed.max - request.seed;
  return { ...request, seed: i <= room ? request.seed + i : i - room - 1, count: 1 };
}

/** As many bits as the generator reads. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

function start(partial: PartialRequest): Pick<GenerateRequest, 'startImage' | 'strength'> {
  const strength = partial.strength ?? DEFAULT_STRENGTH;
  const { min, max } = REQUEST_LIMITS.strength;
  if (!(typeof strength === 'number' && strength > min && strength <= max)) {
    throw mustBe('strength-out-of-range', 'strength', strength, `a number above ${min} and up to ${max}`);
  }
  const image = partial.startImage ?? undefined;
  if (image === undefined) return {};
  const { width, height, data } = image;
  const fits = isWhole(width) && isWhole(height) && width > 0 && height > 0 && data?.length === width * height * 4;
  if (!fits || !(data instanceof Uint8ClampedArray)) {
    throw new SanaError(
      'image-unreadable',
      `The start image must be RGBA bytes of its size, but ${data?.length ?? 'no'} bytes came with ${show(width)} × ${show(height)} pixels; read the picture again.`,
      { width, height, length: data?.length },
    );
  }
  return { startImage: { width, height, data }, strength };
}

function promptText(field: string, value: unknown): string {
  const prompt = text(field, value);
  checkPrompt(prompt);
  return prompt;
}

function text(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw mustBe('request-invalid', field, value, 'text');
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function whole(code: ErrorCode, name: string, value: unknown, { min, max }: Limit): number {
  if (isWhole(value) && value >= min && value <= max) return value === 0 ? 0 : value; // −0 would be written as 0 and not read back as itself
  throw mustBe(code, name, value, `a whole number from ${min} to ${max}`);
}

function real(code: ErrorCode, name: string, value: unknown, { min, max }: Limit): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw mustBe(code, name, value, `a number from ${min} to ${max}`);
}

function mustBe(code: ErrorCode, field: string, given: unknown, allowed: string): SanaError {
  return new SanaError(code, `The ${field} must be ${allowed}, but ${show(given)} was given.`, { field });
}

/** What was given, short enough for a sentence. */
function show(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
