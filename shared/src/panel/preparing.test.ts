import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { ModelEntry } from '../host.ts';
import { PanelController } from './controller.ts';
import { ENTRIES, fakeHost, fakeModels, MINI } from './host.fixture.ts';
import { asked, start, tools } from './started.fixture.ts';
import { isWaiting } from './state.ts';

describe('the model', () => {
  it('loads the first model and fills in what that model recommends', async () => {
    const { host, panel } = await start();
    expect(host.engine.loads).toEqual(['mini']);
    expect(panel.state).toMatchObject({
      activity: { kind: 'idle' },
      form: { model: 'mini', width: '256', height: '256', steps: '16', guidanceScale: '2' },
    });
  });

  it.each([false, true])(
    'makes what was asked for while the model was being made ready, by the form as it was; cancelled: %s',
    async cancelled => {
      const host = fakeHost();
      let release = () => {};
      host.engine.load = (_model, { signal }) =>
        new Promise((resolve, reject) => {
          release = () => resolve(MINI);
          signal.addEventListener('abort', () => reject(new SanaError('cancelled')));
        });
      host.stored.set('form', { prompt: 'a cat' });
      const panel = new PanelController(host, tools());
      const started = panel.start();
      await vi.waitFor(() => expect(panel.state.activity.kind).toBe('preparing'));
      const first = panel.making.generate();
      panel.form.write('a dog');
      const second = panel.making.generate();
      expect(isWaiting(panel.state)).toBe(true);
      if (cancelled) {
        panel.cancel();
        await Promise.all([started, first]);
        // what waited for its turn goes on when the person says so
        expect([host.engine.requests, panel.state.queue.length]).toEqual([[], 1]);
        return;
      }
      release();
      await asked(host);
      host.engine.end();
      await Promise.all([started, first]);
      await asked(host, 2);
      host.engine.end();
      await second;
      expect(host.engine.requests).toMatchObject([
        { prompt: 'a cat', steps: 16 },
        { prompt: 'a dog', steps: 16 },
      ]);
      expect(panel.state).toMatchObject({ activity: { kind: 'idle' }, queue: [] });
    },
  );

  it('makes what was asked for before the form was there by that form', async () => {
    const host = fakeHost();
    host.stored.set('form', { prompt: 'a cat', width: '64', height: '96', steps: '3', style: 'ink' });
    const panel = new PanelController(host, tools());
    void panel.start();
    const run = panel.making.generateEach([
      { id: '', label: '', prompt: 'a dog' },
      { id: '1', label: 'One', prompt: '' },
    ]);
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a dog, ink', width: 64, height: 96, steps: 3 });
    host.engine.end();
    await asked(host, 2);
    expect(host.engine.requests[1]).toMatchObject({ prompt: 'a cat, ink' });
    host.engine.end();
    await run;
  });

  it('makes what was asked for before it knew of any model', async () => {
    const host = fakeHost();
    const panel = new PanelController(host, tools());
    void panel.start();
    const run = panel.making.generateEach([{ id: '1', label: 'One', prompt: 'a dog' }]);
    await asked(host);
    expect(host.engine.loads).toEqual(['mini']);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a dog', model: 'mini' });
    host.engine.end();
    await run;
  });

  it('forgets what was asked for before it knew of any model when that is cancelled', async () => {
    const host = fakeHost();
    const panel = new PanelController(host, tools());
    const started = panel.start();
    const run = panel.making.generateEach([{ id: '1', label: 'One', prompt: 'a dog' }]);
    panel.cancel();
    expect(isWaiting(panel.state)).toBe(false);
    await Promise.all([started, run]);
    expect(panel.state.loaded?.id).toBe('mini');
    expect(host.engine.requests).toEqual([]);
  });

  it('stays usable when the engine cannot be reached, and tries to load again', async () => {
    const host = fakeHost();
    host.engine.failure = new SanaError('worker-failed:page-silent', { url: 'https://engine.example' });
    const panel = new PanelController(host, tools());
    await panel.start();
    expect(panel.state).toMatchObject({
      activity: { kind: 'idle' },
      problem: { error: { code: 'worker-failed' }, retry: 'load' },
    });
    host.engine.failure = undefined;
    await panel.retry();
    expect(panel.state.loaded?.id).toBe('mini');
    expect(panel.state.problem).toBeUndefined();
  });

  it('shows no models rather than waiting for them when they could not be listed, and lists them again on demand', async () => {
    const { host, panel } = await start({
      models: fakeModels(
        vi
          .fn<() => Promise<readonly ModelEntry[]>>()
          .mockRejectedValueOnce(new SanaError('worker-failed:page-silent', { url: 'https://engine.example' }))
          .mockResolvedValue(ENTRIES),
      ),
    });
    expect(panel.state).toMatchObject({ models: [], problem: { retry: 'load' } });
    await panel.retry();
    expect(panel.state.models).toBe(ENTRIES);
    expect(host.engine.loads).toEqual(['mini']);
  });

  it('fetches a model that is not here before it loads it', async () => {
    const download = vi.fn(async () => {});
    const { host, panel } = await start({
      models: {
        ...fakeModels(async () => [{ id: 'large', title: 'L', state: { kind: 'needs-download', bytes: 3e9 } }]),
        download,
      },
    });
    expect(host.engine.loads).toEqual([]);
    await panel.models.load();
    expect(download).toHaveBeenCalledWith('large', expect.any(AbortSignal));
    expect(host.engine.loads).toEqual(['large']);
  });
});

it('takes the first model when the list can be had only at the second try', async () => {
  let tries = 0;
  const list = async () => {
    if (tries++ === 0) throw new SanaError('worker-failed:page-silent', { url: 'https://engine.example' });
    return ENTRIES;
  };
  const { host, panel } = await start({ models: fakeModels(list) });
  expect(panel.state.problem).toMatchObject({ error: { code: 'worker-failed' }, retry: 'load' });
  await panel.retry();
  expect(panel.state.problem).toBeUndefined();
  expect(host.engine.loads).toEqual(['mini']);
});
