import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { PictureAction } from '../host.ts';
import { asked, finish, start } from './started.fixture.ts';
import { finishedPictures } from './state.ts';

describe('places in the document', () => {
  const offers = [
    { id: '1', prompt: 'a cat', label: 'Cat', width: 300, height: 200 },
    { id: '2', prompt: '', label: 'Empty' },
    { id: '3', prompt: 'a dog', label: 'Dog', width: 50, height: 50 },
    { id: 'all', prompt: 'a cat\na dog', label: 'Together', repeats: true },
  ];

  it('each get a picture of their own size, which the automatic action puts there', async () => {
    const inserted: unknown[] = [];
    const insert: PictureAction = {
      id: 'insert',
      automatic: ({ when }) => when === 'ready',
      async run({ target, request: { prompt, width, height } }, choices) {
        if (target === '3') throw new SanaError('document-refused:locked', { layer: 'Hero' });
        inserted.push({ target, prompt, width, height, choices });
        return undefined;
      },
    };
    const choices = [{ id: 'when', label: 'Insert', options: [{ value: 'ready', label: 'When ready' }] }];
    const { host, panel } = await start({ actions: [insert], choices, largestSide: 512 });
    panel.form.edit({ placeScale: 2 });
    const run = panel.making.generateEach(offers);
    await asked(host);
    expect(panel.state.run?.slots.map(({ target }) => target?.label)).toEqual(['Cat', 'Dog']);
    host.engine.finish(0);
    host.engine.progress(8);
    expect(panel.state.activity).toMatchObject({ progress: { picture: 0, pictures: 2, fraction: 0.25 } });
    host.engine.end();
    await asked(host, 2);
    host.engine.finish(0);
    host.engine.end();
    await run;
    expect(inserted).toEqual([{ target: '1', prompt: 'a cat', width: 512, height: 341, choices: { when: 'ready' } }]);
    expect(panel.state.run).toMatchObject({
      outcome: 'done',
      slots: [{}, { failure: { reason: 'document-refused:locked' } }],
    });
    expect(panel.state.run?.slots[1]).toHaveProperty('picture');
  });

  it('tell the automatic action how many there are with one picture each, none where there is something to choose from', async () => {
    const told: number[] = [];
    const insert: PictureAction = {
      id: 'insert',
      automatic: (_, places) => told.push(places) > 0 && places > 1,
      run: async () => undefined,
    };
    const { host, panel } = await start({ actions: [insert] });
    const make = async (count: number, ...places: readonly (typeof offers)[number][]) => {
      told.length = 0;
      panel.form.edit({ count });
      const times = host.engine.requests.length;
      const run = panel.making.generateEach(places);
      for (let place = 1; place <= places.length; place++) {
        await asked(host, times + place);
        finish(host);
      }
      await run;
      return [...new Set(told)];
    };
    expect(await make(1, offers[0]!, offers[2]!)).toEqual([2]);
    expect(panel.state.applied.size).toBe(2);
    expect(await make(1, offers[0]!)).toEqual([1]);
    expect(await make(2, offers[0]!, offers[2]!)).toEqual([0]);
  });

  it('lose nothing that was made when a run is cancelled between them', async () => {
    const { host, panel } = await start();
    const run = panel.making.generateEach(offers);
    await asked(host);
    host.engine.finish(0);
    host.engine.end();
    await asked(host, 2);
    panel.cancel();
    await run;
    expect(finishedPictures(panel.state.run).map(({ target }) => target)).toEqual(['1']);
    expect(panel.state.run?.outcome).toBe('cancelled');
  });

  describe('whose host keeps them', () => {
    const refusal = new SanaError('document-refused:locked', { layer: 'Cat' });
    async function keep(refused: readonly string[]) {
      const begin = vi.fn(async () => new Map(refused.map(target => [target, refusal])));
      const end = vi.fn();
      const { host, panel } = await start({ runs: { begin, end } });
      return { host, panel, begin, end };
    }

    it('are told before anything is computed; those that take no picture are left out, the others are made', async () => {
      const { host, panel, begin, end } = await keep(['1']);
      const run = panel.making.generateEach(offers);
      await asked(host);
      expect(begin.mock.calls).toEqual([[{ targets: ['1', '3'], pictures: 2 }, {}]]);
      expect(host.engine.requests).toMatchObject([{ prompt: 'a dog' }]);
      expect(end).not.toHaveBeenCalled();
      host.engine.finish(0);
      host.engine.end();
      await run;
      expect(panel.state.run).toMatchObject({
        outcome: 'done',
        slots: [{ failure: { reason: 'document-refused:locked' } }, { picture: { target: '3' } }],
      });
      expect([begin.mock.calls.length, end.mock.calls.length]).toEqual([1, 1]);
    });

    it('say why when the only one takes none', async () => {
      const { host, panel, end } = await keep(['1']);
      await panel.making.generateEach(offers.slice(0, 1));
      expect(panel.state.problem?.error.reason).toBe('document-refused:locked');
      expect([host.engine.requests.length, end.mock.calls.length]).toEqual([0, 1]);
    });

    it('are over when they are cancelled while they are told, and when the panel is gone', async () => {
      const { host, panel, end } = await keep([]);
      const run = panel.making.generateEach(offers);
      panel.cancel();
      await run;
      expect(panel.state.run?.outcome).toBe('cancelled');
      expect([host.engine.requests.length, end.mock.calls.length]).toEqual([0, 1]);
      void panel.making.generateEach(offers);
      await asked(host);
      panel.dispose();
      expect(end).toHaveBeenCalledTimes(2);
    });
  });

  it('say why when all of them are left out', async () => {
    const { host, panel } = await start();
    await panel.making.generateEach([{ ...offers[0]!, leftOut: 'It is locked.' }]);
    expect([panel.state.notice, host.engine.requests]).toEqual(['It is locked.', []]);
  });

  it('take the words of the form when they have none, and say so when there are none at all', async () => {
    const { host, panel } = await start();
    expect(await panel.making.generateEach([offers[1]!])).toBe('prompt');
    panel.form.edit({ prompt: 'a bird' });
    void panel.making.generateEach([offers[1]!]);
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a bird' });
  });
});
