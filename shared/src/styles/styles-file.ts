// Styles as a file, for sharing: JSON that says what it is, `{"format": "sana-studio-styles", "version": 1, "styles": [...]}`.
// A style in it has a `name`, `words`, and where it needs them `negativeWords` and `parameters`.

import { BUDGETS, overBudget, parseJson, SanaError } from '@sana-studio/core';
import { fieldOf, type Limits, show } from '@sana-studio/core/request';
import { pickParameters, STYLE_PARAMETERS, type Style, type StyleParameters } from './style.ts';

const FORMAT = 'sana-studio-styles';
const VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

export function stylesJson(styles: readonly Style[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, styles }, undefined, 2)}\n`;
}

/**
 * @param json of a file, or of what a document keeps @param what the file or place, as a person knows it
 * @returns the styles, none with a name that another has: of those the last counts. Fields of a later version fall away
 * @throws SanaError `style-unreadable` naming what cannot be used, `over-budget` of what is too large
 */
export function readStyles(json: string, what: string): readonly Style[] {
  if (json.length > BUDGETS.stylesFile.most) throw overBudget('stylesFile', what);
  const { format, version, styles } = asFields(parsed(json, what), what);
  if (format !== FORMAT || !Array.isArray(styles)) throw new SanaError('style-unreadable:format', { what });
  if (typeof version !== 'number' || version > VERSION) throw new SanaError('style-unreadable:version', { what });
  if (styles.length > BUDGETS.styles.most) throw overBudget('styles', what);
  const read = styles.map(style => readStyle(style, what));
  return [...new Map(read.map(style => [style.name, style])).values()];
}

function readStyle(value: unknown, what: string): Style {
  const given = asFields(value, what);
  const name = readText(given, 'name', what, BUDGETS.styleName.most).trim();
  if (name === '') throw misfit(what, 'name', given.name);
  return {
    name,
    words: readText(given, 'words', what),
    negativeWords: readText(given, 'negativeWords', what),
    parameters: readParameters(given.parameters ?? {}, what),
  };
}

function readText(given: Fields, field: string, what: string, most: number = BUDGETS.styleWords.most): string {
  const text = given[field] ?? '';
  // half a character, or one that ends a line or turns its direction, would be an error far from here
  if (typeof text !== 'string' || /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u.test(text))
    throw misfit(what, field, text);
  if (text.length > most) throw overBudget(field === 'name' ? 'styleName' : 'styleWords', what);
  return text;
}

function readParameters(value: unknown, what: string): StyleParameters {
  const given = asFields(value, what);
  const read = pickParameters(given);
  const wrong = STYLE_PARAMETERS.find(name => (given[name] ?? undefined) !== undefined && read[name] === undefined);
  if (wrong) throw misfit(what, wrong, given[wrong], fieldOf(wrong).kind.limits);
  return read;
}

function parsed(json: string, what: string): unknown {
  try {
    return parseJson(json, what);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('style-unreadable:format', { what }, error);
  }
}

function asFields(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new SanaError('style-unreadable:format', { what });
}

function misfit(what: string, field: string, given: unknown, limits: Limits = { kind: 'words' }): SanaError {
  return new SanaError('style-unreadable:value', { what, field, given: show(given), limits });
}
