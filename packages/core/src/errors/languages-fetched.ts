// Takes the place of `languages.ts` in pages that can fetch (`imports` in package.json): people read one language.

import { en } from './en.ts';
import type { LANGUAGES as all } from './languages.ts';
import type { Language } from './wording.ts';

type Fetched = Exclude<keyof typeof all, 'en'>;

const FILES: Readonly<Record<Fetched, () => Promise<Language>>> = {
  zh: async () => (await import('./zh.ts')).zh,
  de: async () => (await import('./de.ts')).de,
};

/** Those that are here by now, by language subtag. */
export const LANGUAGES: Partial<Record<string, Language>> = { en };

/** Makes a language's sentences ready. @throws Error where its file cannot be fetched */
export async function fetchSentences(language: string): Promise<void> {
  if (Object.hasOwn(FILES, language)) LANGUAGES[language] ??= await FILES[language as Fetched]();
}
