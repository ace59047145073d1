import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelSpec } from './model-spec.ts';
import type { AddOptions, ModelStore } from './model-store.ts';
import type { StoredModel } from './stored-model.ts';
import { type FakeHub, type Files, openSmallStore, smallRepository, WebOfHubs } from './web-of-hubs.fixture.ts';

export const REPO = 'founders/small';
export const OTHER = 'founders/other';
export const OFFICIAL = 'https://hub.example';
export const MIRROR = 'https://mirror.example';
export const EVERYTHING = { imageEncoder: true, offline: true };
export const RIGHT = smallRepository();

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A mirror of the same repository that has other bytes of a file, and states the right hash for them. */
export function lying(path: string, from: number): FakeHub {
  const right = RIGHT.get(path)!;
  const files = new Map([...RIGHT, [path, right.map((byte, i) => (i < from ? byte : byte ^ 1))]]);
  const claimHash = (name: string, hash: string) => (name === path ? sha256Of(right) : hash);
  return { repositories: new Map([[REPO, files]]), claimHash };
}

function small(id: string, hubUrl: string, repo = REPO): ModelSpec {
  return { id, title: id, source: { kind: 'hub', repo, revision: 'main', hubUrl }, licences: [] };
}

/** An official hub with two repositories that have all but the transformer in common, and a store that asks it. */
export class SmallWorld {
  readonly web = new WebOfHubs();
  readonly files = new MemoryFileStore();
  store: ModelStore = openSmallStore(this.files, this.web);

  constructor() {
    const repositories = new Map([
      [REPO, RIGHT],
      [OTHER, smallRepository(7)],
    ]);
    this.web.hubs.set(OFFICIAL, { repositories });
  }

  add(id: string, hubUrl: string, options?: AddOptions, repo?: string): Promise<StoredModel> {
    return this.store.add(small(id, hubUrl, repo), options);
  }

  /** A server without hashes. */
  addPlain(id: string, origin: string): Promise<StoredModel> {
    return this.store.add({ id, title: id, source: { kind: 'url', url: `${origin}/m` }, licences: [] });
  }

  async read(id: string, path: string): Promise<Uint8Array> {
    const source = (await (await this.store.open(id)).open(path))!;
    const bytes = await source.read(0, source.size);
    await source.close?.();
    return bytes;
  }

  async expectHas(id: string, expected: Files, paths = [...expected.keys()]): Promise<void> {
    for (const path of paths) {
      expect(Buffer.compare(await this.read(id, path), expected.get(path)!), path).toBe(0);
    }
  }

  async stateOf(id: string, path: string): Promise<string | undefined> {
    return (await this.store.get(id))?.comparison?.files.find(file => file.path === path)?.state;
  }

  /** Path of the only data file of a size. */
  async dataPath(size: number): Promise<string> {
    return (await this.files.list('blobs')).find(file => !file.path.endsWith('.parts') && file.size === size)!.path;
  }

  async flipByte(path: string, at: number): Promise<void> {
    const file = await this.files.open(path, 'write');
    const byte = await file.read(at, 1);
    await file.write(
      at,
      byte.map(value => value ^ 1),
    );
  }
}
