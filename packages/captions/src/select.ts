import type { RandomNumbers } from './python-random.ts';

/** How one of several captions is selected by their scores. */
export type Law =
  /**
   * As the code of NVlabs/Sana does it (`weighted_sample_clipscore` in diffusion/data/datasets/sana_data.py): of those that
   * score at least `threshold`, one by chance, with weights c^(1/temperature); the temperature counts as 0.01 at least. The
   * released configurations have 25 and 0.1.
   */
  | { readonly kind: 'nvlabs'; readonly threshold: number; readonly temperature: number }
  /** As the paper has it (arXiv 2410.10629): one by chance, with weights exp(c/temperature). */
  | { readonly kind: 'paper'; readonly temperature: number }
  /** The one with the highest score, the first of equal ones. */
  | { readonly kind: 'best' };

export const LAWS = ['nvlabs', 'paper', 'best'] as const satisfies readonly Law['kind'][];

export interface Scored {
  readonly type: string;
  readonly score: number;
}

/** What a picture's prompt is called among the types of captions. */
export const PROMPT_TYPE = 'prompt';

/** The least exponent's divisor of NVlabs' law. */
const LEAST_TEMPERATURE = 0.01;

/**
 * Selects one.
 * @param candidates in the order of the score files and of the entries in them; one type may be there several times
 * @param random drawn from once where chance decides, and not at all where it does not
 * @returns the type, with the score of its first candidate that could be drawn; the prompt with 0 if there is none
 */
export function select(law: Law, candidates: readonly Scored[], random: RandomNumbers): Scored {
  const best = highest(candidates);
  if (!best) return { type: PROMPT_TYPE, score: 0 };
  const tickets = ticketsOf(law, candidates);
  if (!tickets) return best;
  const { type } = draw(tickets, random);
  const { score } = tickets.find(ticket => ticket.type === type)!;
  return { type, score };
}

export interface Ticket extends Scored {
  /** 0…1, of all tickets together 1. */
  readonly probability: number;
}

/** Those among which chance decides, in order; undefined where it has no say. */
export function ticketsOf(law: Law, candidates: readonly Scored[]): readonly Ticket[] | undefined {
  if (law.kind === 'best') return undefined;
  const allowed = law.kind === 'nvlabs' ? candidates.filter(({ score }) => score >= law.threshold) : candidates;
  const most = highest(allowed)?.score ?? 0;
  const weights = allowed.map(({ score }) => weightOf(law, score, most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // scores of 0 alone weigh nothing, where NVlabs' code would divide by it
  if (!(total > 0)) return undefined;
  return allowed.map(({ type, score }, index) => ({ type, score, probability: weights[index]! / total }));
}

function weightOf(law: Exclude<Law, { kind: 'best' }>, score: number, most: number): number {
  if (law.kind === 'nvlabs') return score ** (1 / Math.max(law.temperature, LEAST_TEMPERATURE));
  // as the temperature goes to 0, all of the chance becomes the best ones'
  return score === most ? 1 : Math.exp((score - most) / law.temperature);
}

function highest(candidates: readonly Scored[]): Scored | undefined {
  return candidates.reduce<Scored | undefined>(
    (best, one) => (best && best.score >= one.score ? best : one),
    undefined,
  );
}

/** Python's `random.choices`: the first with which the probabilities so far are more than the drawn share of all. */
function draw(tickets: readonly Ticket[], random: RandomNumbers): Ticket {
  let total = 0;
  const upTo = tickets.map(({ probability }) => {
    total += probability;
    return total;
  });
  const drawn = random() * total;
  const index = upTo.findIndex(sum => sum > drawn);
  return tickets[index < 0 ? tickets.length - 1 : index]!;
}
