import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { PanelHost, PictureHistory } from '../host.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';
import { asked, fakePrompts, start, tools } from './started.fixture.ts';

describe('what was before', () => {
  it('keeps a size of the person, and what else they typed, when the model comes or changes', async () => {
    const host = fakeHost();
    host.stored.set('form', { prompt: 'a cat', width: '640', height: '384', seedMode: 'fixed', seed: '7', count: 99 });
    const panel = new PanelController(host, tools());
    await panel.start();
    expect(panel.state.form).toMatchObject({
      prompt: 'a cat',
      width: '640',
      height: '384',
      steps: '16',
      seedMode: 'fixed',
      seed: '7',
      count: 1,
    });
  });

  it.each(['form', 'here.words'])(
    'keeps what is typed while %s is read from storage, above what was kept',
    async key => {
      let answer = () => {};
      const slow = new Promise<void>(resolve => {
        answer = resolve;
      });
      const kept = new Map<string, unknown>([['form', { prompt: 'a cat', steps: '9', count: 2 }]]);
      const get = vi.fn(async (name: string) => {
        if (name === key) await slow;
        return kept.get(name);
      });
      const host = fakeHost({ storage: { get, set: async () => {} } });
      const panel = new PanelController(host, tools());
      const started = panel.start();
      await vi.waitFor(() => expect(get).toHaveBeenCalledWith(key));
      await new Promise(resolve => setTimeout(resolve));
      panel.form.write('a fox');
      answer();
      await started;
      expect(panel.state.form).toMatchObject({ prompt: 'a fox', steps: '9', count: 2 });
      void panel.making.generate();
      await asked(host);
      expect(host.engine.requests).toMatchObject([{ prompt: 'a fox', steps: 9 }]);
    },
  );

  it('keeps what was written for places, until the document says something else there', async () => {
    const { prompts, select } = fakePrompts();
    const { host, panel } = await start({ prompts });
    const offers = [
      { id: '1', label: 'One', prompt: 'a cat' },
      { id: '2', label: 'Two', prompt: 'a dog' },
    ];
    select(...offers);
    for (const id of ['1', '2']) panel.dispatch({ type: 'reworded', id, prompt: 'a fox' });
    panel.dispose();
    const next = fakePrompts();
    const again = new PanelController(fakeHost({ storage: host.storage, prompts: next.prompts }), tools());
    await again.start();
    next.select({ ...offers[0]!, prompt: 'a cow' }, offers[1]!);
    expect(again.state.offers.map(({ prompt }) => prompt)).toEqual(['a cow', 'a fox']);
  });

  it('goes on with what a reload has interrupted, where the storage is its own', async () => {
    const { host, panel } = await start({ resumes: true });
    panel.form.edit({ prompt: 'a red house', count: 3, seed: '40', seedMode: 'fixed' });
    void panel.making.generate();
    await asked(host);
    host.engine.finish(0);
    const reloaded = async (changes: Partial<PanelHost>) => {
      const next = fakeHost({ ...changes, storage: host.storage });
      const again = new PanelController(next, tools());
      void again.start();
      return { next, again };
    };
    const { next, again } = await reloaded({ resumes: true });
    await asked(next);
    expect(next.engine.requests[0]).toMatchObject({ prompt: 'a red house', seed: 41, count: 2 });
    again.cancel();
    await vi.waitFor(() => expect(again.state.activity.kind).toBe('idle'));
    const after = await reloaded({ resumes: true });
    await vi.waitFor(() => expect(after.again.state.loaded).toBeDefined());
    expect(after.next.engine.requests).toEqual([]);
  });

  it('uses an earlier picture again: its prompt, its style, all of it, or, by choice, its seed', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a red house', style: 'ink', negativePrompt: 'fog', steps: '9', width: '512' });
    panel.form.edit({ seedMode: 'fixed', seed: '77' });
    const run = panel.making.generate();
    await asked(host);
    const { request } = host.engine.finish(0);
    host.engine.end();
    await run;
    expect(request).toMatchObject({ prompt: 'a red house, ink', style: 'ink' });
    panel.form.edit({ prompt: 'other', style: '', negativePrompt: '', steps: '3', width: '256' });
    panel.form.edit({ seed: '1', seedMode: 'random' });
    await panel.useAgain(request, 'prompt');
    expect(panel.state.form).toMatchObject({ prompt: 'a red house', style: '', negativePrompt: '', steps: '3' });
    await panel.useAgain(request, 'style');
    expect(panel.state.form).toMatchObject({ prompt: 'a red house', style: 'ink', negativePrompt: 'fog', steps: '3' });
    await panel.useAgain(request, 'all');
    expect(panel.state.form).toMatchObject({ steps: '9', width: '512', seedMode: 'random' });
    await panel.useAgain(request, 'seed');
    expect(panel.state.form).toMatchObject({ seed: '77', seedMode: 'fixed' });
  });

  it('keeps pictures for this visit when storage is refused, and says so', async () => {
    const refuse = () => Promise.reject(new SanaError('storage-failed:page'));
    const history: PictureHistory = {
      list: refuse,
      add: refuse,
      picture: refuse,
      remove: refuse,
      restore: refuse,
      clear: refuse,
    };
    const { host, panel } = await start({ history });
    expect(panel.state.historyRefused).toMatchObject({ code: 'storage-failed' });
    panel.form.edit({ prompt: 'a cat' });
    const run = panel.making.generate();
    await asked(host);
    host.engine.finish(0);
    host.engine.end();
    await run;
    await vi.waitFor(() => expect(panel.state.history).toHaveLength(1));
    expect((await panel.pictures.open(panel.state.history![0]!))?.png.size).toBe(3);
  });
});
