import { afterAll, describe, expect, it } from 'vitest';
import { withModel } from '../form/form.ts';
import type { PanelEvent } from './events.ts';
import { MINI } from './host.fixture.ts';
import type { Ask } from './plan.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';
import { CANCELLED, FAILURES, JOBS, LISTS, pictureOf, randomOf, Watched } from './watched.fixture.ts';

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
