import { GAP, type Unit } from './letter-stream.ts';
import type { Match } from './term-matcher.ts';
import { isUnspaced } from './vocabulary/compile.ts';
import { type Excuse, excusesOf } from './vocabulary/concepts.ts';

/** Words between a term and the company that makes it count. */
const COMPANY_REACH = 14;
/** Words between a term and what excuses it from anywhere: a museum, a hospital, a court. */
const SETTING_REACH = 30;
/** Words between a term that counts by itself and what excuses it: naked swords, but not a coarse word on a wall. */
const SURE_REACH: Readonly<Partial<Record<Excuse, number>>> = { animal: 5, food: 2, thing: 1 };
/** Excuses of the whole prompt; the others must be nearer than company is. */
const SETTINGS: ReadonlySet<Excuse> = new Set(['medicine', 'art', 'history']);
/** Letters that a title has at most which is written with a full stop: Mrs., Prof. */
const SHORT_TITLE = 4;
/** Words of a dead language that make a text one in it. */
const LATIN_WORDS = 3;
/** Words that are Latin in such a text. */
const ALSO_LATIN: ReadonlySet<string> = new Set(
  'cum sex anus penis semen coitus vagina ars vulva testis mamma porno anal ante puto putas putat'.split(' '),
);

interface Around {
  readonly word: number;
  readonly from: number;
  readonly to: number;
}

/** What stands in a prompt besides terms. */
export class Company {
  readonly #units: readonly Unit[];
  readonly #company = new Map<string, Around[]>();
  readonly #excuses = new Map<Excuse, Around[]>();
  readonly #innocent: {
    readonly from: number;
    readonly to: number;
    readonly language: string;
    readonly inText: boolean;
  }[] = [];
  /** Where they end, and whether they are short. */
  readonly #titles = new Map<number, boolean>();
  readonly #common = new Map<string, number>();
  #latin = 0;

  constructor(units: readonly Unit[], matches: readonly Match[]) {
    this.#units = units;
    for (const { pattern, from, to } of matches) {
      const { role } = pattern;
      const around: Around = { word: units[from]!.word, from, to };
      if (role.role === 'company') push(this.#company, role.key, around);
      else if (role.role === 'excuse') push(this.#excuses, role.excuse, around);
      else if (role.role === 'innocent') {
        if (pattern.name && !(units[from]!.capital && !units[from + 1]?.capital)) continue;
        this.#innocent.push({ from, to, language: pattern.language, inText: role.inText });
      } else if (role.role === 'title') this.#titles.set(to, to - from <= SHORT_TITLE);
      else if (role.role === 'latin') this.#latin += 1;
      else if (role.role === 'common') {
        this.#common.set(pattern.language, (this.#common.get(pattern.language) ?? 0) + 1);
      }
    }
    this.#innocent.sort((a, b) => a.from - b.from);
  }

  /** Whether a term counts where it stands. */
  counts(match: Match): boolean {
    const { pattern, hidden } = match;
    if (pattern.role.role !== 'term' || this.#isInnocent(match)) return false;
    if (this.#isName(match) || this.#isLatin(match)) return false;
    const { concept, sure } = pattern.role;
    const near = this.#nearest(this.#company.get(pattern.role.with ?? pattern.language), match, COMPANY_REACH);
    if (!sure && !hidden && near === undefined) return false;
    if (hidden) return true;
    const excuses = excusesOf(concept);
    return !excuses.some(excuse => {
      const setting = SETTINGS.has(excuse) && !sure;
      const reach = SETTINGS.has(excuse) ? SETTING_REACH : sure ? (SURE_REACH[excuse] ?? 0) : COMPANY_REACH;
      const distance = this.#nearest(this.#excuses.get(excuse), match, reach);
      if (distance === undefined) return false;
      if (near === undefined || setting) return true;
      // a bitch is a dog's before she is somebody's
      if (sure) return excuse === 'animal' ? distance <= near + 1 : distance < near;
      return distance <= near;
    });
  }

  /** Words to the nearest of them that is no part of the match. */
  #nearest(others: readonly Around[] | undefined, { from, to }: Match, reach: number): number | undefined {
    if (!others) return undefined;
    const [first, last] = [this.#units[from]!, this.#units[to - 1]!];
    let nearest: number | undefined;
    // sorted by place: of those before and those behind, the closest ones are neighbours of the match
    for (const step of [-1, 1]) {
      let at = step < 0 ? lowerBound(others, from) - 1 : lowerBound(others, from);
      for (; at >= 0 && at < others.length; at += step) {
        const other = others[at]!;
        const distance = step < 0 ? first.word - other.word : other.word - last.word;
        if (distance > reach) break;
        if (other.from < to && other.to > from) continue;
        nearest = Math.min(nearest ?? distance, Math.max(distance, 0));
        break;
      }
    }
    return nearest;
  }

  #isInnocent({ from, to, pattern }: Match): boolean {
    for (let at = lowerBound(this.#innocent, from + 1) - 1; at >= 0; at--) {
      const span = this.#innocent[at]!;
      if (span.to >= to && (!span.inText || this.#isIn(span.language, pattern.language))) return true;
      if (from - span.from > 40) return false;
    }
    return false;
  }

  /** Whether the prompt is in the language rather than in the other one. */
  #isIn(language: string, other: string): boolean {
    const count = this.#common.get(language) ?? 0;
    return count > 0 && count > (this.#common.get(other) ?? 0);
  }

  #isLatin({ pattern, from, to }: Match): boolean {
    if (this.#latin < LATIN_WORDS || this.#latin <= (this.#common.get(pattern.language) ?? 0) - LATIN_WORDS)
      return false;
    let word = '';
    for (let at = from; at < to; at++) word += this.#units[at]!.letter;
    return ALSO_LATIN.has(word);
  }

  /** With a capital within a sentence: behind a title, or, for what is often a name, beside another capital. */
  #isName({ pattern, from, to, hidden, altered }: Match): boolean {
    const [first, next, behind] = [this.#units[from]!, this.#units[from + 1], this.#units[to]];
    if (hidden || !first.capital || next?.capital || isUnspaced(first)) return false;
    const isShort = this.#titles.get(from);
    if (isShort !== undefined && (first.gap < GAP.wide || isShort)) return true;
    if (!pattern.name && !altered) return false;
    const before = this.#units[from - 1];
    if (!before) return behind === undefined || behind.capital;
    // every noun of German has a capital
    if (pattern.language === 'de') return false;
    if (!pattern.name) return behind?.capital === true;
    return before.sentence === first.sentence || behind?.capital === true;
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Index of the first that begins at the unit or behind it. */
function lowerBound(spans: readonly { readonly from: number }[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
