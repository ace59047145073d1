import { type ErrorData, SanaError } from '@sana-studio/core';
import { afterAll, describe, expect, it } from 'vitest';
import { withModel } from '../form/form.ts';
import type { ModelEntry, PanelPicture } from '../host.ts';
import type { Effect, PanelEvent } from './events.ts';
import { ENTRIES, MINI } from './host.fixture.ts';
import type { Ask } from './plan.ts';
import { reduce } from './reduce.ts';
import { type Job, readRuns, restOf } from './runs.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';

const CANCELLED = new SanaError('cancelled');
const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

function pictureOf(seed: number): PanelPicture {
  return {
    png: new Blob(),
    request: { ...MINI.defaults, prompt: 'a cat', seed } as PanelPicture['request'],
    replaced: [],
  };
}

/** Numbers from 0 up to 1, always the same for a seed. Source: the generator known as mulberry32, public domain. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A panel whose host does nothing by itself, and that watches over what must never happen. */
class Watched {
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
function isSaid(
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

const LISTS: readonly (readonly ModelEntry[])[] = [
  ENTRIES,
  [...ENTRIES].reverse(),
  ENTRIES.map(entry => ({ ...entry, state: { kind: 'ready' } })),
  [ENTRIES[1]!],
  [],
];
const FAILURES = [
  new SanaError('device-lost:idle'),
  new SanaError('worker-failed:crashed'),
  new SanaError('prompt-too-long', { length: 30_000, limit: 20_000 }),
  new SanaError('out-of-memory:twice'),
  CANCELLED,
];
const [JOBS = []]: readonly (readonly Job[])[] = readRuns([
  { request: { prompt: 'one', width: 64, height: 64, seed: LARGEST_SEED, count: 3 } },
  { request: { prompt: 'two', width: 64, height: 64, seed: 7, count: 1 }, target: { id: 't', label: 'There' } },
]);

const askFor = ({ form }: PanelState, id: number, seed: number): Ask => ({
  ...{ id, kind: 'pictures', form, largestSide: undefined },
  wanted: [{ words: form.prompt, seed }],
});

function randomStep(panel: Watched, random: () => number, id: number): void {
  const among = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const { state } = panel;
  const { activity } = state;
  const error = () => among(FAILURES);
  const wanted = (words: string) => ({ words, seed: 5, target: { id: words, label: words } });
  const { form } = state;
  const ask = among<() => Ask>([
    () => ({ id, kind: 'pictures', form, largestSide: undefined, wanted: [{ words: form.prompt, seed: 3 }] }),
    () => ({
      id,
      kind: 'pictures',
      form,
      largestSide: undefined,
      wanted: ['a', '', 'c'].map(wanted),
      after: among([1, 2]),
    }),
    () => ({ id, kind: 'rest', jobs: JOBS }),
  ]);
  const stale = Math.floor(random() * state.turn);
  const turn = activity.kind === 'idle' ? stale : activity.turn;
  const isOver = panel.calls.length === 0;
  const late: readonly PanelEvent[] = [
    { type: 'ready', turn: stale, model: MINI },
    { type: 'unprepared', turn: stale, error: error(), called: true },
    { type: 'made', turn: isOver ? turn : stale },
    { type: 'picture', turn: stale, index: 0, picture: pictureOf(1) },
    {
      type: 'progress',
      turn: stale,
      progress: { phase: 'load', step: 0, steps: 1, picture: 0, pictures: 1, fraction: 0 },
    },
  ];
  among([
    () =>
      panel.tell({ type: 'edited', form: { ...state.form, prompt: among(['', 'a cat']), width: among(['64', '1']) } }),
    () => panel.tell({ type: 'edited', form: { ...state.form, prompt: 'a dog', width: '64', height: '64' } }),
    () => panel.tell({ type: 'edited', form: withModel(state.form, among(['mini', 'large', 'gone'])), chosen: true }),
    () => panel.tell({ type: 'ask', ask: ask() }),
    () => panel.tell({ type: 'ask', ask: ask() }),
    () => panel.tell({ type: 'cancel' }),
    () => panel.tell({ type: 'unasked', ask: among([0, ...state.queue.map(asked => asked.id)]) }),
    () => panel.tell({ type: 'go-on' }),
    () => panel.tell({ type: 'load' }),
    () => panel.calls.length > 0 && panel.settle(),
    () => panel.calls.length > 0 && panel.settle(),
    () => panel.calls.length > 0 && panel.settle(error()),
    () => panel.tell({ type: 'picture', turn, index: Math.floor(random() * 3), picture: pictureOf(1) }),
    () =>
      panel.tell({ type: 'preview', turn, index: 0, preview: { width: 1, height: 1, data: new Uint8ClampedArray(4) } }),
    () => panel.acts.length > 0 && panel.acted(among([undefined, CANCELLED.toData()])),
    () => panel.watches > 0 && panel.list(among(LISTS)),
    () => panel.watches > 0 && panel.unlist(),
    () => panel.tell({ type: 'arrived', model: among(['mini', 'large']), use: among([true, false]) }),
    () => panel.tell({ type: 'removed', model: among(['mini', 'large', 'gone']) }),
    () => panel.tell({ type: 'failed', error: error() }),
    () => {
      panel.tell(among(late));
      expect(panel.state, 'late news change nothing').toBe(state);
    },
  ])();
}

/** Cancels, and lets everything that was begun come to its end. */
function stopped(panel: Watched): PanelState {
  const fork = new Watched(panel);
  fork.tell({ type: 'cancel' });
  for (let step = 0; step < 20 && fork.state.activity.kind !== 'idle'; step++) {
    if (fork.calls.length > 0) fork.settle(CANCELLED);
    else if (fork.acts.length > 0) fork.acted();
  }
  return fork.state;
}

describe('whatever happens', () => {
  const seen = new Set<string>();
  afterAll(() => expect([...seen].sort()).toEqual(['generating', 'idle', 'preparing']));

  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'calls of the engine never overlap, nothing asked for is lost unsaid, and cancelling leads to rest (%i)',
    seed => {
      const random = randomOf(seed);
      const panel = new Watched();
      const unfinished: readonly Ask[] = seed % 3 === 0 ? [{ id: 0, kind: 'rest', jobs: JOBS }] : [];
      panel.tell({ type: 'restored', form: INITIAL_STATE.form, unfinished, resumes: seed % 2 === 0 });
      for (let step = 1; step <= 150; step++) {
        randomStep(panel, random, step);
        seen.add(panel.state.activity.kind);
        expect(stopped(panel).activity.kind).toBe('idle');
      }
    },
  );
});

/** A panel that knows its models and has the first of them ready. */
function prepared(): Watched {
  const panel = new Watched();
  panel.tell({ type: 'restored', form: { ...INITIAL_STATE.form, prompt: 'a cat' }, unfinished: [], resumes: false });
  panel.list(ENTRIES);
  panel.settle();
  expect(panel.state.loaded?.id).toBe('mini');
  return panel;
}

describe('the panel', () => {
  it('loads a model again when the engine may have let go of it for another that did not become ready', () => {
    for (const called of [true, false]) {
      const panel = prepared();
      panel.list(LISTS[2]!);
      panel.tell({ type: 'edited', form: withModel(panel.state.form, 'large'), chosen: true });
      const { turn } = panel.calls.shift()!;
      panel.tell({ type: 'unprepared', turn, error: CANCELLED, called });
      panel.tell({ type: 'edited', form: withModel(panel.state.form, 'mini'), chosen: true });
      expect(panel.calls.map(({ type }) => type)).toEqual(called ? ['prepare'] : []);
    }
  });

  it('fetches nothing for a form with a mistake', () => {
    const panel = prepared();
    panel.tell({ type: 'edited', form: { ...withModel(panel.state.form, 'large'), prompt: ' ' }, chosen: true });
    expect(panel.tell({ type: 'ask', ask: askFor(panel.state, 1, 3) })).toContainEqual({
      type: 'answer',
      ask: 1,
      wrong: 'prompt',
    });
    expect(panel.calls).toEqual([]);
    panel.tell({ type: 'edited', form: { ...panel.state.form, prompt: 'a cat' } });
    panel.tell({ type: 'ask', ask: askFor(panel.state, 2, 3) });
    expect(panel.calls).toMatchObject([{ type: 'prepare', model: 'large', fetch: true }]);
  });

  it('makes what was asked for after a cancelled preparation that has not ended yet', () => {
    const panel = new Watched();
    panel.tell({ type: 'restored', form: { ...INITIAL_STATE.form, prompt: 'a cat' }, unfinished: [], resumes: false });
    panel.list(ENTRIES);
    panel.tell({ type: 'ask', ask: askFor(panel.state, 1, 3) });
    expect(panel.tell({ type: 'cancel' })).toContainEqual({ type: 'abort', turn: 1 });
    panel.tell({ type: 'ask', ask: askFor(panel.state, 2, 4) });
    panel.settle(CANCELLED);
    panel.settle();
    expect(panel.calls).toMatchObject([{ type: 'generate', request: { prompt: 'a cat', seed: 4 } }]);
  });

  it('watches the models again, with nothing loaded, when the page of the engine was lost', () => {
    const panel = prepared();
    panel.unlist();
    expect(panel.watches).toBe(1);
    expect(panel.state).toMatchObject({ loaded: undefined, models: ENTRIES, activity: { kind: 'idle' } });
    expect(panel.state.problem).toBeUndefined();
    panel.unlist();
    expect(panel.watches).toBe(0);
    panel.tell({ type: 'load' });
    expect(panel.watches).toBe(1);
    expect(panel.calls).toMatchObject([{ type: 'prepare', model: 'mini' }]);
  });

  it('remembers what is left to make, with seeds that wrap around, also after a job that was left out', () => {
    const panel = prepared();
    const left = () => {
      const effect = panel.heard.findLast(({ type }) => type === 'unfinished');
      return effect?.type === 'unfinished' ? effect.runs.flat().map(({ request }) => request) : [];
    };
    panel.tell({ type: 'ask', ask: { id: 1, kind: 'rest', jobs: JOBS } });
    expect(left()).toMatchObject([{ seed: LARGEST_SEED, count: 3 }, { seed: 7 }]);
    panel.tell({ type: 'picture', turn: panel.state.turn, index: 0, picture: pictureOf(LARGEST_SEED) });
    expect(left()).toMatchObject([{ seed: 0, count: 2 }, { seed: 7 }]);
    panel.settle(new SanaError('prompt-too-long', { length: 30_000, limit: 20_000 }));
    expect(left()).toHaveLength(1);
    panel.tell({ type: 'picture', turn: panel.state.turn, index: 0, picture: pictureOf(7) });
    expect(left()).toEqual([]);
  });
});

it('counts on from the last seed of a job as the pictures of one run do', () => {
  expect(restOf(JOBS, 0)).toEqual(JOBS);
  expect(restOf(JOBS, 2)[0]!.request).toMatchObject({ seed: 1, count: 1 });
  expect(restOf(JOBS, 3)).toEqual([JOBS[1]]);
});

it('reads jobs that were kept by an earlier version, and drops what is none', () => {
  const request = { prompt: 'a cat', width: 64, height: 64, seed: 1, count: 1, solver: 'flow-euler', steps: 4 };
  const stored = [
    { request, target: { id: 't', label: 'There', place: { width: 1, height: 1 } } },
    { request: { seed: 1 } },
    7,
    null,
  ];
  expect(readRuns(stored)).toEqual([
    [
      {
        request: { prompt: 'a cat', width: 64, height: 64, seed: 1, count: 1, sampler: 'euler', steps: 4 },
        target: { id: 't', label: 'There' },
      },
    ],
  ]);
  expect(readRuns([stored, [{ request }]])).toHaveLength(2);
  expect(readRuns({ 0: request })).toEqual([]);
});

it('keeps the words that a person has written for a place until the document says something else there', () => {
  const offer = (prompt: string) => ({ id: '1:2', label: 'Card', prompt });
  const tell = (state: PanelState, prompt: string) => reduce(state, { type: 'offers', offers: [offer(prompt)] })[0];
  const write = (state: PanelState, prompt: string) => reduce(state, { type: 'reworded', id: '1:2', prompt })[0];
  const words = (state: PanelState) => state.offers.map(({ prompt }) => prompt);
  const written = write(write(tell(INITIAL_STATE, 'a cat'), 'a c'), 'a cow');
  expect(words(written)).toEqual(['a cow']);
  expect(words(tell(written, 'a cat'))).toEqual(['a cow']);
  expect(words(tell(written, 'a dog'))).toEqual(['a dog']);
  expect(words(write(tell(written, 'a dog'), 'a fox'))).toEqual(['a fox']);
  expect(reduce(written, { type: 'reworded', id: 'gone', prompt: 'x' })[0]).toBe(written);
});
