import { type Picture, SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { ModelEntry, PanelHost, PictureAction, PictureHistory } from '../host.ts';
import { localeFor } from '../locales/locales.ts';
import { PanelController } from './controller.ts';
import { ENTRIES, type FakeHost, fakeHost, fakeModels, MINI } from './host.fixture.ts';
import { finishedPictures, isWaiting } from './state.ts';
import { errorWords } from './view/words.ts';

const START: Picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

const tools = { makeThumbnail: async (png: Blob) => png, drawSeed: () => 1234, readStartImage: async () => START };

async function start(changes: Partial<PanelHost> = {}): Promise<{ host: FakeHost; panel: PanelController }> {
  const host = fakeHost(changes);
  const panel = new PanelController(host, tools);
  await panel.start();
  return { host, panel };
}

/** Until the engine has been asked. */
const asked = (host: FakeHost, times = 1) => vi.waitFor(() => expect(host.engine.requests).toHaveLength(times));

describe('the panel', () => {
  it('loads the first model and fills in what that model recommends', async () => {
    const { host, panel } = await start();
    expect(host.engine.loads).toEqual(['mini']);
    expect(panel.state).toMatchObject({
      activity: { kind: 'idle' },
      form: { model: 'mini', width: '256', height: '256', steps: '16', guidanceScale: '2' },
    });
  });

  it('keeps a size of the person, and what else they typed, when the model comes or changes', async () => {
    const host = fakeHost();
    host.stored.set('form', { prompt: 'a cat', width: '640', height: '384', seedMode: 'fixed', seed: '7', count: 99 });
    const panel = new PanelController(host, tools);
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

  it('goes on with what a reload has interrupted, where the storage is its own', async () => {
    const { host, panel } = await start({ resumes: true });
    panel.form.edit({ prompt: 'a red house', count: 3, seed: '40', seedMode: 'fixed' });
    void panel.making.generate();
    await asked(host);
    host.engine.finish(0);
    const reloaded = async (changes: Partial<PanelHost>) => {
      const next = fakeHost({ ...changes, storage: host.storage });
      const again = new PanelController(next, tools);
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

  it('shows pictures one by one and keeps each in the history', async () => {
    const { host, panel } = await start();
    panel.form.edit({ prompt: 'a red house', count: 2 });
    const run = panel.making.generate();
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a red house', seed: 1234, count: 2, model: 'mini' });
    expect(panel.state.run?.slots.map(({ picture }) => picture)).toEqual([undefined, undefined]);
    host.engine.finish(0);
    expect(finishedPictures(panel.state.run)).toHaveLength(1);
    expect(panel.state.activity.kind).toBe('generating');
    host.engine.finish(1);
    host.engine.end();
    await run;
    expect(panel.state).toMatchObject({ activity: { kind: 'idle' }, run: { outcome: 'done' } });
    await vi.waitFor(() => expect(panel.state.history?.map(({ request }) => request.seed)).toEqual([1235, 1234]));
  });

  it.each(['load', 'generate'] as const)(
    'is idle a second after %s was cancelled, whatever the engine does',
    async call => {
      const host = fakeHost();
      const engine = host.engine;
      engine[call] = () => new Promise<never>(() => {});
      const panel = new PanelController(host, tools);
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
      const panel = new PanelController(host, tools);
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

  it('makes what was asked for before it knew of any model', async () => {
    const host = fakeHost();
    const panel = new PanelController(host, tools);
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
    const panel = new PanelController(host, tools);
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
    const panel = new PanelController(host, tools);
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
    expect(seeds).toEqual([1234, 50, 50, 52]);
    expect(panel.state.form.seed).toBe('54');
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

  it('fetches a model that is not here before it loads it', async () => {
    const download = vi.fn(async () => {});
    const { host, panel } = await start({
      models: {
        ...fakeModels(async () => [{ id: 'large', title: 'L', state: { kind: 'needs-download', bytes: 3e9 } }]),
        download,
      },
    });
    expect(host.engine.loads).toEqual([]);
    await panel.load();
    expect(download).toHaveBeenCalledWith('large', expect.any(AbortSignal));
    expect(host.engine.loads).toEqual(['large']);
  });
});

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

  it('take the words of the form when they have none, and say so when there are none at all', async () => {
    const { host, panel } = await start();
    expect(await panel.making.generateEach([offers[1]!])).toBe('prompt');
    panel.form.edit({ prompt: 'a bird' });
    void panel.making.generateEach([offers[1]!]);
    await asked(host);
    expect(host.engine.requests[0]).toMatchObject({ prompt: 'a bird' });
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
