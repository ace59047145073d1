import { SanaError } from '@sana-studio/core';
import { describe, expect, it, vi } from 'vitest';
import type { ModelEntry, PanelModels } from '../host.ts';
import { PanelController } from './controller.ts';
import { fakeHost, MINI } from './host.fixture.ts';
import { reduce } from './reduce.ts';
import { tools } from './started.fixture.ts';
import { INITIAL_STATE } from './state.ts';

const TERMS = ['https://hub.example/terms'];
const DEMO: ModelEntry = { id: 'mini', title: 'Mini', demo: true, state: { kind: 'ready' } };
const BETTER: ModelEntry = {
  id: 'better',
  title: 'Better',
  recommended: true,
  state: { kind: 'needs-download', bytes: 3e9, licences: TERMS },
};

/** Models of which `better` arrives when the test says so. */
async function start() {
  const accepted: string[] = [];
  const asked: { id: string; signal: AbortSignal; arrive: () => void; fail: (error: SanaError) => void }[] = [];
  let tell: (models: readonly ModelEntry[]) => void = () => {};
  const fetch = (id: string, signal: AbortSignal) =>
    new Promise<void>((resolve, fail) => {
      const arrive = () => {
        tell([DEMO, { ...BETTER, removable: true, state: { kind: 'ready' } }]);
        resolve();
      };
      asked.push({ id, signal, arrive, fail });
      signal.addEventListener('abort', () => fail(new SanaError('cancelled')));
    });
  const models: PanelModels = {
    async watch({ onModels, signal }) {
      tell = onModels;
      onModels([DEMO, BETTER]);
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    },
    acceptLicences: async links => void accepted.push(...links),
    download: fetch,
    keepWhole: fetch,
    setEncoder: async () => {},
    remove: async () => {},
  };
  const host = fakeHost({ models });
  const panel = new PanelController(host, tools());
  await panel.start();
  const fetching = async () => {
    const ended = panel.library.fetch('better', TERMS);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    return ended;
  };
  return { host, panel, accepted, asked, fetching };
}

/** A folder of an earlier visit. */
async function startAsking() {
  const answer = { granted: false };
  const folder: ModelEntry = { id: 'folder', title: 'Folder', folder: true, state: { kind: 'needs-permission' } };
  let tell: (models: readonly ModelEntry[]) => void = () => {};
  const models: PanelModels = {
    async watch({ onModels, signal }) {
      tell = onModels;
      onModels([folder]);
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    },
    async permit() {
      if (!answer.granted) throw new SanaError('access-denied:picked-folder', { folder: 'folder' });
      tell([{ ...folder, state: { kind: 'ready' } }]);
    },
  };
  const host = fakeHost({ models });
  const panel = new PanelController(host, tools());
  await panel.start();
  return { host, panel, answer };
}

describe('fetching a model', () => {
  it('accepts its terms, brings it here, and makes pictures with it from then on', async () => {
    const { host, panel, accepted, asked, fetching } = await start();
    const ended = fetching();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    // until then, pictures are made with what is here
    expect(panel.state.form.model).toBe('mini');
    asked[0]!.arrive();
    await ended;
    expect(accepted).toEqual(TERMS);
    await vi.waitFor(() => expect(panel.state.loaded?.id).toBe('better'));
    expect(panel.state.form.model).toBe('better');
    expect(host.engine.loads).toEqual(['mini', 'better']);
  });

  it.each(['the one before is still being made ready', 'pictures are made'])(
    'uses it as soon as it can when %s',
    when => {
      const form = { ...INITIAL_STATE.form, prompt: 'a cat' };
      const wanted = [{ words: 'a cat', seed: 1 }];
      const ask = { kind: 'pictures', id: 1, form, wanted, largestSide: undefined } as const;
      let state = INITIAL_STATE;
      const prepared: string[] = [];
      const happens = (event: Parameters<typeof reduce>[1]) => {
        const [next, ...effects] = reduce(state, event);
        state = next;
        for (const effect of effects) if (effect.type === 'prepare') prepared.push(effect.model);
      };
      happens({ type: 'restored', form, unfinished: [], resumes: false });
      happens({ type: 'models', models: [DEMO, { ...BETTER, state: { kind: 'ready' } }] });
      if (when === 'pictures are made') {
        happens({ type: 'ready', turn: state.turn, model: MINI });
        happens({ type: 'ask', ask });
        expect(state.activity.kind).toBe('generating');
      }
      happens({ type: 'arrived', model: 'better', use: true });
      expect(prepared).toEqual(['mini']);
      if (when === 'pictures are made') happens({ type: 'made', turn: state.turn });
      else happens({ type: 'ready', turn: state.turn, model: MINI });
      expect(prepared).toEqual(['mini', 'better']);
    },
  );

  it('leaves what was chosen meanwhile', async () => {
    const { panel, asked, fetching } = await start();
    const ended = fetching();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    panel.form.edit({ model: 'own' });
    asked[0]!.arrive();
    await ended;
    expect(panel.state.form.model).toBe('own');
  });

  it('keeps why it failed with the model until it is tried again, and leaves the rest of the panel alone', async () => {
    const { panel, asked, fetching } = await start();
    const ended = fetching();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]!.fail(new SanaError('access-denied:token', { origin: 'https://hub.example' }));
    await ended;
    expect(panel.library.failures.value.get('better')).toMatchObject({ code: 'access-denied' });
    expect(panel.state.problem).toBe(INITIAL_STATE.problem);
    void panel.library.fetch('better');
    expect(panel.library.failures.value.size).toBe(0);
  });

  it('pauses without calling that a failure', async () => {
    const { panel, asked, fetching } = await start();
    const ended = fetching();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    panel.library.pause('better');
    await ended;
    expect(asked[0]!.signal.aborted).toBe(true);
    expect(panel.library.failures.value.size).toBe(0);
    expect(panel.state.form.model).toBe('mini');
  });

  it('is read again from a folder of an earlier visit as soon as the person lets the browser, and not before', async () => {
    const { host, panel, answer } = await startAsking();
    expect(panel.state.form.model).toBe('folder');
    expect(host.engine.loads).toEqual([]);
    await panel.library.permit('folder');
    expect(panel.state.problem?.error.reason).toBe('access-denied:picked-folder');
    answer.granted = true;
    await panel.library.permit('folder');
    await vi.waitFor(() => expect(panel.state.loaded?.id).toBe('folder'));
    expect(host.engine.loads).toEqual(['folder']);
  });

  it('opens one anew that has another text encoder from now on, and not for a choice that is still to be fetched', async () => {
    const { host, panel, asked } = await start();
    await vi.waitFor(() => expect(panel.state.loaded?.id).toBe('mini'));
    await panel.library.setEncoder('mini', 'found', 'ollama:gemma2:2b');
    await vi.waitFor(() => expect(host.engine.loads).toEqual(['mini', 'mini']));
    await panel.library.setEncoder('mini', 'small');
    // of one that is not here there is nothing to open
    await panel.library.setEncoder('better', 'found', 'ollama:gemma2:2b');
    await vi.waitFor(() => expect(panel.state.loaded?.id).toBe('mini'));
    const ended = panel.library.fetch('mini');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(host.engine.loads).toEqual(['mini', 'mini']);
    asked[0]!.arrive();
    await ended;
    await vi.waitFor(() => expect(host.engine.loads).toEqual(['mini', 'mini', 'mini']));
  });

  it('keeps the whole of one that is here in part, and does not change to it for that', async () => {
    const { panel, asked } = await start();
    const ended = panel.library.keepWhole('better');
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]!.arrive();
    await ended;
    expect(panel.state.form.model).toBe('mini');
  });
});
