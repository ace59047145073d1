import { BUDGETS, overBudget } from '../budgets.ts';

/** What the combinations of a prompt are. */
export interface Combinations {
  /** The first of them, in the order of their writing, the last group changing fastest; none twice. */
  readonly prompts: readonly string[];
  /** How many there are in all, with those that are left out. Numbers beyond 10^15 are told as that. */
  readonly total: number;
}

/** Words, and groups of alternatives, one after the other. */
type Sequence = readonly (string | Group)[];
interface Group {
  readonly alternatives: readonly Sequence[];
  /** How many texts it stands for. */
  readonly count: number;
  readonly depth: number;
}

/** A brace that is not closed yet. */
interface Open {
  readonly alternatives: (string | Group)[][];
}

const COUNTABLE = 1e15;

/**
 * The prompts that one with alternatives stands for: `a {red|blue} {fox|{big|small} owl}` stands for six. Alternatives may be
 * empty and hold groups; spaces around them do not count. Braces without `|`, and such as are not closed, are themselves;
 * so are `{`, `|` and `}` behind a backslash, which falls away.
 *
 * @param most how many are wanted
 * @throws SanaError `over-budget` where groups lie in one another more than 16 deep
 */
export function combinations(prompt: string, most: number = BUDGETS.combinations.most): Combinations {
  const sequence = parse(prompt);
  const total = countOf(sequence);
  const prompts = new Set<string>();
  // what stands twice is looked for a while longer, but not for ever
  const last = Math.min(total, most * 4);
  let index = 0;
  for (; index < last && prompts.size < most; index++) prompts.add(nth(sequence, index));
  return { prompts: [...prompts], total: index === total ? prompts.size : total };
}

function parse(prompt: string): Sequence {
  const open: Open[] = [{ alternatives: [[]] }];
  const words = (text: string) => push(open.at(-1)!.alternatives.at(-1)!, text);
  for (let at = 0; at < prompt.length; at++) {
    const character = prompt[at]!;
    const next = prompt[at + 1];
    if (character === '\\' && (next === '{' || next === '|' || next === '}')) {
      words(next);
      at++;
    } else if (character === '{') open.push({ alternatives: [[]] });
    else if (character === '|' && open.length > 1) open.at(-1)!.alternatives.push([]);
    else if (character === '}' && open.length > 1) close(open);
    else words(character);
  }
  while (open.length > 1) literal(open, '');
  return open[0]!.alternatives[0]!;
}

function close(open: Open[]): void {
  const { alternatives } = open.at(-1)!;
  if (alternatives.length === 1) {
    literal(open, '}');
    return;
  }
  open.pop();
  const depth = 1 + Math.max(0, ...alternatives.flat().map(part => (typeof part === 'string' ? 0 : part.depth)));
  if (depth > BUDGETS.combinationDepth.most) throw overBudget('combinationDepth', 'the prompt');
  const trimmed = alternatives.map(withoutSpaces);
  const count = Math.min(
    COUNTABLE,
    trimmed.reduce((sum, alternative) => sum + countOf(alternative), 0),
  );
  open.at(-1)!.alternatives.at(-1)!.push({ alternatives: trimmed, count, depth });
}

/** What was no group after all, as it stands. */
function literal(open: Open[], end: string): void {
  const { alternatives } = open.pop()!;
  const around = open.at(-1)!.alternatives.at(-1)!;
  push(around, '{');
  for (const [index, alternative] of alternatives.entries()) {
    if (index > 0) push(around, '|');
    for (const part of alternative) push(around, part);
  }
  push(around, end);
}

function push(sequence: (string | Group)[], part: string | Group): void {
  const last = sequence.at(-1);
  if (typeof part === 'string' && typeof last === 'string') sequence[sequence.length - 1] = last + part;
  else if (part !== '') sequence.push(part);
}

function withoutSpaces(sequence: Sequence): Sequence {
  return sequence.map((part, index) => {
    if (typeof part !== 'string') return part;
    const start = index === 0 ? part.trimStart() : part;
    return index === sequence.length - 1 ? start.trimEnd() : start;
  });
}

function countOf(sequence: Sequence): number {
  return sequence.reduce(
    (product, part) => (typeof part === 'string' ? product : Math.min(COUNTABLE, product * part.count)),
    1,
  );
}

/** The text number `index` of a sequence: its groups are the digits of that number, the last group the lowest. */
function nth(sequence: Sequence, index: number): string {
  let rest = index;
  let text = '';
  for (const part of sequence.toReversed()) {
    if (typeof part === 'string') {
      text = joined(part, text);
      continue;
    }
    text = joined(alternative(part, rest % part.count), text);
    rest = Math.floor(rest / part.count);
  }
  return text;
}

function alternative({ alternatives }: Group, index: number): string {
  let rest = index;
  for (const sequence of alternatives) {
    const count = countOf(sequence);
    if (rest < count) return nth(sequence, rest);
    rest -= count;
  }
  return '';
}

/** An empty alternative leaves no two spaces behind. */
function joined(before: string, after: string): string {
  return before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after;
}
