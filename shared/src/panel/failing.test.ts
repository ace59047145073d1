import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import { localeFor } from '../locales/locales.ts';
import { PanelController } from './controller.ts';
import { fakeHost } from './host.fixture.ts';
import { asked, start, tools } from './started.fixture.ts';
import { errorWords } from './view/words.ts';

describe('what fails', () => {
  it.each(['load', 'generate'] as const)(
    'is idle a second after %s was cancelled, whatever the engine does',
    async call => {
      const host = fakeHost();
      const engine = host.engine;
      engine[call] = () => new Promise<never>(() => {});
      const panel = new PanelController(host, tools());
      const started = panel.start();
      if (call === 'generate') {
        await started;
        panel.form.edit({ prompt: 'a red house' });
        void panel.making.generate();
      }
      await vi.waitFor(() => expect(panel.state.activity).toHaveProperty('model', 'mini'));
      const start = performance.now();
      panel.cancel();
      await vi.waitFor(() => expect(panel.state.activity.kind).toBe('idle'), 3000);
      expect(performance.now() - start).toBeGreaterThan(900);
      expect(panel.state.problem).toBeUndefined();
    },
  );

  it('names what is wrong in the form and asks nothing of the engine', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: '  ', width: '16', steps: '2.5' });
    expect(await panel.making.generate()).toBe('prompt');
    expect(host.engine.requests).toEqual([]);
    expect(panel.state.fieldErrors).toEqual({
      prompt: { kind: 'promptEmpty' },
      width: { kind: 'whole', min: 32, max: 8192 },
      steps: { kind: 'whole', min: 1, max: 1000 },
    });
    panel.form.edit({ prompt: 'a cat', width: '8192', height: '8192', steps: '20' });
    expect(await panel.making.generate()).toBe('width');
    expect(panel.state.fieldErrors).toEqual({ width: { kind: 'area' } });
  });

  it('says what failed and does it again on demand, with the engine set up anew after a crash', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a cat' });
    const run = panel.making.generate();
    await asked(host);
    host.engine.end(new SanaError('device-lost:idle'));
    await run;
    expect(panel.state.problem).toMatchObject({
      error: { code: 'device-lost', reason: 'device-lost:idle' },
      retry: 'generate',
    });
    const again = panel.retry();
    await asked(host, 2);
    expect(host.engine.loads).toEqual(['mini', 'mini']);
    expect(panel.state.problem).toBeUndefined();
    host.engine.end();
    await again;
    expect(panel.state.run?.outcome).toBe('done');
  });

  it('says what went wrong in its language, also of an engine in another version', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a cat' });
    for (const [failure, words] of [
      [new SanaError('out-of-memory:twice'), /内存仍不足/],
      [new SanaError('phase-not-finite:constant', { phase: 'decoder' }), /解码部分/],
      [new SanaError('runtime-failed:foreign', { detail: 'kernel said no' }), /原始信息：kernel said no/],
    ] as const) {
      const times = host.engine.requests.length + 1;
      const run = panel.making.generate();
      await asked(host, times);
      host.engine.end(failure);
      await run;
      const { error } = panel.state.problem!;
      expect(errorWords(error, localeFor('zh-CN'))).toMatch(words);
      // the locale of a panel that is open may change: the state holds no sentence
      expect(errorWords(error, localeFor('en'))).toBe(failure.message);
    }
  });

  it('puts what the core says of a prompt at the prompt', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a cat' });
    const run = panel.making.generate();
    await asked(host);
    host.engine.end(new SanaError('prompt-too-long', { length: 30_000, limit: 20_000 }));
    await run;
    expect(panel.state.fieldErrors).toMatchObject({
      prompt: { kind: 'refused', error: { code: 'prompt-too-long' } },
    });
    expect(panel.state.problem).toBeUndefined();
  });
});
