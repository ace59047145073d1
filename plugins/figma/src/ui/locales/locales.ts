import { de } from './de.ts';
import { en, type PluginTexts } from './en.ts';
import { zh } from './zh.ts';

/** By language subtag, as the panel's. Another language is another file and another line here. */
const LANGUAGES: Readonly<Record<string, PluginTexts>> = { en, zh, de };

export function textsFor(language: string): PluginTexts {
  return LANGUAGES[language] ?? en;
}
