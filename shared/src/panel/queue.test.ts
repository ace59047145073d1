import { SanaError } from '@sana-studio/core';
import { expect, it, vi } from 'vitest';
import type { PanelStorage } from '../host.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';
import { asked, finish, START, start, tools } from './started.fixture.ts';

it('makes what was asked for meanwhile afterwards, as it was asked for, and keeps all in sight', async () => {
  const { host, panel } = await start();
  for (const prompt of ['one', 'two', 'three']) {
    panel.form.write(prompt);
    void panel.making.generate();
  }
  panel.form.write('four');
  await asked(host);
  expect(panel.state.queue).toHaveLength(2);
  const [, third] = panel.state.queue;
  panel.dispatch({ type: 'unasked', ask: third!.id });
  finish(host);
  await asked(host, 2);
  finish(host);
  await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'));
  expect(host.engine.requests.map(({ prompt }) => prompt)).toEqual(['one', 'two']);
  expect(panel.state.run?.slots.map(({ picture }) => picture?.request.prompt)).toEqual(['one', 'two']);
});

it.each([new SanaError('out-of-memory:twice'), new SanaError('cancelled')])(
  'waits for the person after %s, and goes on when they say so',
  async error => {
    const { host, panel } = await start();
    panel.form.write('one');
    const first = panel.making.generate();
    await asked(host);
    panel.form.write('two');
    void panel.making.generate();
    host.engine.end(error);
    await first;
    expect([panel.state.activity.kind, panel.state.queue.length]).toEqual(['idle', 1]);
    panel.dispatch({ type: 'go-on' });
    await asked(host, 2);
    expect(host.engine.requests[1]).toMatchObject({ prompt: 'two' });
  },
);

it('outlives the panel: the rest of the run under way, and what waits', async () => {
  const { host, panel } = await start();
  panel.form.edit({ prompt: 'one', count: 2, seedMode: 'fixed', seed: '40' });
  void panel.making.generate();
  await asked(host);
  panel.form.edit({ prompt: 'two', count: 1 });
  void panel.making.generate();
  host.engine.finish(0);
  panel.dispose();
  const next = fakeHost({ storage: host.storage });
  const again = new PanelController(next, tools());
  await again.start();
  // it is shown, and not begun by itself: other panels may share the storage
  expect([next.engine.requests.length, again.state.queue.length]).toEqual([0, 2]);
  again.dispatch({ type: 'go-on' });
  await asked(next);
  expect(next.engine.requests[0]).toMatchObject({ prompt: 'one', seed: 41, count: 1 });
  finish(next);
  await asked(next, 2);
  expect(next.engine.requests[1]).toMatchObject({ prompt: 'two' });
});

it('outlives the panel where pictures start from another one, which is stored once, and forgotten when they are made', async () => {
  const stored = new Map<string, unknown>();
  const set = vi.fn(async (key: string, value: unknown) => void stored.set(key, structuredClone(value)));
  const storage = { get: async (key: string) => stored.get(key), set };
  const { host, panel } = await start({ storage });
  panel.form.edit({ prompt: 'one', count: 3, strength: 0.4, startImage: { picture: START, label: 'x' } });
  void panel.making.generate();
  await asked(host);
  await vi.waitFor(() => expect(stored.get('here.starts')).toEqual([btoa('packed')]));
  host.engine.finish(0);
  panel.dispose();
  const next = fakeHost({ storage });
  const again = new PanelController(next, tools());
  await again.start();
  again.dispatch({ type: 'go-on' });
  await asked(next);
  expect(next.engine.requests[0]).toMatchObject({ prompt: 'one', count: 2, strength: 0.4, startImage: START });
  finish(next);
  await vi.waitFor(() => expect(again.state.activity.kind).toBe('idle'));
  await vi.waitFor(() => expect([stored.get('here.unfinished'), stored.get('here.starts')]).toEqual([[], []]));
  expect(set.mock.calls.filter(([key]) => key === 'here.starts')).toHaveLength(2);
});

it('leaves out what starts from a picture that the storage refuses, and nothing else', async () => {
  const stored = new Map<string, unknown>();
  const storage: PanelStorage = {
    get: async key => stored.get(key),
    async set(key, value) {
      if (key === 'here.starts') throw new SanaError('storage-full:pictures');
      stored.set(key, value);
    },
  };
  const { host, panel } = await start({ storage });
  panel.form.edit({ prompt: 'one', startImage: { picture: START, label: 'x' } });
  void panel.making.generate();
  await asked(host);
  panel.form.edit({ prompt: 'two', startImage: undefined });
  void panel.making.generate();
  await vi.waitFor(() => expect(stored.get('here.unfinished')).toMatchObject([[{ request: { prompt: 'two' } }]]));
});

it('shows the pictures of the last run again at the next visit', async () => {
  const { host, panel } = await start();
  panel.form.edit({ prompt: 'one', count: 2 });
  const run = panel.making.generate();
  await asked(host);
  finish(host);
  await run;
  await vi.waitFor(() => expect(host.stored.get('here.shown')).toHaveLength(2));
  const { history, storage } = host;
  const again = new PanelController(fakeHost({ storage, history }), tools());
  await again.start();
  expect(again.state.run).toMatchObject({ outcome: 'done', slots: [{ picture: {} }, { picture: {} }] });
  expect(again.state.run?.slots.map(({ picture }) => picture?.request.seed)).toEqual([1000, 1001]);
  panel.dispose();
});
