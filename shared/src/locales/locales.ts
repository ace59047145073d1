import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { zh } from './zh.ts';

/** By language subtag. Another language is another file and another line here. */
const LANGUAGES: Readonly<Record<string, Texts>> = { en, zh, de };

/** Written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** The texts for a BCP 47 locale, and the language they are in. */
export interface Locale {
  readonly language: string;
  readonly texts: Texts;
  readonly direction: 'ltr' | 'rtl';
}

/** @param locale e.g. `zh-Hans-CN`; a language without texts becomes English */
export function localeFor(locale: string): Locale {
  const language = locale.toLowerCase().split('-')[0]!;
  return localeOf(Object.hasOwn(LANGUAGES, language) ? language : 'en');
}

export const languages: readonly Locale[] = Object.keys(LANGUAGES).map(localeOf);

function localeOf(language: string): Locale {
  return {
    language,
    texts: LANGUAGES[language]!,
    direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
  };
}
