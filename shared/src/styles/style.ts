import type { PartialRequest } from '@sana-studio/core';
import { fieldOf } from '@sana-studio/core/request';

/** What of a style is no words. */
export const STYLE_PARAMETERS = ['steps', 'guidanceScale', 'sampler', 'loras'] as const;

export type StyleParameters = Pick<PartialRequest, (typeof STYLE_PARAMETERS)[number]>;

/** How pictures are drawn, apart from what they show. Plain data: it can be stored, shared, and read in another program. */
export interface Style {
  /** What people call it. */
  readonly name: string;
  /** At the end of each prompt; where it has `{prompt}`, around it. */
  readonly words: string;
  /** At the end of each negative prompt. */
  readonly negativeWords: string;
  /** What it says goes before the model's recommendation. */
  readonly parameters: StyleParameters;
}

/** The words of one style behind those of another, none twice: of the document, then of the person. */
export function joinedWords(...styles: readonly string[]): string {
  const seen = new Set<string>();
  const words = styles.flatMap(style => style.split(/[,，]/)).map(word => word.trim());
  const fresh = words.filter(word => {
    const key = word.toLowerCase();
    const isNew = word !== '' && !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return fresh.join(', ');
}

/** Parameters that a request may have; others fall away. */
export function pickParameters(values: { readonly [Name in keyof StyleParameters]?: unknown }): StyleParameters {
  const fitting = STYLE_PARAMETERS.flatMap(name => {
    const { kind } = fieldOf(name);
    const value = kind.read(values[name]);
    // of files that were chosen stay their names
    return value === undefined ? [] : [[name, kind.stored?.(value) ?? value] as const];
  });
  return Object.fromEntries(fitting);
}
