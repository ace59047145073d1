import { LANGUAGES } from '#languages';
import { SanaError } from '../errors.ts';
import { en } from './en.ts';
import type { Remark } from './reasons.ts';
import { inBudget, isErrorData, type Language, word, wordError } from './wording.ts';

/** By language subtag: those that are here. */
export const ERROR_LANGUAGES: Readonly<Record<string, Language>> = LANGUAGES;

/**
 * What an error says to people.
 * @param error a SanaError, its data, or whatever else was thrown
 * @param locale BCP 47, e.g. `zh-Hans-CN`; a language without sentences becomes English
 */
export function sentence(error: unknown, locale: string): string {
  return wordError(languageOf(locale), isErrorData(error) ? error : SanaError.from(error).toData());
}

/** What a remark says to people. @param locale as for `sentence` */
export function sayRemark({ remark, data }: Remark, locale: string): string {
  const language = languageOf(locale);
  return word(language, language.remarks, remark, data) ?? inBudget(remark);
}

function languageOf(locale: string): Language {
  const subtag = locale.toLowerCase().split(/[-_]/)[0]!;
  return Object.hasOwn(ERROR_LANGUAGES, subtag) ? ERROR_LANGUAGES[subtag]! : en;
}
