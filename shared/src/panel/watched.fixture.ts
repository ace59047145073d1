import { type ErrorData, SanaError } from '@sana-studio/core';
import { expect } from 'vitest';
import type { ModelEntry, PanelPicture } from '../host.ts';
import type { Effect, PanelEvent } from './events.ts';
import { ENTRIES, MINI } from './host.fixture.ts';
import type { Ask } from './plan.ts';
import { reduce } from './reduce.ts';
import { type Job, readRuns } from './runs.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';

export const CANCELLED = new SanaError('cancelled');
export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

export function pictureOf(seed: number): PanelPicture {
  return {
    png: new Blob(),
    request: { ...MINI.defaults, prompt: 'a cat', seed } as PanelPicture['request'],
    replaced: [],
  };
}

/** Numbers from 0 up to 1, always the same for a seed. Source: the generator known as mulberry32, public domain. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A panel whose host does nothing by itself, and that watches over what must never happen. */
export class Watched {
  state: PanelState;
  /** Calls of the engine that were not answered. */
  calls: (Effect & { type: 'prepare' | 'generate' })[];
  acts: (Effect & { type: 'act' })[];
  watches: number;
  /** Asked for, and not yet answered. */
  open: Set<number>;
  readonly heard: Effect[] = [];

  constructor(from?: Watched) {
    this.state = from?.state ?? INITIAL_STATE;
    this.calls = [...(from?.calls ?? [])];
    this.acts = [...(from?.acts ?? [])];
    this.watches = from?.watches ?? 0;
    this.open = new Set(from?.open);
  }

  tell(event: PanelEvent): readonly Effect[] {
    const before = this.state;
    if (event.type === 'ask') this.open.add(event.ask.id);
    if (event.type === 'restored') for (const { id } of event.unfinished) this.open.add(id);
    const [state, ...effects] = reduce(before, event);
    this.state = state;
    for (const effect of effects) {
      if (effect.type === 'prepare' || effect.type === 'generate') this.calls.push(effect);
      if (effect.type === 'act') this.acts.push(effect);
      if (effect.type === 'watch') this.watches++;
      if (effect.type === 'answer') {
        expect(this.open.delete(effect.ask), 'answered once').toBe(true);
        expect(isSaid(before, event, state, effect), `said why ${JSON.stringify(event)} ends it`).toBe(true);
      }
    }
    this.heard.push(...effects);
    this.#check();
    return effects;
  }

  /** The end of the call under way. */
  settle(error?: unknown): void {
    const call = this.calls.shift()!;
    const { turn } = call;
    if (call.type === 'generate') this.tell({ type: 'made', turn, ...(error !== undefined && { error }) });
    else if (error !== undefined) this.tell({ type: 'unprepared', turn, error, called: true });
    else this.tell({ type: 'ready', turn, model: { ...MINI, defaults: { ...MINI.defaults, model: call.model } } });
  }

  acted(failure?: ErrorData): void {
    const { turn, index } = this.acts.shift()!;
    this.tell({ type: 'acted', turn, index, failure });
  }

  list(models: readonly ModelEntry[]): void {
    this.tell({ type: 'models', models });
  }

  unlist(): void {
    this.watches--;
    this.tell({ type: 'unlisted', error: new SanaError('worker-failed:crashed') });
  }

  #check(): void {
    const { activity, turn, queue } = this.state;
    const queued = queue.map(({ id }) => id);
    expect(this.calls.length, 'calls of the engine at once').toBeLessThanOrEqual(1);
    expect(this.watches, 'watches at once').toBeLessThanOrEqual(1);
    if (activity.kind === 'idle') {
      expect([this.calls, this.acts, [...this.open]]).toEqual([[], [], queued]);
      return;
    }
    const waiting = activity.kind === 'generating' ? activity.ask : activity.ask?.id;
    expect(new Set(this.open)).toEqual(new Set([...(waiting === undefined ? [] : [waiting]), ...queued]));
    const isListing = activity.kind === 'preparing' && activity.model === undefined;
    const isEnding = activity.kind === 'generating' && activity.ending !== undefined;
    if (isListing) expect(this.watches, 'somebody tells the models').toBe(1);
    else if (isEnding) expect(this.acts.length).toBeGreaterThan(0);
    else expect(this.calls.map(call => call.turn)).toEqual([turn]);
  }
}

/** Whether the person can tell what became of what they asked for. */
export function isSaid(
  before: PanelState,
  event: PanelEvent,
  after: PanelState,
  { wrong }: Effect & { type: 'answer' },
): boolean {
  if (event.type === 'cancel' || event.type === 'unasked' || wrong !== undefined) return true;
  if ('error' in event && SanaError.from(event.error).code === 'cancelled') return true;
  // the next one begins when the one before is done
  const isDone = event.type === 'acted' || (event.type === 'made' && event.error === undefined);
  const ended = before.activity.kind === 'generating' && (after.run?.outcome !== undefined || isDone);
  const isAtPrompt = after.fieldErrors.prompt?.kind === 'refused' && after.fieldErrors !== before.fieldErrors;
  return ended || isAtPrompt || (after.problem !== undefined && after.problem !== before.problem);
}

export const LISTS: readonly (readonly ModelEntry[])[] = [
  ENTRIES,
  [...ENTRIES].reverse(),
  ENTRIES.map(entry => ({ ...entry, state: { kind: 'ready' } })),
  [ENTRIES[1]!],
  [],
];
export const FAILURES = [
  new SanaError('device-lost:idle'),
  new SanaError('worker-failed:crashed'),
  new SanaError('prompt-too-long', { length: 30_000, limit: 20_000 }),
  new SanaError('out-of-memory:twice'),
  CANCELLED,
];
export const [JOBS = []]: readonly (readonly Job[])[] = readRuns([
  { request: { prompt: 'one', width: 64, height: 64, seed: LARGEST_SEED, count: 3 } },
  { request: { prompt: 'two', width: 64, height: 64, seed: 7, count: 1 }, target: { id: 't', label: 'There' } },
]);

export const askFor = ({ form }: PanelState, id: number, seed: number): Ask => ({
  ...{ id, kind: 'pictures', form, largestSide: undefined },
  wanted: [{ words: form.prompt, seed }],
});
