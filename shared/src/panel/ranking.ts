// The order of several pictures of one prompt: the one that fits it best comes first, where something can tell.

import type { Effect, PanelEvent, Step } from './events.ts';
import type { Job } from './runs.ts';
import type { PanelState, Slot } from './state.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

/** What there is to compare once a run is over: the pictures of each prompt that has several. */
export function comparisons({ run }: PanelState, jobs: readonly Job[]): readonly Effect[] {
  if (!run) return [];
  let at = run.first;
  return jobs.flatMap(({ request: { count } }) => {
    const made = run.slots.slice(at, at + count).flatMap(({ id, picture }) => (picture ? { id, picture } : []));
    at += count;
    if (made.length < 2) return [];
    return { type: 'rank', slots: made.map(({ id }) => id), pictures: made.map(({ picture }) => picture) };
  });
}

/** Compared pictures know how well they fit; in the order of that, unless one of them is held. */
export function ranked(state: PanelState, { slots: ids, ranking: { by, scores }, moves }: News<'ranked'>): Step {
  const { run, applied } = state;
  if (!run) return [state];
  const best = Math.max(...scores);
  const compared = ids.flatMap((id, index): readonly Slot[] => {
    const slot = run.slots.find(one => one.id === id);
    const score = scores[index];
    return slot && score !== undefined ? [{ ...slot, match: { score, by, isBest: score === best } }] : [];
  });
  // what stands in the document was chosen
  const isHeld = !moves || compared.some(({ id, target }) => target && applied.get(target.id) === id);
  // of equal ones the earlier
  const order = isHeld ? compared : compared.toSorted((one, other) => other.match!.score - one.match!.score);
  const next = order[Symbol.iterator]();
  const slots = run.slots.map(slot => (ids.includes(slot.id) ? (next.next().value ?? slot) : slot));
  return [{ ...state, run: { ...run, slots } }];
}
