import { type FoundTerm, findAll } from './find-terms.ts';
import type { SafetyPolicy } from './safety.ts';
import { compileWord, type Pattern } from './vocabulary/compile.ts';
import { vocabularyOf } from './vocabulary/vocabulary.ts';

/** The lists of a policy, applied to what was found. */
export interface CustomWords {
  apply(prompt: string, found: readonly FoundTerm[]): FoundTerm[];
  /** Those that are not allowed where they stand. */
  refused<Span extends Place>(prompt: string, found: readonly Span[]): Span[];
}

type Place = Pick<FoundTerm, 'start' | 'end'>;

const ALLOWED = { role: 'innocent', inText: false } as const;
const DENIED = { role: 'term', concept: 'oath', sure: true } as const;

const patternsOf = (words: readonly string[] = [], role: Pattern['role']): Pattern[] =>
  words.flatMap(word => compileWord(word, role) ?? []);

/** What is denied goes before what is allowed: a list of one person does not undo that of the team. */
export function customWords({ allow, deny }: SafetyPolicy): CustomWords {
  if (!allow?.length && !deny?.length) return { apply: (_, found) => [...found], refused: (_, found) => [...found] };
  const allowed = vocabularyOf(patternsOf(allow, ALLOWED));
  const denied = vocabularyOf(patternsOf(deny, DENIED));
  const asWritten = new Set(allow?.map(word => word.trim().toLowerCase()));
  const refused = <Span extends Place>(prompt: string, found: readonly Span[]): Span[] => {
    const kept = found.length === 0 ? [] : findAll(prompt, allowed);
    return found.filter(
      ({ start, end }) =>
        !asWritten.has(prompt.slice(start, end).toLowerCase()) &&
        !kept.some(span => span.start <= start && end <= span.end),
    );
  };
  return {
    refused,
    apply(prompt, found) {
      const own = findAll(prompt, denied).map(span => ({
        ...span,
        category: 'denied' as const,
        language: 'und',
        sure: true,
      }));
      return [...refused(prompt, found), ...own];
    },
  };
}
