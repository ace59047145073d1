import { SanaError } from '@sana-studio/core';
import { urlSource } from '@sana-studio/core/worker';
import type { ModelSpec, SmallEncoder, StoredModel, TransferProgress } from '@sana-studio/models';
import { describe, expect, it, vi } from 'vitest';
import type { ModelDownload, ModelEntry } from '../host.ts';
import { type ModelKeeper, StoreModels } from './store-models.ts';
import type { StoreFacts } from './store-service.ts';

const SOURCE = urlSource('https://models.example/');
const FACTS: StoreFacts = { persistent: true, licences: [] };

function storedModel(id: string): StoredModel {
  const needs = { imageEncoder: false, offline: false };
  const sizes = { bytes: 10, totalBytes: 10, storedBytes: 10 };
  return {
    id,
    title: id,
    complete: true,
    usable: true,
    ...sizes,
    needs,
    weights: 'original',
    source: 'https://hub.example/',
  };
}

/** Models of a store whose lists come when the test says so. */
function openModels() {
  const answers: { give(models: readonly StoredModel[]): void; refuse(): void }[] = [];
  const keeper = {
    facts: async () => FACTS,
    list: () =>
      new Promise<readonly StoredModel[]>((give, reject) => {
        answers.push({ give, refuse: () => reject(new Error('The store is gone.')) });
      }),
    acceptLicences: async () => {},
    prepare: () => Promise.reject(new Error('Not asked for.')),
    teamModels: async () => [],
    smallEncoder: () => Promise.reject(new Error('Not asked for.')),
    setParts: () => Promise.reject(new Error('Not asked for.')),
    keepFile: async () => '',
    add: () => Promise.reject(new Error('Not asked for.')),
    remove: async () => {},
  } satisfies ModelKeeper;
  const models = new StoreModels({
    store: () => keeper,
    offered: [{ entry: { id: 'mini', title: 'Mini', state: { kind: 'ready' } }, source: SOURCE }],
    storage: { get: async () => undefined, set: async () => {} },
    device: async () => ({ bytes: undefined, weights: 'original' }),
  });
  const lists: (readonly ModelEntry[])[] = [];
  const abort = new AbortController();
  const watching = models.watch({ onModels: list => lists.push(list), signal: abort.signal });
  const asked = (times: number) => vi.waitFor(() => expect(answers).toHaveLength(times));
  const here = () => lists.at(-1)?.flatMap(({ id, removable }) => (removable ? id : []));
  return { models, answers, lists, here, asked, abort, watching };
}

it('gives the models at once and after each change, until it is stopped', async () => {
  const { models, answers, lists, here, asked, abort, watching } = openModels();
  await asked(1);
  expect(lists).toEqual([]);
  answers[0]!.give([]);
  await vi.waitFor(() => expect(lists).toHaveLength(1));
  expect(lists[0]!.length).toBeGreaterThan(1);
  const removed = models.remove('b');
  await asked(2);
  answers[1]!.give([storedModel('a')]);
  await removed;
  expect(here()).toEqual(['a']);
  abort.abort();
  await watching;
  models.offer({ entry: { id: 'own', title: 'Own', state: { kind: 'ready' } }, source: SOURCE });
  expect(lists).toHaveLength(2);
});

it.each(['answered', 'refused'] as const)('keeps newer facts when an older question is %s later', async how => {
  const { models, answers, here, asked } = openModels();
  await asked(1);
  answers[0]!.give([]);
  const older = models.remove('x');
  await asked(2);
  const newer = models.remove('y');
  await asked(3);
  answers[2]!.give([storedModel('new')]);
  await newer;
  expect(here()).toEqual(['new']);
  if (how === 'refused') answers[1]!.refuse();
  else answers[1]!.give([storedModel('old')]);
  await older;
  expect(here()).toEqual(['new']);
});

it('takes what is answered first while something newer is still being asked', async () => {
  const { models, answers, here, asked } = openModels();
  await asked(1);
  answers[0]!.give([]);
  const older = models.remove('x');
  await asked(2);
  void models.remove('y');
  await asked(3);
  answers[1]!.give([storedModel('first')]);
  await older;
  expect(here()).toEqual(['first']);
});

/** Models of a store that fetches when the test says so. */
function fetchingModels(stored: StoredModel[] = []) {
  const kept = new Map<string, unknown>();
  const adding: { needs: unknown; onProgress: (progress: TransferProgress) => void; end: () => void }[] = [];
  const keeper: ModelKeeper = {
    facts: async () => FACTS,
    list: async () => stored,
    acceptLicences: async () => {},
    prepare: () => Promise.reject(new Error('Not asked for.')),
    teamModels: async () => [],
    smallEncoder: () => Promise.reject(new Error('Not asked for.')),
    setParts: () => Promise.reject(new Error('Not asked for.')),
    keepFile: async () => '',
    add: ({ id }, { needs, onProgress }) =>
      new Promise(resolve => {
        adding.push({ needs, onProgress, end: () => resolve(storedModel(id)) });
      }),
    remove: async () => {},
  };
  const open = () => {
    const models = new StoreModels({
      store: () => keeper,
      offered: [],
      storage: { get: async key => kept.get(key), set: async (key, value) => void kept.set(key, value) },
      device: async () => ({ weights: 'int8', tier: '12gb' }),
    });
    const lists: (readonly ModelEntry[])[] = [];
    void models.watch({ onModels: list => lists.push(list), signal: new AbortController().signal });
    const entry = (id: string) => lists.at(-1)?.find(model => model.id === id);
    return { models, lists, entry };
  };
  return { open, adding };
}

const ID = 'sana-0.6b-1024';

it('tells from the first moment on how much of a model has to come, and remembers how fast it came', async () => {
  const { open, adding } = fetchingModels();
  const { models, lists, entry } = open();
  await vi.waitFor(() => expect(entry(ID)?.state.kind).toBe('needs-download'));
  const guessed = entry(ID)!.state;
  const ended = models.download(ID, new AbortController().signal);
  await vi.waitFor(() => expect(adding).toHaveLength(1));
  const { onProgress, end } = adding[0]!;
  onProgress({ phase: 'list', bytes: 0, totalBytes: 0 });
  onProgress({ phase: 'download', bytes: 0, totalBytes: 0 });
  onProgress({ phase: 'download', bytes: 5e8, totalBytes: 3e9, bytesPerSecond: 2e7, secondsLeft: 125 });
  const downloads = lists.flat().flatMap(({ state }) => (state.kind === 'downloading' ? [state] : []));
  expect(downloads.length).toBeGreaterThan(2);
  expect(downloads.filter(({ bytes }: ModelDownload) => bytes === 0)).toEqual([]);
  end();
  await ended;
  expect(guessed).toMatchObject({ estimate: { measured: false } });
  const again = open();
  await vi.waitFor(() => expect(again.entry(ID)?.state).toMatchObject({ estimate: { measured: true } }));
});

it('keeps the whole of a model that is here in part, which counts as here meanwhile', async () => {
  const { open, adding } = fetchingModels([{ ...storedModel(ID), weights: 'int8' }]);
  const { models, entry } = open();
  await vi.waitFor(() => expect(entry(ID)).toMatchObject({ state: { kind: 'ready' }, inPart: {} }));
  const ended = models.keepWhole(ID, new AbortController().signal);
  await vi.waitFor(() => expect(adding).toHaveLength(1));
  expect(adding[0]!.needs).toEqual({ imageEncoder: true, offline: true });
  expect(entry(ID)).toMatchObject({ state: { kind: 'downloading' }, inPart: {} });
  adding[0]!.end();
  await ended;
});

describe("a team's list", () => {
  const spec = (id: string) => ({ id, title: id, source: { kind: 'url', url: id }, licences: [] }) as const;
  const TERMS = 'https://team.example/terms';

  function teamModels(list: () => Promise<readonly ModelSpec[]>) {
    const stored = [storedModel('https://team.example/known')];
    const asked: string[] = [];
    const keeper: ModelKeeper = {
      facts: async () => FACTS,
      list: async () => stored,
      acceptLicences: async () => {},
      teamModels: async url => {
        asked.push(url);
        return list();
      },
      prepare: async ({ id }) => {
        const model = { ...storedModel(id), complete: false, usable: false, bytes: 0 };
        stored.push({ ...model, weights: 'int4', licences: [TERMS] });
        return stored.at(-1)!;
      },
      add: () => Promise.reject(new Error('Not asked for.')),
      smallEncoder: () => Promise.reject(new Error('Not asked for.')),
      setParts: () => Promise.reject(new Error('Not asked for.')),
      keepFile: async () => '',
      remove: async () => {},
    };
    const models = new StoreModels({
      store: () => keeper,
      offered: [],
      storage: { get: async () => undefined, set: async () => {} },
      device: async () => ({ weights: 'int8', tier: '12gb' }),
      team: async () => 'https://team.example',
    });
    const lists: (readonly ModelEntry[])[] = [];
    void models.watch({ onModels: list => lists.push(list), signal: new AbortController().signal });
    return { models, lists, asked };
  }

  it('is offered with what each model takes, in how many bits, and its terms', async () => {
    const { models, lists, asked } = teamModels(async () =>
      ['https://team.example/known', 'https://team.example/new'].map(spec),
    );
    await vi.waitFor(() => expect(lists.at(-1)?.some(({ id }) => id === 'https://team.example/new')).toBe(true));
    expect(lists.at(-1)!.find(({ id }) => id === 'https://team.example/new')).toMatchObject({
      weights: 'int4',
      state: { kind: 'needs-download', bytes: 10, licences: [TERMS] },
    });
    expect(asked).toEqual(['https://team.example']);
    expect((await models.place()).team).toEqual({ url: 'https://team.example' });
  });

  it('that cannot be read is told of, and everything else is there', async () => {
    const { models, lists } = teamModels(() =>
      Promise.reject(new SanaError('network-failed:unreachable', { url: 'x' })),
    );
    await vi.waitFor(async () => expect((await models.place()).team?.failure?.code).toBe('network-failed'));
    expect(lists.at(-1)!.length).toBeGreaterThan(1);
  });
});

describe('the text encoder of a model that is not here', () => {
  const ID = 'sana-0.6b-512';

  async function choosing() {
    const added: ModelSpec[] = [];
    const kept: string[] = [];
    const keeper: ModelKeeper = {
      facts: async () => FACTS,
      list: async () => [],
      acceptLicences: async () => {},
      teamModels: async () => [],
      prepare: () => Promise.reject(new Error('Not asked for.')),
      smallEncoder: async hubUrl => ({
        source: { kind: 'hub', repo: 'a/gguf', revision: 'main', hubUrl },
        path: 'x.gguf' as SmallEncoder['path'],
        type: 'Q4_0',
      }),
      setParts: () => Promise.reject(new Error('Not asked for.')),
      keepFile: async ({ name }) => {
        kept.push(`picked:${name}`);
        return kept.at(-1)!;
      },
      add: async spec => {
        added.push(spec);
        return storedModel(spec.id);
      },
      remove: async () => {},
    };
    const models = new StoreModels({
      store: () => keeper,
      offered: [],
      storage: { get: async () => undefined, set: async () => {} },
      device: async () => ({ weights: 'original', tier: '12gb' }),
    });
    const lists: (readonly ModelEntry[])[] = [];
    void models.watch({ onModels: list => lists.push(list), signal: new AbortController().signal });
    await vi.waitFor(() => expect(lists).toHaveLength(1));
    const entry = () => lists.at(-1)!.find(({ id }) => id === ID)!;
    const toFetch = () => (entry().state as { readonly bytes: number }).bytes / 1e9;
    return { models, added, kept, entry, toFetch };
  }

  it('is its own, a smaller one of the hub, or a file of this computer, and its card says what that takes', async () => {
    const { models, added, kept, entry, toFetch } = await choosing();
    expect(entry().encoders).toMatchObject({ chosen: { choice: 'own' }, own: 4_049_035_776, small: 1_154_811_744 });
    expect(toFetch()).toBeCloseTo(5.87, 2);
    await models.setEncoder(ID, 'small');
    expect(toFetch()).toBeCloseTo(2.975, 3);
    await models.download(ID, new AbortController().signal);
    expect(added.at(-1)?.parts?.textEncoder).toMatchObject({ kind: 'remote', path: 'x.gguf' });
    await models.takeEncoder(ID, new File(['GGUF'], 'gemma-2-2b-it-Q4_0.gguf'));
    expect(kept).toEqual(['picked:gemma-2-2b-it-Q4_0.gguf']);
    expect(entry().encoders?.chosen).toEqual({ choice: 'file', from: 'gemma-2-2b-it-Q4_0.gguf' });
    expect(toFetch()).toBeCloseTo(1.82, 2);
    await models.download(ID, new AbortController().signal);
    expect(added.at(-1)?.parts?.textEncoder).toEqual({ kind: 'local', reference: kept[0] });
    await models.setEncoder(ID, 'own');
    await models.download(ID, new AbortController().signal);
    expect(added.at(-1)?.parts).toEqual({ textEncoder: null });
  });
});
