import { createHash } from 'node:crypto';
import type { Folder } from '@sana-studio/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelSpec } from './model-spec.ts';
import type { AddOptions, ModelStore } from './model-store.ts';
import {
  AUTOENCODER,
  type FakeHub,
  type Files,
  openSmallStore,
  smallRepository,
  TEXT_ENCODER,
  TRANSFORMER,
  WebOfHubs,
} from './web-of-hubs.fixture.ts';

const REPO = 'founders/small';
const OTHER = 'founders/other';
const OFFICIAL = 'https://hub.example';
const MIRROR = 'https://mirror.example';
const THIRD = 'https://third.example';
const EVERYTHING = { imageEncoder: true, offline: true };

const RIGHT = smallRepository();
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const differing = (bytes: Uint8Array, from: number) => bytes.map((byte, i) => (i < from ? byte : byte ^ 1));

/** A mirror of the same repository that has other bytes of a file, and states the right hash for them. */
function lying(path: string, from: number): FakeHub {
  const right = RIGHT.get(path)!;
  const files = new Map([...RIGHT, [path, differing(right, from)]]);
  const claimHash = (name: string, hash: string) => (name === path ? hashOf(right) : hash);
  return { repositories: new Map([[REPO, files]]), claimHash };
}

let web: WebOfHubs;
let files: MemoryFileStore;
let store: ModelStore;

beforeEach(() => {
  web = new WebOfHubs();
  web.hubs.set(OFFICIAL, {
    repositories: new Map([
      [REPO, RIGHT],
      [OTHER, smallRepository(7)],
    ]),
  });
  files = new MemoryFileStore();
  store = openSmallStore(files, web);
});

function spec(id: string, hubUrl: string, repo = REPO): ModelSpec {
  return { id, title: id, source: { kind: 'hub', repo, revision: 'main', hubUrl }, licences: [] };
}

const add = (id: string, hubUrl: string, options?: AddOptions, repo = REPO) =>
  store.add(spec(id, hubUrl, repo), options);

async function readAll(folder: Folder, path: string): Promise<Uint8Array> {
  const source = (await folder.open(path))!;
  const bytes = await source.read(0, source.size);
  await source.close?.();
  return bytes;
}

async function expectHas(id: string, expected: Files, paths = [...expected.keys()]): Promise<void> {
  const folder = await store.open(id);
  for (const path of paths) expect(Buffer.compare(await readAll(folder, path), expected.get(path)!), path).toBe(0);
}

const stateOf = async (id: string, path: string) =>
  (await store.get(id))?.comparison?.files.find(file => file.path === path)?.state;

async function flipByte(size: number, at: number): Promise<void> {
  const blob = (await files.list('blobs')).find(file => !file.path.endsWith('.parts') && file.size === size)!;
  const file = await files.open(blob.path, 'write');
  const byte = await file.read(at, 1);
  await file.write(
    at,
    byte.map(value => value ^ 1),
  );
}

describe('a mirror that states the published hash for other bytes', () => {
  // behind what is left out, and behind the header of what is read first
  it.each([
    [TEXT_ENCODER, 270_000],
    [AUTOENCODER, 5_000],
  ])('of %s, which is needed in part, cannot poison a model that is added later', async (path, from) => {
    web.hubs.set(MIRROR, lying(path, from));
    await add('theirs', MIRROR);
    expect(await stateOf('theirs', path)).toBe('in-part');
    await add('ours', OFFICIAL);
    expect(web.traffic(OFFICIAL, path)).toBeGreaterThan(16_000);
    await expectHas('ours', RIGHT);
    expect(await store.verify('ours')).toEqual([]);
    expect(await stateOf('ours', path)).toBe('verified');
    // and the other way round: the mirror's model stays what the mirror has
    await expectHas('theirs', web.hubs.get(MIRROR)!.repositories.get(REPO)!, [path]);
    expect(await store.verify('theirs')).toEqual([expect.objectContaining({ path })]);
  });

  it('cannot poison the same model when the person goes back to the official hub', async () => {
    web.hubs.set(MIRROR, lying(TEXT_ENCODER, 270_000));
    await add('model', MIRROR);
    expect(await add('model', OFFICIAL)).toMatchObject({ complete: true, source: `${REPO} at ${OFFICIAL}` });
    await expectHas('model', RIGHT);
    expect(await store.usedBytes()).toBe((await store.get('model'))!.storedBytes);
  });

  it('cannot pass what is converted on to others, nor what is converted of it later', async () => {
    web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await add('theirs', MIRROR, { weights: 'int8' });
    await add('ours', OFFICIAL, { weights: 'int8' });
    const undisturbed = openSmallStore(new MemoryFileStore(), web);
    await undisturbed.add(spec('ours', OFFICIAL), { weights: 'int8' });
    const [found, expected] = [await store.open('ours'), await undisturbed.open('ours')];
    expect(Buffer.compare(await readAll(found, TRANSFORMER), await readAll(expected, TRANSFORMER))).toBe(0);
    expect(await stateOf('ours', TRANSFORMER)).toBe('not-compared');
  });

  it('is found out where a file is needed whole, and takes nothing away from others', async () => {
    web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await expect(add('theirs', MIRROR)).rejects.toMatchObject({ code: 'file-corrupt' });
    await add('ours', OFFICIAL);
    await expectHas('ours', RIGHT, [TRANSFORMER]);
    // now it is here, proved: what the mirror states is what it gets
    expect(await add('theirs', MIRROR)).toMatchObject({ complete: true });
    await expectHas('theirs', RIGHT, [TRANSFORMER]);
  });

  it('gives nothing to a stated hash that is the key of another model’s file', async () => {
    web.hubs.set('https://files.example', { plain: true, repositories: new Map([[REPO, RIGHT]]), etag: () => '"1"' });
    await store.add({
      id: 'plain',
      title: 'plain',
      source: { kind: 'url', url: 'https://files.example/m' },
      licences: [],
    });
    const keys = (await files.list('blobs')).map(({ path }) => path.slice('blobs/'.length).replace('.parts', ''));
    for (const [index, key] of [...new Set(keys)].entries()) {
      const hub = lying(TEXT_ENCODER, 270_000);
      web.hubs.set(MIRROR, { ...hub, claimHash: (name, hash) => (name === TEXT_ENCODER ? key : hash) });
      await add(`theirs-${index}`, MIRROR).catch(() => undefined);
    }
    const folder = await store.open('plain');
    expect(Buffer.compare(await readAll(folder, TEXT_ENCODER), RIGHT.get(TEXT_ENCODER)!)).toBe(0);
  });

  it('cannot mend a proved file with its own bytes', async () => {
    const mirror: FakeHub = { repositories: new Map([[REPO, RIGHT]]) };
    web.hubs.set(MIRROR, mirror);
    await add('theirs', MIRROR);
    await add('ours', OFFICIAL);
    // one file for both, which the mirror’s model brought
    expect(web.traffic(OFFICIAL, TRANSFORMER)).toBe(0);
    Object.assign(mirror, lying(TRANSFORMER, 1000));
    await flipByte(RIGHT.get(TRANSFORMER)!.length, 3000);
    expect(await store.verify('theirs')).toHaveLength(1);
    await expect(add('theirs', MIRROR)).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(store.open('ours')).rejects.toMatchObject({ code: 'model-incomplete' });
    expect(await add('ours', OFFICIAL)).toMatchObject({ complete: true });
    expect(web.traffic(OFFICIAL, TRANSFORMER)).toBeGreaterThan(0);
    await expectHas('ours', RIGHT, [TRANSFORMER]);
    expect(await add('theirs', MIRROR)).toMatchObject({ complete: true });
  });

  it('and lies about the size is another file to everybody', async () => {
    const hub = lying(TEXT_ENCODER, 270_000);
    web.hubs.set(MIRROR, { ...hub, claimSize: (path, size) => (path === TEXT_ENCODER ? size - 64 : size) });
    await add('theirs', MIRROR).catch(() => undefined);
    await add('ours', OFFICIAL);
    await expectHas('ours', RIGHT);
  });
});

describe('a whole file that was verified', () => {
  it('is fetched once for all whose source states the same, whatever mirror they come from', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await add('first', OFFICIAL, { needs: EVERYTHING });
    await add('second', MIRROR);
    await add('third', OFFICIAL, { needs: EVERYTHING }, OTHER);
    expect(web.traffic(MIRROR)).toBe(0);
    expect(web.traffic(OFFICIAL, TEXT_ENCODER)).toBe(RIGHT.get(TEXT_ENCODER)!.length);
    await store.remove('first');
    await expectHas('second', RIGHT);
    await expectHas('third', smallRepository(7));
    expect(web.traffic(MIRROR)).toBe(0);
    await store.remove('second');
    await store.remove('third');
    expect(await files.list('blobs')).toEqual([]);
  });

  it('is shared as well when its weights are converted from the store', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await add('first', OFFICIAL, { needs: EVERYTHING });
    await add('first', OFFICIAL, { weights: 'int4' });
    expect(await stateOf('first', TEXT_ENCODER)).toBe('verified');
    const before = web.traffic(OFFICIAL, TEXT_ENCODER) + web.traffic(OFFICIAL, TRANSFORMER);
    await add('second', MIRROR, { weights: 'int4' });
    // the headers, to know the size that it will have
    expect(web.traffic(MIRROR, TEXT_ENCODER)).toBeLessThanOrEqual(2 ** 16);
    expect(web.traffic(OFFICIAL, TEXT_ENCODER) + web.traffic(OFFICIAL, TRANSFORMER)).toBe(before);
    const [one, two] = [await store.open('first'), await store.open('second')];
    for (const path of [TEXT_ENCODER, TRANSFORMER, AUTOENCODER]) {
      expect(Buffer.compare(await readAll(one, path), await readAll(two, path)), path).toBe(0);
    }
  });

  it('is what other models are converted from, also those of another repository', async () => {
    await add('first', OFFICIAL, { needs: EVERYTHING });
    const before = web.traffic(OFFICIAL, TEXT_ENCODER);
    await add('second', OFFICIAL, { weights: 'int8', needs: EVERYTHING }, OTHER);
    // its header, to know the size that it will have
    expect(web.traffic(OFFICIAL, TEXT_ENCODER) - before).toBeLessThanOrEqual(2 ** 16);
    expect(await stateOf('second', TEXT_ENCODER)).toBe('verified');
    expect(await stateOf('second', TRANSFORMER)).toBe('not-compared');
  });

  it('that turns out to be another one is fetched anew, by each into its own place', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await add('first', OFFICIAL);
    await add('second', MIRROR);
    // as if it had been proved by mistake: the byte is another, and its part has the hash for that
    const size = RIGHT.get(TRANSFORMER)!.length;
    await flipByte(size, 9);
    const blob = (await files.list('blobs')).find(file => !file.path.endsWith('.parts') && file.size === size)!;
    const journal = (await files.open(`${blob.path}.parts`, 'read'))!;
    const lines = Buffer.from(await journal.read(0, await journal.size())).toString();
    const part = await (await files.open(blob.path, 'read'))!.read(0, 2 ** 13);
    const first = RIGHT.get(TRANSFORMER)!.subarray(0, 2 ** 13);
    await files.replace(`${blob.path}.parts`, Buffer.from(lines.replaceAll(hashOf(first), hashOf(part))));
    expect(await store.verify('second')).toEqual([{ path: TRANSFORMER, bytes: size }]);
    await expect(store.open('first')).rejects.toMatchObject({ code: 'model-incomplete' });
    web.sent.clear();
    await add('second', MIRROR);
    expect(web.traffic(MIRROR, TRANSFORMER)).toBe(size);
    await add('first', OFFICIAL);
    expect(web.traffic(OFFICIAL)).toBe(0);
    await expectHas('first', RIGHT, [TRANSFORMER]);
    await expectHas('second', RIGHT, [TRANSFORMER]);
  });

  it('becomes common when later reads made it whole, by verify and by add', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await add('first', OFFICIAL);
    await expectHas('first', RIGHT, [TEXT_ENCODER, AUTOENCODER]);
    expect(await stateOf('first', TEXT_ENCODER)).toBe('not-compared');
    const { requests } = web;
    expect(await store.verify('first')).toEqual([]);
    expect(web.requests).toBe(requests);
    expect((await store.get('first'))?.comparison).toMatchObject({ state: 'verified', contested: [] });
    await add('second', MIRROR);
    expect(web.traffic(MIRROR)).toBe(0);
  });

  it('takes the place of what is not complete of another source', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]), bytesLeft: 60_000 });
    await expect(add('first', MIRROR, { needs: EVERYTHING })).rejects.toMatchObject({ code: 'network-failed' });
    await add('second', OFFICIAL, { needs: EVERYTHING });
    await add('first', MIRROR, { needs: EVERYTHING });
    expect(web.traffic(MIRROR)).toBe(60_000);
    await expectHas('first', RIGHT);
    expect(await store.usedBytes()).toBe((await store.get('second'))!.storedBytes);
  });

  it('moves to another store with what is proved of it, and is shared there', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await add('first', OFFICIAL, { needs: EVERYTHING });
    await add('second', MIRROR);
    const target = openSmallStore(new MemoryFileStore(), web);
    await store.move('second', target);
    await store.move('first', target);
    web.hubs.clear();
    store = target;
    await expectHas('first', RIGHT);
    await expectHas('second', RIGHT);
    expect(await target.usedBytes()).toBe((await target.get('first'))!.storedBytes);
    expect((await target.get('second'))?.comparison?.state).toBe('verified');
  });
});

describe('another mirror', () => {
  it('goes on with a file that is needed whole, and what a liar brought of it does not stay', async () => {
    web.hubs.set(MIRROR, { ...lying(TRANSFORMER, 1000), bytesLeft: 80_000 });
    await expect(add('model', MIRROR)).rejects.toMatchObject({ code: 'network-failed' });
    expect((await store.get('model'))!.bytes).toBeGreaterThan(1000);
    expect(await add('model', OFFICIAL)).toMatchObject({ complete: true });
    await expectHas('model', RIGHT);
  });

  it('that is honest fetches only what the first had not brought', async () => {
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]), bytesLeft: 80_000 });
    await expect(add('model', MIRROR)).rejects.toMatchObject({ code: 'network-failed' });
    await add('model', OFFICIAL);
    expect(web.traffic(OFFICIAL, TRANSFORMER) + web.traffic(MIRROR, TRANSFORMER)).toBe(RIGHT.get(TRANSFORMER)!.length);
    await expectHas('model', RIGHT);
  });

  it('can be what files that are here in part are compared with', async () => {
    web.hubs.set(MIRROR, lying(TEXT_ENCODER, 270_000));
    web.hubs.set(THIRD, { repositories: new Map([[REPO, RIGHT]]) });
    await add('theirs', MIRROR);
    await add('ours', OFFICIAL);
    expect(await store.compare('theirs', OFFICIAL)).toEqual([
      { path: TEXT_ENCODER, source: `${REPO} at ${OFFICIAL}`, how: 'bytes' },
    ]);
    expect(await store.compare('ours', THIRD)).toEqual([]);
    const { comparison } = (await store.get('ours'))!;
    const inPart = comparison!.files.filter(({ state }) => state === 'in-part');
    expect(inPart.map(({ path }) => path)).toEqual([TEXT_ENCODER, AUTOENCODER]);
    for (const { bytes, other } of inPart) expect(other).toEqual({ source: `${REPO} at ${THIRD}`, bytes });
    // rows that come later were not compared
    await expectHas('ours', RIGHT, [TEXT_ENCODER]);
    const later = (await store.get('ours'))!.comparison!.files.find(({ path }) => path === TEXT_ENCODER)!;
    expect(later.other!.bytes).toBeLessThan(later.bytes);
    web.hubs.delete(THIRD);
    await expect(store.compare('ours', THIRD)).rejects.toMatchObject({ code: 'network-failed' });
    await expect(store.compare('ours', 'no address')).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it.each(['hash', 'size', 'absent'] as const)('that states another %s differs without a byte of it', async how => {
    await add('ours', OFFICIAL);
    const without = new Map(RIGHT);
    if (how === 'absent') without.delete(TEXT_ENCODER);
    web.hubs.set(MIRROR, {
      repositories: new Map([[REPO, without]]),
      ...(how === 'hash' && {
        claimHash: (path: string, hash: string) => (path === TEXT_ENCODER ? 'a'.repeat(64) : hash),
      }),
      ...(how === 'size' && { claimSize: (path: string, size: number) => (path === TEXT_ENCODER ? size - 64 : size) }),
    });
    expect(await store.compare('ours', MIRROR)).toEqual([expect.objectContaining({ path: TEXT_ENCODER, how })]);
    expect(web.traffic(MIRROR, TEXT_ENCODER)).toBe(0);
  });

  it('is compared in the form that is kept', async () => {
    web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await add('ours', OFFICIAL, { weights: 'int8' });
    expect(await store.compare('ours', MIRROR)).toEqual([expect.objectContaining({ path: TRANSFORMER, how: 'bytes' })]);
    expect(await store.compare('ours', OFFICIAL)).toEqual([]);
  });
});

describe('a server without hashes', () => {
  const url = { kind: 'url', url: 'https://files.example/m' } as const;

  it('is not compared, and is another source with another tag', async () => {
    const hub: FakeHub = { plain: true, repositories: new Map([[REPO, RIGHT]]), etag: () => '"1"' };
    web.hubs.set('https://files.example', hub);
    await store.add({ id: 'one', title: 'one', source: url, licences: [] });
    expect((await store.get('one'))?.comparison?.state).toBe('not-compared');
    expect(await store.verify('one')).toEqual([]);
    // another place with the same tags
    web.hubs.set('https://liar.example', { ...hub, repositories: new Map([[REPO, smallRepository(9)]]) });
    const elsewhere = { kind: 'url', url: 'https://liar.example/m' } as const;
    await store.add({ id: 'two', title: 'two', source: elsewhere, licences: [] });
    await expectHas('one', RIGHT);
    await expectHas('two', smallRepository(9));
    // the same place with other content
    hub.repositories = new Map([[REPO, smallRepository(8)]]);
    hub.etag = () => '"2"';
    await store.add({ id: 'one', title: 'one', source: url, licences: [] });
    await expectHas('one', smallRepository(8));
  });

  it('whose files a hub vouches for can be compared with that', async () => {
    web.hubs.set('https://files.example', { plain: true, repositories: new Map([[REPO, RIGHT]]) });
    web.hubs.set('https://copy.example', { plain: true, repositories: new Map([[REPO, RIGHT]]) });
    await store.add({ id: 'one', title: 'one', source: url, licences: [] });
    expect(await store.compare('one', 'https://copy.example/m')).toEqual([]);
    web.hubs.set('https://copy.example', { plain: true, repositories: new Map([[REPO, smallRepository(9)]]) });
    const found = await store.compare('one', 'https://copy.example/m');
    expect(found.map(({ path }) => path)).toEqual(['model_index.json', TRANSFORMER]);
  });
});
