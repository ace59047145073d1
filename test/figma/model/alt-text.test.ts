import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GREY, shape } from '../sketches.ts';
import { contentOf, placement, startPlain } from './plain.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const request = (prompt: string) => JSON.stringify({ prompt });

/** Three places, of which the first two show pictures that were made here. */
async function withPictures() {
  const layers = ['One', 'Two', 'Three'].map((name, i) => shape(name, { x: i * 200, y: 0, fills: [GREY] }));
  const open = startPlain({ layers });
  const { page } = open.model;
  const [one, two] = page.inside;
  await open.sandbox.place(placement(one!.id, { request: request('A red fox. It is cold.') }));
  await open.sandbox.place(placement(two!.id, { request: request('An owl\nat night') }));
  return { ...open, page, one: one!, two: two!, three: page.inside[2]! };
}
const labels = (layer: { readonly values: { readonly annotations: unknown } }) =>
  (layer.values.annotations as readonly { readonly label?: string }[]).map(({ label }) => label);

it('is written for every selected picture that was made here, in one step, and is no prompt afterwards', async () => {
  const { model, sandbox, selections, page, one, two, three } = await withPictures();
  model.change('One', { annotations: [{ label: 'A fox in the snow', labelMarkdown: 'A fox in the **snow**' }] });
  // a person's change is a step of its own
  model.figma.commitUndo();
  model.select(['One', 'Two', 'Three']);
  await vi.waitFor(() => expect(selections.at(-1)!.offers).toHaveLength(3));
  await sandbox.look();
  const before = selections.at(-1)!.offers;
  expect(before[0]!.main).toBe('A fox in the snow');
  const [content, steps] = [contentOf(page), page.document.steps.length];
  expect(await sandbox.altTexts({ layers: [], replace: false })).toEqual({
    ...{ pictures: 2, written: 2, same: 0, kept: [], refused: [] },
  });
  // what a person has written is written again as they have written it
  expect(one.values.annotations).toEqual([
    { labelMarkdown: 'A fox in the **snow**' },
    { label: 'A red fox', categoryId: 'category:1' },
  ]);
  expect(labels(two)).toEqual(['An owl at night']);
  expect(labels(three)).toEqual([]);
  await sandbox.look();
  const { offers } = JSON.parse(JSON.stringify(selections.at(-1))) as { offers: typeof before };
  expect(offers.slice(1)).toEqual(before.slice(1));
  expect([page.document.steps.length, page.document.uncommitted]).toEqual([steps + 1, 0]);
  model.undo();
  expect(contentOf(page)).toBe(content);
});

it('takes what is there of its category for no prompt after the file is opened again', async () => {
  const { model, sandbox, two } = await withPictures();
  await sandbox.altTexts({ layers: [two.id], replace: false });
  const again = startPlain({
    layers: [
      shape('Place', {
        x: 0,
        y: 0,
        fills: [GREY],
        annotations: [{ label: 'An owl', categoryId: 'category:1' }],
      } as never),
    ],
    shared: JSON.parse(model.describe()).shared,
  });
  again.model.select(['Place']);
  await vi.waitFor(() => expect(again.selections.at(-1)?.offers[0]).toMatchObject({ label: 'Place', prompt: 'Place' }));
});

it('leaves the text of a person, until they say that it gives way, and what cannot be written', async () => {
  const { model, sandbox, one, two } = await withPictures();
  await sandbox.altTexts({ layers: [one.id], replace: false });
  const [{ categoryId }] = one.values.annotations as readonly [{ readonly categoryId: string }];
  model.change('One', { annotations: [{ label: 'My fox', categoryId }] });
  model.change('Two', { locked: true });
  model.select(['One', 'Two']);
  expect(await sandbox.altTexts({ layers: [], replace: false })).toEqual({
    ...{ pictures: 2, written: 0, same: 0, refused: ['Two'] },
    kept: [{ id: one.id, label: 'One', before: 'My fox', after: 'A red fox' }],
  });
  expect([labels(one), labels(two)]).toEqual([['My fox'], []]);
  expect(await sandbox.altTexts({ layers: [one.id], replace: true })).toMatchObject({ written: 1, kept: [] });
  expect(await sandbox.altTexts({ layers: [one.id], replace: false })).toMatchObject({ written: 0, same: 1 });
  expect(labels(one)).toEqual(['A red fox']);
  model.select(['Three']);
  expect(await sandbox.altTexts({ layers: [], replace: false })).toMatchObject({ pictures: 0, written: 0 });
});

it('is asked for by a command before the panel is there', async () => {
  const { model, runs } = await withPictures();
  model.select(['One']);
  model.run('alt-texts');
  await vi.waitFor(() => expect(runs).toEqual([{ offers: [], altTexts: true }]));
});
