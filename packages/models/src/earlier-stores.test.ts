// Stores as earlier versions wrote them, without the bytes: those are what the sources have. An earlier version kept a file
// under the hash that was stated for it, whoever brought which part of it.

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseJournal } from './journal.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelStore } from './model-store.ts';
import {
  AUTOENCODER,
  type Files,
  openSmallStore,
  smallRepository,
  TEXT_ENCODER,
  TRANSFORMER,
  WebOfHubs,
} from './web-of-hubs.fixture.ts';

const REPO = 'founders/small';
const OFFICIAL = 'https://hub.example';
const MIRROR = 'https://mirror.example';
const EVERYTHING = { imageEncoder: true, offline: true };
const RIGHT = smallRepository();

const STORES = JSON.parse(readFileSync(new URL('earlier-stores.fixture.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

let web: WebOfHubs;
let files: MemoryFileStore;
let store: ModelStore;

const WRONG = new Map(RIGHT);
WRONG.set(
  TEXT_ENCODER,
  RIGHT.get(TEXT_ENCODER)!.map((byte, i, all) =>
    i >= all.length - 2000 && i % 2 === all.length % 2 ? byte ^ 1 : byte,
  ),
);

beforeEach(() => {
  web = new WebOfHubs();
  web.hubs.set(OFFICIAL, {
    repositories: new Map([
      [REPO, RIGHT],
      ['founders/other', smallRepository(7)],
    ]),
  });
});

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

/** @param contents where the bytes of parts are found, by their hashes */
async function restore(name: string, contents: readonly Uint8Array[]): Promise<void> {
  files = new MemoryFileStore();
  for (const [path, text] of Object.entries(STORES[name]!)) {
    const bytes = new TextEncoder().encode(text);
    await files.replace(path, bytes);
    if (!path.endsWith('.parts')) continue;
    const data = await files.open(path.replace('.parts', ''), 'write');
    for (const entry of parseJournal(bytes).entries) {
      if (!('from' in entry)) continue;
      for (const content of contents) {
        const part = content.slice(entry.from, entry.to);
        if ((await sha256(part)) === entry.sha256) await data.write(entry.at, part);
      }
    }
  }
  store = openSmallStore(files, web);
}

const spec = (id: string, hubUrl = OFFICIAL, repo = REPO) =>
  ({ id, title: id, source: { kind: 'hub', repo, revision: 'main', hubUrl }, licences: [] }) as const;

async function expectHas(id: string, expected: Files, paths = [...expected.keys()]): Promise<void> {
  const folder = await store.open(id);
  for (const path of paths) {
    const source = (await folder.open(path))!;
    expect(Buffer.compare(await source.read(0, source.size), expected.get(path)!), path).toBe(0);
  }
}

describe('a store of an earlier version', () => {
  it('whose only model is here in part is read, without a network, and counts for that model alone', async () => {
    await restore('inPart', [...RIGHT.values()]);
    web.hubs.get(OFFICIAL)!.away = true;
    const { complete, comparison } = (await store.get('first'))!;
    expect({ complete, state: comparison?.state }).toEqual({ complete: true, state: 'in-part' });
    expect(await store.add(spec('first'))).toMatchObject({ complete: true });
    expect(await store.verify('first')).toEqual([]);
    await expectHas('first', RIGHT, [TRANSFORMER, 'vae/config.json']);
    web.hubs.get(OFFICIAL)!.away = false;
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await store.add(spec('second', MIRROR));
    expect(web.traffic(MIRROR, TRANSFORMER)).toBe(0);
    expect(web.traffic(MIRROR, TEXT_ENCODER)).toBeGreaterThan(32_000);
    // nothing of what was kept comes again
    const kept = (await store.get('first'))!.comparison!.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const { totalBytes } = await store.add(spec('first'), { needs: EVERYTHING });
    expect(web.traffic(OFFICIAL)).toBe(totalBytes - kept);
    await expectHas('first', RIGHT);
  });

  it('that was compared as a whole is common to all', async () => {
    await restore('whole', [...RIGHT.values()]);
    expect((await store.get('first'))?.comparison?.state).toBe('verified');
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await store.add(spec('second', MIRROR), { needs: EVERYTHING });
    expect(web.traffic(OFFICIAL) + web.traffic(MIRROR)).toBe(0);
    await store.remove('first');
    await expectHas('second', RIGHT);
    expect((await store.get('second'))?.comparison?.state).toBe('verified');
  });

  it('that was stopped in the middle goes on where it was', async () => {
    await restore('interrupted', [...RIGHT.values()]);
    const { bytes, totalBytes } = (await store.get('first'))!;
    expect(bytes).toBeGreaterThan(200_000);
    await store.add(spec('first'), { needs: EVERYTHING });
    expect(web.traffic(OFFICIAL)).toBe(totalBytes - bytes);
    await expectHas('first', RIGHT);
  });

  it('with two models of one hub is read, and either goes on with more', async () => {
    await restore('twoOfOneHub', [...RIGHT.values(), ...smallRepository(7).values()]);
    web.hubs.get(OFFICIAL)!.away = true;
    expect(await store.get('first')).toMatchObject({ complete: true });
    expect(await store.get('second')).toMatchObject({ complete: true });
    web.hubs.get(OFFICIAL)!.away = false;
    await store.add(spec('first'), { needs: EVERYTHING });
    await store.remove('second');
    await expectHas('first', RIGHT);
  });

  it('that a mirror had poisoned gives nothing of it to anybody, and says so', async () => {
    await restore('poisoned', [...RIGHT.values(), ...WRONG.values()]);
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, WRONG]]) });
    for (const id of ['first', 'evil']) {
      const { complete, comparison } = (await store.get(id))!;
      expect({ complete, contested: comparison?.contested }).toEqual({
        complete: false,
        contested: [TEXT_ENCODER, AUTOENCODER],
      });
      await expect(store.open(id)).rejects.toMatchObject({ code: 'model-incomplete' });
    }
    // also when the other one is gone, and nothing shows any more that there were two
    await store.remove('evil');
    await expect(store.open('first')).rejects.toMatchObject({ code: 'model-incomplete' });
    expect(await store.add(spec('first'))).toMatchObject({ complete: true, comparison: { contested: [] } });
    expect(web.traffic(OFFICIAL, TRANSFORMER)).toBe(0);
    await expectHas('first', RIGHT);
    expect(await store.usedBytes()).toBe((await store.get('first'))!.storedBytes);
  });

  it('whose weights were converted is read, and shared with nobody', async () => {
    await restore('converted', [...RIGHT.values(), ...(await converted())]);
    web.hubs.get(OFFICIAL)!.away = true;
    expect(await store.get('first')).toMatchObject({ complete: true, comparison: { state: 'not-compared' } });
    expect(await store.add(spec('first'))).toMatchObject({ complete: true });
    expect(await store.verify('first')).toEqual([]);
    web.hubs.get(OFFICIAL)!.away = false;
    web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await store.add(spec('second', MIRROR), { weights: 'int8' });
    expect(web.traffic(MIRROR, TRANSFORMER)).toBeGreaterThan(RIGHT.get(TRANSFORMER)!.length - 1);
  });

  it('from a server without hashes is read', async () => {
    await restore('fromServer', [...smallRepository(3).values()]);
    expect(await store.get('first')).toMatchObject({ complete: true, comparison: { state: 'not-compared' } });
    expect(await store.verify('first')).toEqual([]);
    await expectHas('first', smallRepository(3), [TRANSFORMER, 'model_index.json']);
  });
});

/** The weight files as they are kept in 8 bits. */
async function converted(): Promise<readonly Uint8Array[]> {
  const kept = openSmallStore(new MemoryFileStore(), web);
  await kept.add(spec('kept'), { weights: 'int8', needs: EVERYTHING });
  const folder = await kept.open('kept');
  return Promise.all(
    [TEXT_ENCODER, TRANSFORMER, AUTOENCODER].map(async path => {
      const source = (await folder.open(path))!;
      return source.read(0, source.size);
    }),
  );
}
