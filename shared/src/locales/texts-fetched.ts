// Takes the place of `texts.ts` in pages that can fetch (`imports` in package.json): people read one language.

import { en, type Texts } from './en.ts';
import type { TEXTS as all } from './texts.ts';

type Fetched = Exclude<keyof typeof all, 'en'>;

const FILES: Readonly<Record<Fetched, () => Promise<Texts>>> = {
  zh: async () => (await import('./zh.ts')).zh,
  de: async () => (await import('./de.ts')).de,
};

/** Those that are here by now, by language subtag. */
export const TEXTS: Partial<Record<string, Texts>> = { en };

/** Makes a language's texts ready. @throws Error where its file cannot be fetched */
export async function fetchTexts(language: string): Promise<void> {
  if (Object.hasOwn(FILES, language)) TEXTS[language] ??= await FILES[language as Fetched]();
}
