// The pictures that are shown: those of the last run, with what it was shown behind.

import { mainWords } from '@sana-studio/core/request';
import type { CheckedRequest } from '../form/check.ts';
import type { PanelEvent } from './events.ts';
import type { Ask } from './plan.ts';
import type { Job } from './runs.ts';
import type { PanelState, Slot } from './state.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

/** What is shown when a run begins, where its first picture is among that, and the last id. */
export function slotsOf({ run, lastSlot }: PanelState, jobs: readonly Job[], { after }: Pick<Ask, 'after'>) {
  const shown = run?.slots ?? [];
  const at = shown.findIndex(({ id }) => id === after) + 1;
  // one of several made again is one more of them
  const joins = at > 0 && jobs.length === 1 && shown[at - 1]?.isVariant === true;
  const fresh = emptySlots(jobs, lastSlot + 1).map(slot => (joins ? { ...slot, isVariant: true } : slot));
  // what came to nothing makes room, unless it says why
  const made = (slots: readonly Slot[]) => slots.filter(({ picture, failure }) => picture || failure);
  const before = made(shown.slice(0, at));
  const behind = at === 0 ? [] : made(shown.slice(at));
  return { slots: [...before, ...fresh, ...behind], base: before.length, lastSlot: lastSlot + fresh.length };
}

/** A place for each picture to come. */
function emptySlots(jobs: readonly Job[], first: number): readonly Slot[] {
  const isVariant = ({ target }: Job) => {
    const same = jobs.filter(job => target !== undefined && job.target?.id === target.id);
    return same.reduce((sum, { request: { count } }) => sum + count, 0) > 1;
  };
  const slots = jobs.flatMap(job =>
    Array.from({ length: job.request.count }, () => ({
      ...{ width: job.request.width, height: job.request.height, target: job.target, isVariant: isVariant(job) },
      words: wordsOf(job.request),
      startImage: job.request.startImage && { picture: job.request.startImage, label: '' },
      mask: job.request.mask,
      control: job.request.control,
      controlnet: job.request.controlnet,
    })),
  );
  return withTelling(slots.map((slot, index) => ({ id: first + index, ...slot })));
}

const wordsOf = ({ prompt = '', style = '' }: Pick<CheckedRequest, 'prompt' | 'style'>) => mainWords({ prompt, style });

/** With the words only of what is for no place, where they tell one from the others. */
function withTelling<Told extends Pick<Slot, 'words' | 'target'>>(slots: readonly Told[]): readonly Told[] {
  const isTelling = new Set(slots.map(({ words }) => words)).size > 1;
  return slots.map(slot => (isTelling && !slot.target ? slot : { ...slot, words: undefined }));
}

/** How many places get one picture each by the last run; 0 where a place gets several to choose from, or a picture has none. */
export function placesOf({ run }: Pick<PanelState, 'run'>): number {
  const own = run?.slots.slice(run.first, run.first + run.pictures) ?? [];
  return own.every(({ target, isVariant }) => target && !isVariant) ? own.length : 0;
}

export function withSlot(state: PanelState, index: number, change: Partial<Slot>): PanelState {
  const slot = state.run?.slots[index];
  if (!state.run || !slot) return state;
  return { ...state, run: { ...state.run, slots: state.run.slots.with(index, { ...slot, ...change }) } };
}

/** A place holds another picture now, to be decided about or for good. */
export function applied(state: PanelState, { target, slot, how }: Omit<News<'applied'>, 'type'>): PanelState {
  const holds = new Map(state.applied);
  const tried = new Set(state.tried);
  if (slot === undefined) holds.delete(target);
  else holds.set(target, slot);
  if (how === 'tried') tried.add(target);
  else tried.delete(target);
  return { ...state, applied: holds, tried };
}

/** Pictures of an earlier visit, unless there are newer ones. */
export function shown(state: PanelState, slots: News<'shown'>['slots']): PanelState {
  if (state.run || slots.length === 0) return state;
  const worded = slots.map(slot => ({ ...slot, words: slot.picture && wordsOf(slot.picture.request) }));
  const numbered = withTelling(worded).map((slot, index) => ({ ...slot, id: state.lastSlot + 1 + index }));
  return {
    ...state,
    run: { slots: numbered, first: 0, pictures: numbered.length, outcome: 'done' },
    lastSlot: state.lastSlot + numbered.length,
  };
}

export function kept(state: PanelState, { slot, entry }: News<'kept'>): PanelState {
  const index = state.run?.slots.findIndex(({ id }) => id === slot) ?? -1;
  return index < 0 ? state : withSlot(state, index, { entry });
}
