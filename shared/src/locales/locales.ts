import { en, type Texts } from './en.ts';
import { zh } from './zh.ts';

/** By language subtag. Another language is another file and another line here. */
const LANGUAGES: Readonly<Record<string, Texts>> = { en, zh };

/** The texts for a BCP 47 locale, and the language they are in. */
export interface Locale {
  readonly language: string;
  readonly texts: Texts;
}

/** @param locale e.g. `zh-Hans-CN`; a language without texts becomes English */
export function localeFor(locale: string): Locale {
  const language = locale.toLowerCase().split('-')[0]!;
  return language in LANGUAGES ? { language, texts: LANGUAGES[language]! } : { language: 'en', texts: en };
}

export const languages: readonly Locale[] = Object.entries(LANGUAGES).map(([language, texts]) => ({ language, texts }));
