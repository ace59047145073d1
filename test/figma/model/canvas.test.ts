// Whatever is done with whatever document: nothing else moves, a refusal leaves nothing behind, undoing brings all back.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place, Remark } from '../../../plugins/figma/src/contract.ts';
import { documents } from './documents.ts';
import { absoluteBox, intersection, seenBox } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { contentOf, geometryOf, placement, startPlain } from './plain.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

/** The same documents each time; other seeds were tried by the thousand. */
const RUNS = { numRuns: 80, seed: 14 };
const places = fc.constantFrom<Place>('fill', 'beside', 'replace');

type Open = ReturnType<typeof startPlain>;

const layersOf = (page: ModelLayer): readonly ModelLayer[] => page.inside.flatMap(layer => [layer, ...layersOf(layer)]);
/** Layers of the page that were not there before. */
const added = (page: ModelLayer, before: ReadonlySet<string>) => layersOf(page).filter(({ id }) => !before.has(id));
const chosen = ({ model }: Open, which: number): ModelLayer => {
  const all = layersOf(model.page);
  return all[which % all.length]!;
};
const placed = (open: Open, layer: ModelLayer, place: Place): Promise<readonly Remark[] | undefined> =>
  open.sandbox.place(placement(layer.id, { place })).catch(() => undefined);

describe('one picture', () => {
  it('moves and resizes nothing, and leaves nothing when it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), places, async (layers, which, place) => {
        const open = startPlain({ layers });
        const { page } = open.model;
        const [content, geometry] = [contentOf(page), geometryOf(page)];
        const remarks = await placed(open, chosen(open, which), place);
        const after = geometryOf(page);
        for (const [id, was] of geometry) expect(after.get(id)).toBe(was);
        if (remarks) return;
        expect(contentOf(page)).toBe(content);
        expect([page.document.uncommitted, page.document.steps]).toEqual([0, []]);
      }),
      RUNS,
    );
  });

  it('is one step, and undoing it restores the document', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), places, async (layers, which, place) => {
        const open = startPlain({ layers });
        const { page } = open.model;
        const content = contentOf(page);
        fc.pre((await placed(open, chosen(open, which), place)) !== undefined);
        expect([page.document.uncommitted, page.document.steps.length]).toEqual([0, 1]);
        open.model.undo();
        expect(contentOf(page)).toBe(content);
      }),
      RUNS,
    );
  });

  it('is refused by the check before exactly when it is refused then', async () => {
    await fc.assert(
      fc.asyncProperty(documents, places, async (layers, place) => {
        const open = startPlain({ layers });
        const { page } = open.model;
        const [content, ids] = [contentOf(page), layersOf(page).map(({ id }) => id)];
        const refused = await open.sandbox.beginRun({ layers: ids, pictures: ids.length, place, undo: 'each' });
        await open.sandbox.endRun();
        expect(contentOf(page)).toBe(content);
        expect([page.document.uncommitted, page.document.steps]).toEqual([0, []]);
        const layer = layersOf(page).find(({ id }) => id === ids.at(-1))!;
        const done = await placed(open, layer, place);
        expect(done === undefined).toBe(refused.some(({ id }) => id === layer.id));
      }),
      RUNS,
    );
  });

  it('beside is seen whole, upright, and covers nothing that is beside it, the second time neither', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), async (layers, which) => {
        const open = startPlain({ layers });
        const { page } = open.model;
        const layer = chosen(open, which);
        const ids = new Set(layersOf(page).map(({ id }) => id));
        const pictures: ModelLayer[] = [];
        for (let i = 0; i < 3; i++) {
          const remarks = await placed(open, layer, 'beside');
          fc.pre(remarks !== undefined);
          const [picture] = added(page, new Set([...ids, ...pictures.map(({ id }) => id)]));
          pictures.push(picture!);
          const box = absoluteBox(picture!);
          if (!remarks!.includes('hidden')) {
            const seen = seenBox(picture!);
            for (const side of ['x', 'y', 'width', 'height'] as const) expect(seen?.[side]).toBeCloseTo(box[side], 3);
          }
          expect([box.width, box.height]).toEqual([
            expect.closeTo(picture!.values.width, 3),
            expect.closeTo(picture!.values.height, 3),
          ]);
          const target = seenBox(layer);
          if (target) expect(intersection(box, target)).toBeUndefined();
        }
        for (const one of pictures) {
          for (const other of pictures) {
            if (one !== other) expect(intersection(absoluteBox(one), absoluteBox(other))).toBeUndefined();
          }
        }
      }),
      RUNS,
    );
  });
});
