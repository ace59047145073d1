import { LANGUAGE_NAMES, type Locale, localeFor } from './locales.ts';

/** Every language that there is. */
export const languages: readonly Locale[] = Object.keys(LANGUAGE_NAMES).map(localeFor);
