import { SanaError } from '@sana-studio/core';
import {
  BLOCK_FIELDS,
  type FieldName,
  fieldOf,
  type Limits,
  type PartialRequest,
  readWord,
  show,
} from '@sana-studio/core/request';

/** What a document may say about a picture besides its prompt. */
export type PictureSettings = Omit<Partial<PartialRequest>, 'prompt'> & {
  /** Text in place of the picture, for those who cannot see it. */
  readonly alt?: string;
};

/** What a document may call a model, also one of a server (`ADDRESS#NAME`): less than a request may, which can also name a folder. */
const MODEL_NAME = /^(?!.*\.\.)[\w.@:/#-]{1,300}$/u;

const KEYS = ['size', 'alt', ...BLOCK_FIELDS.keys()].join('|');
const LINE = new RegExp(`^\\s*(${KEYS})\\s*:(.*)$`, 'iu');
const NAMES: ReadonlySet<string> = new Set(KEYS.split('|'));
const PAIR = /([\p{L}][\w-]{0,50})=(?:"([^"]*)"|'([^']*)'|(\S*))/giu;
const SEPARATOR = /^\s*-{3,}\s*$/u;

/**
 * A fenced `sana` block: settings in its info string (`size=1024x768 seed=7`) and in `key: value` lines at its start,
 * which may end with, or stand between, lines of `---`. The rest is the prompt. Later settings win.
 * @throws SanaError `request-invalid` naming the setting that cannot be used, or does not exist
 */
export function readSanaBlock(info: string, body: string): { prompt: string; settings: PictureSettings } {
  let settings: PictureSettings = {};
  for (const [, key, double, single, bare] of info.matchAll(PAIR)) {
    const name = key!.toLowerCase();
    if (!NAMES.has(name)) throw new SanaError('request-invalid:block-option', { given: show(name), known: [...NAMES] });
    settings = { ...settings, ...read(name, double ?? single ?? bare ?? '') };
  }
  const lines = body.split(/\r\n|\n|\r/u);
  const fenced = SEPARATOR.test(lines[0] ?? '');
  let next = fenced ? 1 : 0;
  for (let match = LINE.exec(lines[next] ?? ''); match; match = LINE.exec(lines[next] ?? '')) {
    settings = { ...settings, ...read(match[1]!.toLowerCase(), match[2]!.trim()) };
    next++;
  }
  if (next > 0 && SEPARATOR.test(lines[next] ?? '')) next++;
  return { prompt: lines.slice(next).join('\n').trim(), settings };
}

function read(key: string, text: string): PictureSettings {
  if (key === 'alt') return { alt: text };
  if (key === 'size') return readSize(text);
  const name = BLOCK_FIELDS.get(key)!;
  if (name === 'model' && !MODEL_NAME.test(text)) throw invalid(key, text, { kind: 'model-name' });
  return { [name]: readSetting(key, name, text) };
}

/** One word for two fields. */
function readSize(text: string): PictureSettings {
  const [, width, height = width] = /^(\d{1,5})(?:\s*[x×*]\s*(\d{1,5}))?$/iu.exec(text) ?? [];
  if (width === undefined) throw invalid('size', text, { kind: 'size' });
  return { ...read('width', width), ...read('height', height!) };
}

function readSetting(key: string, name: FieldName, text: string): unknown {
  const value = readWord(name, text);
  if (value === undefined) throw invalid(key, text, fieldOf(name).kind.limits);
  return value;
}

function invalid(key: string, text: string, limits: Limits): SanaError {
  return new SanaError('request-invalid:block', { field: key, given: show(text), limits });
}
