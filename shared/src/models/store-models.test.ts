import { urlSource } from '@sana-studio/core/worker';
import type { StoredModel } from '@sana-studio/models';
import { expect, it, vi } from 'vitest';
import type { ModelEntry } from '../host.ts';
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
