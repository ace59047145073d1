import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PanelPicture } from '../host.ts';
import { fakeHost, MINI } from './host.fixture.ts';
import { KeptPictures } from './kept-pictures.ts';
import { reduce } from './reduce.ts';
import { INITIAL_STATE, type PanelState } from './state.ts';

function picture(seed: number): PanelPicture {
  const request = { ...MINI.defaults, prompt: `picture ${seed}`, negativePrompt: '', style: '', seed, count: 1 };
  return { png: new Blob([String(seed)]), request, replaced: [] };
}

async function start(pictures: number) {
  const panel = {
    host: fakeHost(),
    state: INITIAL_STATE as PanelState,
    dispatch(event: Parameters<typeof reduce>[1]) {
      [panel.state] = reduce(panel.state, event);
    },
  };
  const kept = new KeptPictures(panel, async png => png);
  for (let seed = 0; seed < pictures; seed++) await kept.keep(picture(seed));
  return {
    kept,
    seeds: () => panel.state.history?.map(({ request }) => request.seed),
    entries: () => panel.state.history!,
  };
}

it('puts back all that was deleted, each picture in its old place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat(), { maxLength: 8 }), async (pictures, picks) => {
      const { kept, seeds, entries } = await start(pictures);
      const before = seeds();
      const deleted: number[] = [];
      for (const pick of picks) {
        const entry = entries()[pick % Math.max(1, entries().length)];
        if (!entry) break;
        deleted.push(entry.request.seed);
        await kept.remove(entry);
      }
      expect(seeds()).toEqual(before!.filter(seed => !deleted.includes(seed)));
      await kept.undo();
      expect(seeds()).toEqual(before);
      for (const entry of entries())
        expect(await (await kept.open(entry))?.png.text()).toBe(String(entry.request.seed));
    }),
    { numRuns: 40 },
  );
});

it('does not put back what was let go of', async () => {
  const { kept, seeds, entries } = await start(2);
  await kept.remove(entries()[0]!);
  kept.forget();
  await kept.undo();
  expect(seeds()).toEqual([0]);
});
