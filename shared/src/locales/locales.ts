import { fetchSentences } from '@sana-studio/core/errors';
import { fetchTexts, TEXTS } from '#texts';
import type { Texts } from './en.ts';

/** What the languages that there are call themselves, by language subtag. */
export const LANGUAGE_NAMES = { en: 'English', zh: '中文', de: 'Deutsch' } as const satisfies {
  readonly [Name in keyof typeof TEXTS]: string;
};

export type LanguageName = keyof typeof LANGUAGE_NAMES;

/** Written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** The texts for a BCP 47 locale, and the language they are in. */
export interface Locale {
  readonly language: string;
  readonly texts: Texts;
  readonly direction: 'ltr' | 'rtl';
}

/** @param locale e.g. `zh-Hans-CN` @returns one of `LANGUAGE_NAMES`: a language without texts becomes English */
export function languageOf(locale: string): LanguageName {
  const language = locale.toLowerCase().split('-')[0]!;
  return Object.hasOwn(LANGUAGE_NAMES, language) ? (language as LanguageName) : 'en';
}

/** @param locale as of `languageOf`; one that was not fetched becomes English */
export function localeFor(locale: string): Locale {
  const known = languageOf(locale);
  const language = Object.hasOwn(TEXTS, known) ? known : 'en';
  return { language, texts: TEXTS[language], direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr' };
}

/** The same with everything that it takes to speak it. @throws Error where that cannot be fetched */
export async function fetchLocale(locale: string): Promise<Locale> {
  const language = languageOf(locale);
  await Promise.all([fetchTexts(language), fetchSentences(language)]);
  return localeFor(language);
}
