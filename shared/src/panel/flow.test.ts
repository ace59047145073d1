import { describe, expect, it, vi } from 'vitest';
import type { PromptOffer } from '../host.ts';
import { placesTakingWords } from './rows.ts';
import { asked, finish, selecting } from './started.fixture.ts';
import { finishedPictures } from './state.ts';

const HERO: PromptOffer = { id: '1', label: 'Hero', prompt: 'a harbour', width: 320, height: 200 };
const CARD: PromptOffer = { id: '2', label: 'Card', prompt: 'a market', width: 64, height: 64 };
const EMPTY: PromptOffer = { id: '3', label: 'Frame 3', prompt: '', width: 100, height: 50 };

const targets = (panel: Awaited<ReturnType<typeof selecting>>['panel']) =>
  finishedPictures(panel.state.run).map(({ target }) => target);

describe('what is selected at the click', () => {
  it('is where the picture goes, with its size and the words as they stand', async () => {
    const { panel, select, make } = await selecting(HERO);
    expect(await make()).toMatchObject([{ prompt: 'a harbour', width: 320, height: 200 }]);
    expect(targets(panel)).toEqual(['1']);
    select(CARD);
    panel.form.write('a dog');
    expect(await make()).toMatchObject([{ prompt: 'a dog', width: 64, height: 64 }]);
    expect(targets(panel)).toEqual(['2']);
    select();
    expect(await make()).toMatchObject([{ width: 256, height: 256 }]);
    expect(targets(panel)).toEqual([undefined]);
  });

  it('keeps the person’s words for a place, and takes those that were written for none where it has none', async () => {
    const { panel, select, make } = await selecting(HERO);
    panel.form.write('a lighthouse');
    select(EMPTY);
    expect(await make()).toMatchObject([{ prompt: 'a lighthouse', width: 100, height: 50 }]);
    panel.form.write('');
    expect(await panel.making.generate()).toBe('prompt');
    select(HERO, CARD);
    expect(await make()).toMatchObject([{ prompt: 'a lighthouse' }, { prompt: 'a market' }]);
  });

  it('takes a size of the person’s own until something else is selected', async () => {
    const { panel, select, make } = await selecting(HERO);
    panel.form.resize({ width: '128' });
    expect(await make()).toMatchObject([{ width: 128, height: 200 }]);
    select(CARD);
    panel.form.scalePlace(2);
    expect(await make()).toMatchObject([{ width: 128, height: 128 }]);
  });

  it('may be understood as a whole, when the person picks that', async () => {
    const all = { id: 'all', label: 'Both', prompt: 'a harbour\na market', repeats: true };
    const { panel, select, make } = await selecting(HERO, CARD, all);
    panel.dispatch({ type: 'picked', id: 'all' });
    expect(await make()).toMatchObject([{ prompt: 'a harbour\na market' }]);
    select(HERO, CARD);
    expect(await make()).toHaveLength(2);
  });
});

it('tells how many of several places take the prompt of an earlier picture', async () => {
  const { panel, select } = await selecting(HERO, CARD, EMPTY);
  expect(placesTakingWords(panel.state)).toEqual({ taking: 1, places: 3 });
  panel.dispatch({ type: 'reworded', id: EMPTY.id, prompt: 'a door' });
  expect(placesTakingWords(panel.state)).toEqual({ taking: 0, places: 3 });
  select(HERO);
  expect(placesTakingWords(panel.state)).toBeUndefined();
});

it('adds one style to all prompts, and keeps what was drawn apart from how', async () => {
  const { panel, make } = await selecting(HERO, CARD);
  panel.form.edit({ style: ' flat, pastel ' });
  expect(await make()).toMatchObject([
    { prompt: 'a harbour, flat, pastel', style: 'flat, pastel' },
    { prompt: 'a market, flat, pastel', style: 'flat, pastel' },
  ]);
});

it('makes each place with the same seed only when that was chosen', async () => {
  const { panel, make } = await selecting(HERO, CARD);
  const seeds = async () => (await make()).map(({ seed }) => seed);
  expect(await seeds()).toEqual([1000, 1001]);
  panel.form.edit({ seedMode: 'fixed', seed: '7' });
  expect(await seeds()).toEqual([7, 7]);
  panel.form.edit({ seedMode: 'next', seed: '7', count: 2 });
  expect(await seeds()).toEqual([7, 9]);
  expect(panel.state.form.seed).toBe('11');
});

describe('again', () => {
  it('is the same with another seed, beside the one before and for its place, whatever is selected', async () => {
    const { host, panel, select, make } = await selecting(HERO, CARD);
    panel.form.edit({ style: 'ink', steps: '9' });
    await make();
    select(EMPTY);
    panel.form.edit({ style: 'oil', steps: '3' });
    const [first, second] = panel.state.run!.slots;
    const again = panel.making.again(first!);
    await asked(host, 3);
    finish(host);
    await again;
    const [before, , now] = host.engine.requests;
    expect({ ...now, seed: before?.seed }).toMatchObject(before!);
    expect(now?.seed).toBe(1002);
    expect(panel.state.run?.slots.map(({ target, picture }) => [target?.id, picture?.request.seed])).toEqual([
      ['1', 1000],
      ['1', 1002],
      ['2', second?.picture?.request.seed],
    ]);
    expect(panel.state.form.seedMode).toBe('random');
  });

  it('goes as far from the picture as is asked for', async () => {
    const { host, panel, make } = await selecting(HERO);
    await make();
    void panel.making.again(panel.state.run!.slots[0]!, 'small');
    await asked(host, 2);
    expect(host.engine.requests[1]).toMatchObject({ seed: 1000, variation: 0.15, variationSeed: 1001 });
  });

  it('of an earlier picture is for what is selected now, by the model that is chosen now', async () => {
    const { host, panel, select, make } = await selecting(HERO);
    await make();
    const { request } = panel.state.run!.slots[0]!.picture!;
    select(CARD);
    void panel.making.againHere({ request: { ...request, model: 'other', steps: 50 } });
    await asked(host, 2);
    expect(host.engine.requests[1]).toMatchObject({ prompt: 'a harbour', model: 'mini', steps: 16, width: 64 });
    finish(host);
    await vi.waitFor(() => expect(targets(panel)).toEqual(['2']));
  });
});

it('makes pictures anew whose words have changed since, with their own settings', async () => {
  const request = {
    ...{ prompt: 'a cat, ink', style: 'ink', negativePrompt: '', steps: 5, guidanceScale: 1, model: 'mini' },
    ...{ width: 64, height: 64, seed: 4, count: 1, sampler: 'dpm2' as const },
  };
  const { host, panel } = await selecting(HERO, { ...CARD, prompt: 'a dog', request, outdated: true });
  void panel.making.update();
  await asked(host);
  expect(host.engine.requests).toMatchObject([{ prompt: 'a dog, ink', steps: 5, seed: 1000 }]);
});
