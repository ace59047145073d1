import { describe, expect, it, vi } from 'vitest';
import { asked, START, start } from './started.fixture.ts';
import { finishedPictures } from './state.ts';

describe('pictures', () => {
  it('shows pictures one by one and keeps each in the history', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a red house', count: 2 });
    const run = panel.making.generate();
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a red house', seed: 1000, count: 2, model: 'mini' });
    expect(panel.state.run?.slots.map(({ picture }) => picture)).toEqual([undefined, undefined]);
    host.engine.finish(0);
    expect(finishedPictures(panel.state.run)).toHaveLength(1);
    expect(panel.state.activity.kind).toBe('generating');
    host.engine.finish(1);
    host.engine.end();
    await run;
    expect(panel.state).toMatchObject({ activity: { kind: 'idle' }, run: { outcome: 'done' } });
    await vi.waitFor(() => expect(panel.state.history?.map(({ request }) => request.seed)).toEqual([1001, 1000]));
  });

  it('keeps finished pictures when cancelled, and says so rather than showing an error', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a red house', count: 3 });
    const run = panel.making.generate();
    await asked(host);
    host.engine.finish(0);
    panel.cancel();
    expect(panel.state.activity).toMatchObject({ cancelling: true });
    await run;
    expect(panel.state).toMatchObject({ activity: { kind: 'idle' }, run: { outcome: 'cancelled' } });
    expect(panel.state.problem).toBeUndefined();
    expect(finishedPictures(panel.state.run)).toHaveLength(1);
  });

  it('takes a random seed, the same, or the next one', async () => {
    const { host, panel } = await start();
    const seeds: (number | undefined)[] = [];
    for (const seedMode of ['random', 'fixed', 'next', 'next'] as const) {
      panel.form.edit({ prompt: 'a cat', seedMode, count: 2 });
      if (seedMode === 'fixed') panel.form.edit({ seed: '50' });
      const run = panel.making.generate();
      await asked(host, seeds.length + 1);
      host.engine.end();
      await run;
      seeds.push(host.engine.requests.at(-1)?.seed);
    }
    expect(seeds).toEqual([1000, 50, 50, 52]);
    expect(panel.state.form.seed).toBe('54');
  });
});

describe('a picture to start from', () => {
  it('goes into the request with its strength, and is not kept between visits', async () => {
    const { host, panel } = await start({
      startImages: { label: 'Selected layer', take: async () => ({ file: new Blob(), label: 'Sketch' }) },
    });
    panel.form.edit({ prompt: 'a house', strength: 0.3 });
    await panel.form.takeStartImage();
    void panel.making.generate();
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ startImage: START, strength: 0.3 });
    panel.dispose();
    expect(host.stored.get('form')).not.toHaveProperty('startImage');
    expect(host.stored.get('form')).toMatchObject({ strength: 0.3 });
  });
});
