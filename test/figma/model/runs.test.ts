// Many pictures: what is shown while they wait, what is left when a run ends, and how it is undone.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlannedRun, Undo } from '../../../plugins/figma/src/contract.ts';
import { GREY, shape, text } from '../sketches.ts';
import { documents } from './documents.ts';
import { absoluteBox } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { contentOf, geometryOf, placement, png, startPlain } from './plain.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const photos = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    shape(`Photo ${i}`, { x: (i % 25) * 100, y: Math.floor(i / 25) * 100, fills: [GREY] }),
  );
const idsOf = (page: ModelLayer) => page.inside.map(({ id }) => id);
const planned = (layers: readonly string[], undo: Undo = 'together'): PlannedRun => ({
  ...{ layers, pictures: layers.length, place: 'fill', undo },
});
const waitingOn = (page: ModelLayer) => page.inside.filter(({ type }) => type === 'VECTOR');
const filled = (page: ModelLayer) =>
  page.inside.map(({ values }) => (values.fills as readonly { type: string }[]).some(({ type }) => type === 'IMAGE'));

describe('many layers, cancelled in the middle', () => {
  it.each([
    [500, 'together'],
    [120, 'each'],
  ] as const)('%d leave exactly the finished ones, undone %s', async (count, undo) => {
    const half = count / 2;
    const open = startPlain({ layers: photos(count) });
    const { page } = open.model;
    const [content, geometry, ids] = [contentOf(page), geometryOf(page), idsOf(page)];
    expect(await open.sandbox.beginRun(planned(ids, undo))).toEqual([]);
    expect(waitingOn(page)).toHaveLength(1);
    for (const [i, id] of ids.slice(0, half).entries()) {
      // whatever the person selects meanwhile
      if (i % 50 === 0) open.model.select([`Photo ${i}`]);
      await open.sandbox.place(placement(id));
    }
    await open.sandbox.endRun();
    expect(filled(page)).toEqual(ids.map((_, i) => i < half));
    expect(geometryOf(page)).toEqual(geometry);
    const { uncommitted, steps } = page.document;
    expect([uncommitted, steps.length]).toEqual([0, undo === 'each' ? half : 1]);
    if (undo === 'each') {
      open.model.undo();
      expect(filled(page)).toEqual(ids.map((_, i) => i < half - 1));
      expect(waitingOn(page)).toEqual([]);
      while (open.model.undo());
    } else {
      open.model.undo();
    }
    expect(contentOf(page)).toBe(content);
  });
});

it('every one of 500 selected layers is offered, with the size that is seen', async () => {
  const turned = photos(500).map((photo, i) => ({
    ...photo,
    name: `A house by the lake ${i}`,
    width: 80,
    rotation: 90,
  }));
  const { model, selections } = startPlain({ layers: turned });
  model.select(turned.map(({ name }) => name));
  await vi.waitFor(() => expect(selections.at(-1)?.offers).toHaveLength(500));
  for (const { width, height } of selections.at(-1)!.offers) expect([width, height]).toEqual([64, 80]);
});

describe('while layers wait', () => {
  it('one layer over all of them shows it, in no frame, and gets smaller with each', async () => {
    const turned = shape('Turned', { x: 500, y: 500, rotation: 90 });
    const { model, sandbox } = startPlain({ layers: [...photos(2), turned] });
    const { page } = model;
    await sandbox.beginRun(planned(idsOf(page)));
    const [waiting] = waitingOn(page);
    expect(waiting?.values).toMatchObject({ locked: true });
    expect(absoluteBox(waiting!)).toEqual({ x: 0, y: 0, width: 564, height: 500 });
    await sandbox.place(placement(model.find('Turned').id));
    expect(absoluteBox(waiting!)).toEqual({ x: 0, y: 0, width: 164, height: 64 });
    // it is no neighbour that must not be covered
    await sandbox.place(placement(model.find('Photo 0').id, { place: 'beside' }));
    await sandbox.place(placement(model.find('Photo 1').id));
    expect(waitingOn(page)).toEqual([]);
  });

  it.each<readonly [string, (open: ReturnType<typeof startPlain>) => unknown]>([
    ['cancelled', ({ sandbox }) => sandbox.endRun()],
    ['closed', ({ model }) => model.close()],
    ['replaced by another page', ({ openPage }) => openPage()],
    ['replaced by another run', ({ sandbox }) => sandbox.beginRun(planned([]))],
  ])('nothing of it is left when the run is %s', async (_, end) => {
    const open = startPlain({ layers: photos(3) });
    const { page } = open.model;
    const content = contentOf(page);
    await open.sandbox.beginRun(planned(idsOf(page)));
    await end(open);
    await vi.waitFor(() => expect(contentOf(page)).toBe(content));
    expect([page.document.uncommitted, page.document.steps]).toEqual([0, []]);
  });

  it('a run goes on without it where it cannot be drawn, and when a person deletes it', async () => {
    const { model, sandbox } = startPlain({ layers: photos(2) });
    const ids = idsOf(model.page);
    vi.spyOn(model.figma, 'createVector').mockImplementationOnce(() => {
      throw new Error('in createVector: not here');
    });
    await sandbox.beginRun(planned(ids));
    await sandbox.place(placement(ids[0]));
    await sandbox.endRun();
    await sandbox.beginRun(planned(ids));
    model.remove('Sana Studio: waiting for pictures');
    await sandbox.place(placement(ids[1]));
    await sandbox.endRun();
    expect([filled(model.page), waitingOn(model.page)]).toEqual([[true, true], []]);
  });

  it('what a plugin left that was killed is removed by the next one', async () => {
    const killed = startPlain({ layers: photos(2) });
    await killed.sandbox.beginRun(planned(idsOf(killed.model.page)));
    expect(waitingOn(killed.model.page)).toHaveLength(1);
    // no close event: only the page is new
    const { figma, page } = killed.model;
    const next = await import('../../../plugins/figma/src/main/run.ts');
    new next.Runs(figma).tidy();
    expect(waitingOn(page)).toEqual([]);
  });
});

it('a run in any document: what is finished stays, all else is as before, and undoing restores it', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.nat({ max: 8 }),
      fc.constantFrom<Undo>('together', 'each'),
      async (layers, count, undo) => {
        const open = startPlain({ layers });
        const { page } = open.model;
        const all = (at: ModelLayer): readonly string[] => at.inside.flatMap(layer => [layer.id, ...all(layer)]);
        const [content, geometry, ids] = [contentOf(page), geometryOf(page), all(page)];
        const refused = new Set((await open.sandbox.beginRun(planned(ids, undo))).map(({ id }) => id));
        let done = 0;
        for (const id of ids.filter(layer => !refused.has(layer)).slice(0, count)) {
          await open.sandbox.place(placement(id));
          done++;
        }
        await open.sandbox.endRun();
        const after = geometryOf(page);
        for (const [id, was] of geometry) expect(after.get(id)).toBe(was);
        expect(page.document.steps.length).toBe(undo === 'each' ? done : Math.min(1, done));
        while (open.model.undo());
        expect(contentOf(page)).toBe(content);
      },
    ),
    { numRuns: 60, seed: 14 },
  );
});

describe('a plugin that is run again', () => {
  it('stays as it is, with its engine, and goes to the layer', async () => {
    const stored = '{"prompt":"a moon","seed":1}';
    const open = startPlain({ layers: [shape('Hero'), text('Words', 'a cat')] });
    const { model, shown, runs, selections } = open;
    model.run('open');
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    model.find('Hero').pluginData.set('request', stored);
    model.select(['Hero']);
    model.run('regenerate');
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(runs[0]).toMatchObject({ offers: [{ id: model.find('Hero').id, prompt: 'a moon', request: stored }] });
    expect(runs[0]).not.toHaveProperty('prompt');
    model.run('open');
    await vi.waitFor(() => expect(selections.at(-1)?.offers).toMatchObject([{ prompt: 'a moon' }]));
    expect([shown.length, runs.length]).toEqual([1, 1]);
  });

  it('makes the picture of the selected layer itself again, whatever is in it', async () => {
    const card = shape('Card', {
      ...{ type: 'FRAME', width: 200, height: 100, rotation: 90 },
      children: [shape('Image', { width: 200, height: 60 }), text('Title', 'a boat')],
    });
    const { model, runs } = startPlain({ layers: [card] });
    const { id, pluginData } = model.find('Card');
    pluginData.set('request', '{"prompt":"a moon","seed":1}');
    model.select(['Card']);
    model.run('regenerate');
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(runs[0]?.offers).toMatchObject([{ id, label: 'Card', prompt: 'a moon', width: 100, height: 200 }]);
  });

  it('does not make the same again when its page is loaded again', async () => {
    const open = startPlain({ layers: [shape('Hero')] });
    open.model.select(['Hero']);
    open.model.run('regenerate');
    await vi.waitFor(() => expect(open.runs).toHaveLength(1));
    const again = open.openPage();
    await vi.waitFor(() => expect(again.selections.length).toBeGreaterThan(0));
    await again.sandbox.look();
    expect(again.runs).toEqual([]);
  });
});

it('what the plugin assumes is tried on layers of its own, which are gone afterwards', async () => {
  const open = startPlain({ layers: [shape('Photo')] });
  const { page } = open.model;
  const content = contentOf(page);
  const { probes, turned } = await open.sandbox.selfTest(png(64, 64));
  expect(probes.filter(({ assumed, found }) => assumed !== '' && found !== assumed)).toEqual([]);
  expect(probes.length).toBeGreaterThanOrEqual(6);
  expect(turned).toEqual(png(64, 64));
  expect(contentOf(page)).toBe(content);
  expect([page.document.uncommitted, page.document.steps]).toEqual([0, []]);
  const dev = startPlain({ layers: [], editor: 'dev' });
  await expect(dev.sandbox.selfTest(png())).rejects.toMatchObject({ told: { data: { refusal: 'read-only' } } });
});
