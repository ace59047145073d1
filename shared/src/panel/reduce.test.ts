import { SanaError } from '@sana-studio/core';
import { describe, expect, it } from 'vitest';
import { withModel } from '../form/form.ts';
import { ENTRIES } from './host.fixture.ts';
import { reduce } from './reduce.ts';
import { readRuns, restOf } from './runs.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';
import { askFor, CANCELLED, JOBS, LARGEST_SEED, LISTS, pictureOf, Watched } from './watched.fixture.ts';

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
