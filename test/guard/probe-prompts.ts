import { readFileSync } from 'node:fs';
import { readForeign } from '@sana-studio/core';
import * as z from 'zod/mini';
import { labelledPrompts, type Part } from './prompts.ts';

/** A prompt that a probe is to learn from. */
export interface Example {
  readonly prompt: string;
  readonly unsafe: boolean;
  readonly language: string;
  /** Prompts of one group are not used to judge one another, such as translations. */
  readonly group: number;
}

const line = z.object({
  prompt: z.string(),
  unsafe: z.boolean(),
  language: z._default(z.string(), 'und'),
  group: z.optional(z.int()),
});

/** @throws Error naming the line that does not fit */
export function readExamples(path: string): Example[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((text, index) => {
    const read = readForeign(line, JSON.parse(text));
    if (!read.fits) throw new Error(`${path}:${index + 1}: ${read.field}: ${read.problem}`);
    return { ...read.value, group: read.value.group ?? index };
  });
}

/** The prompts of this folder. A line has the same number in every language, and often the same meaning. */
export function ownExamples(part: Part, school: boolean): Example[] {
  const numbers = new Map<string, number>();
  return labelledPrompts(part).flatMap(({ language, kind, prompt }) => {
    const group = numbers.get(language) ?? 0;
    numbers.set(language, group + 1);
    if (kind === 'school' && !school) return [];
    return [{ prompt, unsafe: kind !== 'innocent', language, group }];
  });
}
