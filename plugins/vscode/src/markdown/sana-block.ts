import { type GenerateRequest, REQUEST_LIMITS, SanaError } from '@sana-studio/core';

/** What a document may say about a picture besides its prompt. */
export type PictureSettings = {
  readonly [Field in
    | 'width'
    | 'height'
    | 'seed'
    | 'steps'
    | 'guidanceScale'
    | 'negativePrompt'
    | 'model']?: GenerateRequest[Field];
} & {
  /** Text in place of the picture, for those who cannot see it. */
  readonly alt?: string;
};

type Reader = (value: string) => PictureSettings;

const READERS: Readonly<Record<string, Reader>> = {
  size: value => {
    const [, width, height = width] = /^(\d{1,5})(?:\s*[x×*]\s*(\d{1,5}))?$/iu.exec(value) ?? [];
    if (width === undefined) throw invalid('size', value, 'written like 512 or 1024x768');
    return { ...side('width', width), ...side('height', height!) };
  },
  width: value => side('width', value),
  height: value => side('height', value),
  seed: value => ({ seed: number('seed', value, REQUEST_LIMITS.seed, true) }),
  steps: value => ({ steps: number('steps', value, REQUEST_LIMITS.steps, true) }),
  guidance: value => ({ guidanceScale: number('guidance', value, REQUEST_LIMITS.guidanceScale, false) }),
  negative: value => ({ negativePrompt: value }),
  model: value => {
    if (!/^(?!.*\.\.)[\w.@:/-]{1,300}$/u.test(value)) throw invalid('model', value, 'the name of a model in the list');
    return { model: value };
  },
  alt: value => ({ alt: value }),
};

const LINE = new RegExp(`^\\s*(${Object.keys(READERS).join('|')})\\s*:\\s*(.*?)\\s*$`, 'iu');
const PAIR = new RegExp(`(${Object.keys(READERS).join('|')})=(?:"([^"]*)"|'([^']*)'|(\\S*))`, 'giu');
const SEPARATOR = /^\s*-{3,}\s*$/u;

/**
 * A fenced `sana` block: settings in its info string (`size=1024x768 seed=7`) and in `key: value` lines at its start,
 * which may end with, or stand between, lines of `---`. The rest is the prompt. Later settings win.
 * @throws SanaError `request-invalid` naming the setting that cannot be used
 */
export function readSanaBlock(info: string, body: string): { prompt: string; settings: PictureSettings } {
  let settings: PictureSettings = {};
  for (const [, key, double, single, bare] of info.matchAll(PAIR)) {
    settings = { ...settings, ...read(key!, double ?? single ?? bare ?? '') };
  }
  const lines = body.split(/\r\n|\n|\r/u);
  const fenced = SEPARATOR.test(lines[0] ?? '');
  let next = fenced ? 1 : 0;
  for (let match = LINE.exec(lines[next] ?? ''); match; match = LINE.exec(lines[next] ?? '')) {
    settings = { ...settings, ...read(match[1]!, match[2]!) };
    next++;
  }
  if (next > 0 && SEPARATOR.test(lines[next] ?? '')) next++;
  return { prompt: lines.slice(next).join('\n').trim(), settings };
}

function read(key: string, value: string): PictureSettings {
  return READERS[key.toLowerCase()]!(value);
}

function side(field: 'width' | 'height', value: string): PictureSettings {
  return { [field]: number(field, value, REQUEST_LIMITS.side, true) };
}

function number(field: string, value: string, { min, max }: { min: number; max: number }, whole: boolean): number {
  const parsed = value === '' ? Number.NaN : Number(value);
  if (!(parsed >= min && parsed <= max) || (whole && !Number.isSafeInteger(parsed))) {
    throw invalid(field, value, `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  }
  return parsed;
}

function invalid(field: string, value: string, allowed: string): SanaError {
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return new SanaError(
    'request-invalid',
    `In the sana block, ${field} is “${shown}”; it must be ${allowed}. Correct it and try again.`,
    { field },
  );
}
