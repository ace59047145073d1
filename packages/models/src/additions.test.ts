import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readLoraNotes } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type HubFiles, TestHub } from '../../../test/hub/hub.ts';
import { referencePath } from '../../../test/reference-data.ts';
import { type AdditionKind, additionSpec, chosenFiles } from './addition-spec.ts';
import { CONTROLNETS } from './controlnets.ts';
import { MemoryFileStore } from './memory-store.ts';
import { ModelStore } from './model-store.ts';
import { TEST_OPTIONS } from './store.fixture.ts';

const LORA = readFileSync(referencePath('lora', 'sana', 'alpha.safetensors'));
const net = (name: string) => readFileSync(referencePath('controlnet', 'controlnet', name));
const PORT: HubFiles = new Map([
  ['README.md', Buffer.from('# a port')],
  ['controlnet/config.json', net('config.json')],
  ['controlnet/diffusion_pytorch_model.safetensors', net('diffusion_pytorch_model.safetensors')],
  ['transformer/diffusion_pytorch_model.safetensors', Buffer.alloc(9)],
]);
const WEIGHTS = 'diffusion_pytorch_model.safetensors';

describe('a name', () => {
  test.each([
    ['lora', 'someone/brand', 'someone/brand', ''],
    ['lora', 'someone/brand/a/b.safetensors', 'someone/brand/a/b.safetensors', 'a/b.safetensors'],
    ['lora', 'https://huggingface.co/someone/brand', 'someone/brand', ''],
    ['lora', 'https://huggingface.co/someone/brand/', 'someone/brand', ''],
    [
      'lora',
      'https://huggingface.co/someone/brand/blob/main/b.safetensors',
      'someone/brand/b.safetensors',
      'b.safetensors',
    ],
    ['controlnet', 'https://huggingface.co/someone/net/tree/main/controlnet', 'someone/net/controlnet', 'controlnet'],
    ['controlnet', 'https://huggingface.co/someone/net/tree/main', 'someone/net', ''],
  ] as const)('of a %s: %s', (kind, reference, id, path) => {
    expect(additionSpec(kind, reference)).toMatchObject({ id, path, licences: [] });
  });

  test.each([
    'brand',
    './someone/brand',
    '../brand',
    'C:\\brand',
    'https://example.com/brand',
    'file:///a.safetensors',
    '/etc/passwd',
    '',
  ])('stands for nothing on a hub: %s', reference => expect(additionSpec('lora', reference)).toBeUndefined());

  it('of a file at any address is that address', () => {
    expect(additionSpec('lora', 'https://example.com/l/a%20b.safetensors')).toMatchObject({
      ...{ id: 'https://example.com/l/a%20b.safetensors', title: 'a b.safetensors' },
      ...{ repository: 'https://example.com/l', path: 'a b.safetensors' },
    });
    expect(additionSpec('lora', 'https://example.com/l/..%2F..%2Fa.safetensors')).toBeUndefined();
  });

  it('of the catalogue is the published one, whose terms have to be accepted once, however it is named', () => {
    for (const { id, title, repo, path } of CONTROLNETS) {
      const licences = [`https://huggingface.co/${repo}`];
      expect(additionSpec('controlnet', id)).toMatchObject({ id, title, repository: repo, path, licences });
      expect(additionSpec('controlnet', repo)).toMatchObject({ repository: repo, licences });
      expect(additionSpec('lora', id)).toBeUndefined();
    }
  });
});

describe('the files of a repository', () => {
  const choose = (kind: AdditionKind, reference: string, paths: readonly string[]) =>
    chosenFiles(additionSpec(kind, reference)!, paths.map(path => ({ path, size: 1 })) as never).map(
      ({ path }) => path,
    );

  test.each([
    ['lora', 'a/b', ['x.safetensors', 'pytorch_lora_weights.safetensors'], ['pytorch_lora_weights.safetensors']],
    [
      'lora',
      'a/b',
      ['adapter_model.safetensors', 'adapter_config.json', 'README.md'],
      ['adapter_model.safetensors', 'adapter_config.json', 'README.md'],
    ],
    ['lora', 'a/b', ['brand.safetensors', 'old/brand.safetensors'], ['brand.safetensors']],
    ['lora', 'a/b/old', ['brand.safetensors', 'old/brand.safetensors'], ['old/brand.safetensors']],
    [
      'controlnet',
      'a/b',
      ['config.json', WEIGHTS, `${'diffusion_pytorch_model'}.fp16.safetensors`],
      ['config.json', WEIGHTS],
    ],
    ['controlnet', 'a/b', ['checkpoints/net.pth', 'README.md'], ['checkpoints/net.pth']],
    ['controlnet', 'a/b/net/net.pth', ['net/net.pth', 'net/config.json', 'x.pth'], ['net/net.pth', 'net/config.json']],
  ] as const)('of a %s at %s', (kind, reference, listed, wanted) => {
    expect(choose(kind, reference, listed)).toEqual(wanted);
  });

  it('are not guessed where several may be meant, or none is there', () => {
    const error = (job: () => unknown) => {
      try {
        job();
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    };
    expect(error(() => choose('lora', 'a/b', ['x.safetensors', 'y.safetensors']))).toMatchObject({
      reason: 'file-missing:several',
      data: { files: ['x.safetensors', 'y.safetensors'], example: 'a/b/x.safetensors' },
    });
    expect(error(() => choose('controlnet', 'a/b', ['README.md']))).toMatchObject({ reason: 'file-missing:elsewhere' });
    expect(error(() => choose('lora', 'a/b/c.safetensors', ['d.safetensors']))).toMatchObject({
      reason: 'file-missing:elsewhere',
    });
  });
});

describe('the store', () => {
  let hub: TestHub;
  let store: ModelStore;
  const spec = (kind: AdditionKind, reference: string) => additionSpec(kind, reference, hub.url)!;

  beforeEach(async () => {
    const files: HubFiles = new Map([['brand.safetensors', LORA]]);
    const [{ repo }] = CONTROLNETS as [(typeof CONTROLNETS)[0]];
    const official: HubFiles = new Map([[CONTROLNETS[0]!.path, net(WEIGHTS)]]);
    hub = await TestHub.start({
      repositories: new Map([
        ['someone/brand', files],
        ['someone/net', PORT],
        [repo, official],
      ]),
    });
    store = new ModelStore(new MemoryFileStore(), TEST_OPTIONS);
  });
  afterEach(() => hub.stop());

  it('tells how large something is before anything is fetched, fetches it, opens it, and forgets it', async () => {
    const { additions } = store;
    const known = await additions.lookUp(spec('controlnet', 'someone/net'));
    const size = net('config.json').length + net(WEIGHTS).length;
    expect(known).toMatchObject({ id: 'someone/net', totalBytes: size, bytes: 0, complete: false });
    expect(hub.requests).toEqual([]);
    expect(await additions.open('controlnet', 'someone/net')).toBeUndefined();
    expect(await additions.fetch('controlnet', 'someone/net')).toMatchObject({ bytes: size, complete: true });
    const addition = (await additions.open('controlnet', 'someone/net'))!;
    expect(addition).toMatchObject({ place: `controlnet/${WEIGHTS}`, name: 'someone/net' });
    const file = (await addition.folder.open(addition.place))!;
    expect(Buffer.from(await file.read(0, file.size)).equals(net(WEIGHTS))).toBe(true);
    expect([...hub.sent.keys()].some(path => path.startsWith('transformer/'))).toBe(false);
    expect(await additions.remove('controlnet', 'someone/net')).toBe(true);
    expect(await additions.list()).toEqual([]);
    expect(await additions.open('controlnet', 'someone/net')).toBeUndefined();
  });

  it('goes on where a download was stopped, and keeps nothing that is not what the hub states', async () => {
    const { additions } = store;
    await additions.lookUp(spec('lora', 'someone/brand'));
    const stop = new AbortController();
    const stopping = additions.fetch('lora', 'someone/brand', {
      signal: stop.signal,
      onProgress: ({ bytes }) => bytes > 0 && stop.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
    const { bytes } = (await additions.list())[0]!;
    await additions.fetch('lora', 'someone/brand');
    expect(
      hub.sent
        .get('brand.safetensors')!
        .slice(0, bytes)
        .every(times => times === 1),
    ).toBe(true);
    hub.options = {
      ...hub.options,
      hash: (path, hash) => (path === 'brand.safetensors' ? hash.replace(/./, c => (c === '0' ? '1' : '0')) : hash),
    };
    const other = new ModelStore(new MemoryFileStore(), TEST_OPTIONS).additions;
    await other.lookUp(spec('lora', 'someone/brand'));
    await expect(other.fetch('lora', 'someone/brand')).rejects.toMatchObject({ code: 'file-corrupt' });
    expect(await other.open('lora', 'someone/brand')).toBeUndefined();
  });

  it('fetches what has terms only when they were accepted, and nothing that nobody looked up', async () => {
    const { additions } = store;
    const [{ id, repo }] = CONTROLNETS as [(typeof CONTROLNETS)[0]];
    await additions.lookUp(spec('controlnet', id));
    await expect(additions.fetch('controlnet', id)).rejects.toMatchObject({ code: 'licence-not-accepted' });
    expect(hub.requests).toEqual([]);
    await store.acceptLicences([`https://huggingface.co/${repo}`]);
    expect(await additions.fetch('controlnet', id)).toMatchObject({ complete: true });
    expect(await additions.open('controlnet', id)).toMatchObject({ place: CONTROLNETS[0]!.path });
    await expect(additions.fetch('lora', 'someone/brand')).rejects.toMatchObject({ code: 'model-not-found' });
  });

  it('brings the card of a LoRA and its own picture, which tell what it draws', async () => {
    const files = new Map([
      ['README.md', Buffer.from('---\ninstance_prompt: "in brandish style"\n---\n# Brand')],
      ['brand.safetensors', LORA],
      ['brand.png', Buffer.from('own')],
      ['another.png', Buffer.from('another')],
    ]);
    hub.options = { ...hub.options, repositories: new Map([['someone/shown', files]]) };
    const { additions } = store;
    await additions.lookUp(spec('lora', 'someone/shown'));
    await additions.fetch('lora', 'someone/shown');
    const { file, card, picture } = (await additions.about('lora', 'someone/shown'))!;
    expect(file.size).toBe(LORA.length);
    expect(Buffer.from(await picture!.read(0, picture!.size)).toString()).toBe('own');
    const words = new TextDecoder().decode(await card!.read(0, card!.size));
    expect(await readLoraNotes(file, words)).toMatchObject({ words: ['in brandish style'] });
  });

  it('takes what a team offers, also from any server, and only what has the hash that the team states', async () => {
    const sha256 = createHash('sha256').update(LORA).digest('hex');
    const list = {
      version: 1,
      models: [],
      loras: [{ file: 'brand.safetensors', title: 'Brand', sha256 }, { hub: 'a/b' }],
    };
    const server: typeof fetch = async (input, init) => {
      const url = String(input);
      if (url.endsWith('.json')) return Response.json(list);
      if (!url.endsWith('/brand.safetensors')) return new Response('', { status: 404 });
      const headers = { 'content-length': String(LORA.length) };
      if (init?.method === 'HEAD') return new Response(undefined, { headers });
      const [, from = 0, to = LORA.length - 1] =
        /(\d+)-(\d+)/.exec(new Headers(init?.headers).get('range') ?? '') ?? [];
      const part = LORA.subarray(Number(from), Number(to) + 1);
      const range = `bytes ${from}-${to}/${LORA.length}`;
      return new Response(part, { status: 206, headers: { 'content-range': range } });
    };
    const team = new ModelStore(new MemoryFileStore(), { ...TEST_OPTIONS, fetch: server });
    const [brand, other] = await team.teamLoras('https://team.example/models');
    expect(other).toMatchObject({ id: 'a/b' });
    expect(brand).toMatchObject({ id: 'https://team.example/models/brand.safetensors', title: 'Brand' });
    expect(await team.additions.lookUp(brand!)).toMatchObject({ totalBytes: LORA.length, complete: false });
    expect(await team.additions.fetch('lora', brand!.id)).toMatchObject({ complete: true });
    expect(await team.additions.open('lora', brand!.id)).toMatchObject({ place: 'brand.safetensors' });
    await team.additions.remove('lora', brand!.id);
    await team.additions.lookUp({ ...brand!, sha256: sha256.replace(/^./, first => (first === '0' ? '1' : '0')) });
    await expect(team.additions.fetch('lora', brand!.id)).rejects.toMatchObject({ code: 'file-corrupt' });
    expect(await team.additions.open('lora', brand!.id)).toBeUndefined();
    // the hub has a hash of its own, which may be of what somebody has put in its place since; its card is not meant
    const wrong = sha256.replace(/^./, first => (first === '0' ? '1' : '0'));
    const files = new Map([
      ['README.md', Buffer.from('# Brand')],
      ['brand.safetensors', LORA],
    ]);
    hub.options = { ...hub.options, repositories: new Map([['someone/brand', files]]) };
    for (const stated of [wrong, sha256]) {
      await store.additions.lookUp({ ...spec('lora', 'someone/brand'), sha256: stated });
      const fetching = store.additions.fetch('lora', 'someone/brand');
      if (stated === wrong) await expect(fetching).rejects.toMatchObject({ code: 'file-corrupt' });
      else expect(await fetching).toMatchObject({ complete: true });
    }
  });

  it('keeps a LoRA under its hash, as pictures remember it', async () => {
    const { additions } = store;
    await additions.lookUp(spec('lora', 'someone/brand'));
    await additions.fetch('lora', 'someone/brand');
    const { folder, place } = (await additions.open('lora', 'someone/brand'))!;
    const file = (await folder.open(place))!;
    const hash = createHash('sha256')
      .update(await file.read(0, file.size))
      .digest('hex');
    expect(hash).toBe(createHash('sha256').update(LORA).digest('hex'));
    expect((await additions.list()).map(({ kind, title }) => [kind, title])).toEqual([['lora', 'someone/brand']]);
  });
});
