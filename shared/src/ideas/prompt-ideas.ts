import type { ModelLanguages } from '../host.ts';
import type { Texts } from '../locales/en.ts';
import { en } from '../locales/en.ts';

/** What of a model decides which ideas suit it. */
export interface IdeasFor {
  /** The embedded model: it knows single things only, in the languages of the panel. */
  readonly demo: boolean;
  /** What it was trained on; unknown: taken to know English. */
  readonly languages?: ModelLanguages | undefined;
}

/** Three prompts for an empty panel that this model draws well, in the person's language if the model reads it. */
export function promptIdeas({ demo, languages }: IdeasFor, texts: Pick<Texts, 'ideas'>): readonly string[] {
  if (demo) return texts.ideas.demo;
  return languages === 'multilingual' ? texts.ideas.large : en.ideas.large;
}
