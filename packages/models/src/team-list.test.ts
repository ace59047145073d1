import type { SanaError } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import { hastyClock } from './store.fixture.ts';

const URL_OF_LIST = 'https://team.example/models/sana-models.json';

const read = (body: string, address = 'https://team.example/models/') =>
  new ModelStore(new MemoryFileStore(), {
    clock: hastyClock,
    fetch: async input => (String(input) === URL_OF_LIST ? new Response(body) : new Response('', { status: 404 })),
  }).teamModels(address);
const list = (...models: object[]) => JSON.stringify({ version: 1, models });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: SanaError) => error,
  );

it.each(['https://team.example/models', 'https://team.example/models/', URL_OF_LIST])(
  'offers the folders beside it, with their titles: %s',
  async address => {
    const specs = await read(
      list({ folder: 'small', title: 'Small' }, { folder: 'https://cdn.example/big/' }),
      address,
    );
    expect(specs.map(({ id, title, source }) => [id, title, source])).toEqual([
      ['https://team.example/models/small', 'Small', { kind: 'url', url: 'https://team.example/models/small' }],
      ['https://cdn.example/big', 'https://cdn.example/big', { kind: 'url', url: 'https://cdn.example/big' }],
    ]);
  },
);

it.each([
  ['no JSON', 'x', 'network-failed'],
  ['another version', JSON.stringify({ version: 2, models: [] }), 'network-failed'],
  ['a model without a folder', list({ title: 'x' }), 'network-failed'],
  ['an address that is no web address', list({ folder: 'javascript:alert(1)' }), 'model-not-found'],
  ['a LoRA that is nowhere', JSON.stringify({ version: 1, models: [], loras: [{ title: 'x' }] }), 'model-not-found'],
  [
    'a LoRA with a hash that is none',
    JSON.stringify({ version: 1, models: [], loras: [{ hub: 'a/b', sha256: 'x' }] }),
    'network-failed',
  ],
  ['very many models', list(...Array.from({ length: 2000 }, (_, n) => ({ folder: `m${n}` }))), 'over-budget'],
])('refuses a list with %s', async (_, body, code) => {
  expect((await failure(read(body))).code).toBe(code);
});

it('says where it looked, and what is no address', async () => {
  expect((await failure(read('', 'https://team.example/none'))).message).toContain('none/sana-models.json');
  expect((await failure(read('', 'team'))).code).toBe('request-invalid');
});
