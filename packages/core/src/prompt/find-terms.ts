import { Company } from './company.ts';
import { classes, GAP, type Item, leetItems, readItems, readUnits, type Unit } from './letter-stream.ts';
import { findMasked } from './masked-terms.ts';
import { Segments } from './segments.ts';
import { type Match, verify } from './term-matcher.ts';
import { categoryOf, type Pattern } from './vocabulary/compile.ts';
import type { SafetyCategory } from './vocabulary/concepts.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

/** A category, or the list of the policy. */
type Found = SafetyCategory | 'denied';

/** A term that counts where it stands. */
export interface FoundTerm {
  /** UTF-16 range of the prompt. */
  readonly start: number;
  readonly end: number;
  readonly category: Found;
  readonly language: string;
  /** Counts by itself; otherwise by what stands beside it. */
  readonly sure: boolean;
}

function found({ role, language }: Pattern, start: number, end: number): FoundTerm[] {
  if (role.role !== 'term') return [];
  return [{ start, end, category: categoryOf(role.concept), language, sure: role.sure }];
}

function inUnits(
  units: readonly Unit[],
  { automaton, patterns }: Vocabulary,
  active: Active,
  seams = false,
): FoundTerm[] {
  const segments = new Segments(units);
  const terms: Match[] = [];
  // words and ends by turns: what stands around terms matters only where there are any
  const around: number[] = [];
  automaton.search(classes(units), (word, end) => {
    const pattern = patterns[word]!;
    if (pattern.role.role !== 'term') around.push(word, end);
    else if (active(categoryOf(pattern.role.concept))) {
      const match = verify(pattern, units, end, segments);
      if (match && (!seams || hasSeam(units, match))) terms.push(match);
    }
  });
  if (terms.length === 0) return [];
  const others: Match[] = [];
  for (let at = 0; at < around.length; at += 2) {
    const match = verify(patterns[around[at]!]!, units, around[at + 1]!, segments);
    if (match) others.push(match);
  }
  others.sort((a, b) => a.from - b.from);
  terms.sort((a, b) => a.from - b.from || b.to - a.to);
  const company = new Company(units, others);
  let covered = 0;
  return terms.flatMap(match => {
    if (match.to <= covered || !company.counts(match)) return [];
    covered = match.to;
    return found(match.pattern, units[match.start]!.start, units[match.to - 1]!.end);
  });
}

/** Letters doubled across a gap count only within a term. */
function hasSeam(units: readonly Unit[], { from, pattern }: Match): boolean {
  return pattern.units.some(({ run }, at) => run > 1 && units[from + at]!.seam !== GAP.none);
}

type Active = (category: Found) => boolean;

/**
 * Terms of the categories that are `active`, by their place; what is part of another one is left out. The work grows with
 * the length of the prompt alone.
 */
export function findTerms(prompt: string, vocabulary: Vocabulary, active: Active): FoundTerm[] {
  const items: Item[] = readItems(prompt);
  const leet = leetItems(items);
  const terms = inUnits(readUnits(items), vocabulary, active);
  if (leet.includes(1)) terms.push(...inUnits(readUnits(items, leet), vocabulary, active));
  const seamed = readUnits(items, undefined, true);
  if (seamed.some(({ seam }) => seam !== GAP.none)) terms.push(...inUnits(seamed, vocabulary, active, true));
  for (const { pattern, start, end } of findMasked(items, vocabulary)) {
    terms.push(...found(pattern, start, end).filter(({ category }) => active(category)));
  }
  return terms;
}

/** Everything of a small vocabulary in a text, whatever stands beside it. */
export function findAll(text: string, { automaton, patterns }: Vocabulary): { start: number; end: number }[] {
  const items = readItems(text);
  const leet = leetItems(items);
  return [readUnits(items), ...(leet.includes(1) ? [readUnits(items, leet)] : [])].flatMap(units => {
    const segments = new Segments(units);
    const spans: { start: number; end: number }[] = [];
    automaton.search(classes(units), (word, end) => {
      const match = verify(patterns[word]!, units, end, segments);
      if (match) spans.push({ start: units[match.start]!.start, end: units[match.to - 1]!.end });
    });
    return spans;
  });
}
