import { expect, it, vi } from 'vitest';
import type { PanelPicture } from '../host.ts';
import { en } from '../locales/en.ts';
import { announcement } from './announcements.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';
import { tools } from './started.fixture.ts';

/** A panel that has made pictures of one prompt, whose scores are these. */
async function madeWith(scores: readonly number[] | undefined, before: (panel: PanelController) => void = () => {}) {
  const rank = vi.fn(async (_: readonly PanelPicture[]) => scores && { by: 'a scorer', scores });
  const host = fakeHost();
  const panel = new PanelController({ ...host, ranker: { rank } }, tools());
  await panel.start();
  const spoken: string[] = [];
  let last = panel.state;
  panel.subscribe(now => {
    spoken.push(...[announcement(last, now, en)].flatMap(words => words ?? []));
    last = now;
  });
  before(panel);
  panel.form.edit({ prompt: 'a cat', count: scores?.length ?? 2, seedMode: 'fixed', seed: '1' });
  const run = panel.making.generate();
  await vi.waitFor(() => expect(host.engine.requests).toHaveLength(1));
  for (let index = 0; index < (scores?.length ?? 2); index++) host.engine.finish(index);
  host.engine.end();
  await run;
  await vi.waitFor(() => expect(rank.mock.results.length).toBe((scores?.length ?? 2) > 1 ? 1 : 0));
  await Promise.all(rank.mock.results.map(({ value }) => value));
  await undefined;
  const slots = panel.state.run!.slots;
  return { panel, rank, spoken, seeds: slots.map(({ picture }) => picture!.request.seed), slots };
}

it('puts the best match first, and the others behind it by their scores; of equal ones the earlier', async () => {
  const { seeds, slots, spoken, rank } = await madeWith([20, 31.25, 20, 33]);
  expect(seeds).toEqual([4, 2, 1, 3]);
  expect(slots.map(({ match }) => [match!.score, match!.isBest])).toEqual([
    [33, true],
    [31.25, false],
    [20, false],
    [20, false],
  ]);
  expect(en.match(31.25, slots[1]!.match!.by)).toBe('Match 31.3, by a scorer');
  expect(spoken.at(-1)).toBe('The best match comes first now.');
  expect(rank.mock.calls[0]![0].map(({ request }) => request.seed)).toEqual([1, 2, 3, 4]);
});

it('moves none while the person is at one of them, and says where the best is', async () => {
  const held: number[][] = [];
  const { seeds, slots, spoken } = await madeWith([20, 30, 10], panel => {
    panel.isHeld = ids => held.push([...ids]) > 0;
  });
  expect(seeds).toEqual([1, 2, 3]);
  expect(slots.findIndex(({ match }) => match?.isBest)).toBe(1);
  expect(spoken.at(-1)).toBe('The best match is picture 2.');
  expect(held).toEqual([slots.map(({ id }) => id)]);
});

it('says nothing where nothing knows such pictures, nor of one alone', async () => {
  const unknown = await madeWith(undefined);
  expect([unknown.seeds, unknown.slots.some(({ match }) => match)]).toEqual([[1, 2], false]);
  const { rank } = await madeWith([3]);
  expect(rank).not.toHaveBeenCalled();
});

it('does not move what already stands in the document', async () => {
  const { panel, slots } = await madeWith(undefined);
  const ids = slots.map(({ id }) => id);
  const ranking = { by: 'a scorer', scores: [1, 2] };
  // as if they had been for a place
  const target = { id: 'place', label: 'Line 1' };
  const state = { ...panel.state, run: { ...panel.state.run!, slots: slots.map(slot => ({ ...slot, target })) } };
  const { reduce } = await import('./reduce.ts');
  const [shown] = reduce(
    { ...state, applied: new Map([['place', ids[0]!]]) },
    { type: 'ranked', slots: ids, ranking, moves: true },
  );
  expect(shown.run!.slots.map(({ id }) => id)).toEqual(ids);
  const [moved] = reduce(state, { type: 'ranked', slots: ids, ranking, moves: true });
  expect(moved.run!.slots.map(({ id }) => id)).toEqual([...ids].reverse());
});
