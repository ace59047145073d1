// Whatever honest and hostile sources, interruptions, damage and people do to a store: a model reads what its own source
// has, or what has the hash that its source states, or nothing.

import { createHash } from 'node:crypto';
import { SanaError } from '@sana-studio/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelStore } from './model-store.ts';
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
const PATHS = [TEXT_ENCODER, TRANSFORMER, AUTOENCODER, 'model_index.json'] as const;
const RIGHT = smallRepository();
const RIGHT_HASH = new Map(PATHS.map(path => [path as string, hashOf(path, RIGHT.get(path)!)]));

function hashOf(path: string, bytes: Uint8Array): string {
  const hash = path.endsWith('.json') ? createHash('sha1').update(`blob ${bytes.length}\0`) : createHash('sha256');
  return hash.update(bytes).digest('hex');
}

/** Other bytes behind the headers of some files. Each liar has its own, so that every byte tells whose it is. */
function forged(by: number, paths: readonly string[]): Files {
  const forge = (bytes: Uint8Array) => bytes.map((byte, i) => (i < 200 && bytes.length > 200 ? byte : byte ^ by));
  return new Map([...RIGHT].map(([path, bytes]) => [path, paths.includes(path) ? forge(bytes) : bytes]));
}

interface Source {
  readonly origin: string;
  readonly files: Files;
  readonly hub: () => FakeHub;
}

/** Honest hubs, liars about the hashes of files needed in part or whole and about sizes, servers without hashes. */
const SOURCES: readonly Source[] = [
  honest('https://one.example', RIGHT),
  honest('https://two.example', RIGHT),
  liar('https://evil.example', 1, [TEXT_ENCODER, AUTOENCODER]),
  liar('https://wicked.example', 2, [AUTOENCODER]),
  liar('https://bold.example', 4, [TRANSFORMER, TEXT_ENCODER]),
  liar('https://short.example', 8, [TEXT_ENCODER], 64),
  honest('https://fork.example', forged(16, PATHS)),
  plain('https://files.example', RIGHT),
  plain('https://tags.example', forged(32, PATHS)),
];

function honest(origin: string, files: Files): Source {
  return { origin, files, hub: () => ({ repositories: new Map([[REPO, files]]) }) };
}

/** States the published hashes, whatever it has. */
function liar(origin: string, by: number, paths: readonly string[], less = 0): Source {
  const files = forged(by, paths);
  const hub = (): FakeHub => ({
    repositories: new Map([[REPO, files]]),
    claimHash: (path, hash) => RIGHT_HASH.get(path) ?? hash,
    claimSize: (path, size) => (path === TEXT_ENCODER ? size - less : size),
  });
  return { origin, files, hub };
}

function plain(origin: string, files: Files): Source {
  return {
    origin,
    files,
    hub: (): FakeHub => ({ plain: true, repositories: new Map([[REPO, files]]), etag: () => '"1"' }),
  };
}

const source = fc.nat(SOURCES.length - 1);
const model = fc.constantFrom<string[]>('a', 'b', 'c');
const share = fc.double({ min: 0, max: 1, noNaN: true });

const adding = fc.record({
  do: fc.constant('add' as const),
  model,
  source,
  needs: fc.constantFrom({}, {}, {}, { imageEncoder: true }, { offline: true }),
  weights: fc.constantFrom(undefined, undefined, undefined, 'original' as const, 'int8' as const),
  /** After how many bytes the connection is lost, if it is. */
  bytes: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(500_000) }),
});

const anything = fc.oneof(
  { weight: 4, arbitrary: adding },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      model,
      path: fc.constantFrom(...PATHS),
      from: share,
      length: fc.constantFrom(100, 5_000, 300_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), model }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('verify' as const), model }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compare' as const), model, source }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('damage' as const), file: share, at: share }) },
  { weight: 1, arbitrary: fc.constant({ do: 'move' as const }) },
);

/** Several models first: between them it happens. */
const story = fc
  .tuple(fc.array(adding, { minLength: 2, maxLength: 4 }), fc.array(anything, { maxLength: 8 }))
  .map(([begin, more]) => [...begin, ...more]);

type Step = typeof anything extends fc.Arbitrary<infer Value> ? Value : never;

class Trial {
  /** How often something was read, of all trials. */
  static reads = 0;
  readonly #web = new WebOfHubs();
  #files = new MemoryFileStore();
  #store: ModelStore = openSmallStore(this.#files, this.#web);

  constructor() {
    for (const { origin, hub } of SOURCES) this.#web.hubs.set(origin, hub());
  }

  async run(step: Step): Promise<void> {
    try {
      await this.#try(step);
    } catch (error) {
      if (!(error instanceof SanaError) || error.code === 'internal') throw error;
    } finally {
      for (const hub of this.#web.hubs.values()) delete hub.bytesLeft;
    }
    // what is not needed is not there, and what is there is counted
    const models = await this.#store.list();
    if (models.length === 1) expect(await this.#store.usedBytes()).toBeGreaterThanOrEqual(models[0]!.storedBytes);
    expect(models.every(({ bytes, totalBytes }) => bytes <= totalBytes)).toBe(true);
  }

  async readEverything(): Promise<void> {
    for (const { id } of await this.#store.list()) {
      for (const path of PATHS) await this.run({ do: 'read', model: id, path, from: 0, length: 300_000 });
    }
  }

  async #try(step: Step): Promise<void> {
    const store = this.#store;
    if (step.do === 'add') {
      const { origin, hub } = SOURCES[step.source]!;
      if (step.bytes !== undefined) this.#web.hubs.get(origin)!.bytesLeft = step.bytes;
      const from = hub().plain
        ? ({ kind: 'url', url: `${origin}/m` } as const)
        : ({ kind: 'hub', repo: REPO, revision: 'main', hubUrl: origin } as const);
      const { model: id, needs, weights } = step;
      await store.add({ id, title: id, source: from, licences: [] }, { needs, weights });
    } else if (step.do === 'read') await this.#read(step.model, step.path, step);
    else if (step.do === 'remove') await store.remove(step.model);
    else if (step.do === 'verify') await store.verify(step.model);
    else if (step.do === 'compare') await store.compare(step.model, SOURCES[step.source]!.origin);
    else if (step.do === 'damage') await this.#damage(step.file, step.at);
    else await this.#move();
  }

  async #read(id: string, path: string, range: { readonly from: number; readonly length: number }): Promise<void> {
    const found = await this.#store.get(id);
    if (!found) return;
    const file = (await (await this.#store.open(id)).open(path))!;
    const from = Math.floor(range.from * (file.size - 1));
    const bytes = Buffer.from(await file.read(from, Math.min(range.length, file.size - from)));
    await file.close?.();
    const { origin, files, hub } = SOURCES.find(each => found.source.includes(each.origin))!;
    const isConverted = found.weights !== 'original' && path.endsWith('.safetensors');
    const of = (all: Files) => (isConverted ? converted(all, path) : all.get(path)!);
    // A liar may have what has the hash that it states.
    const possible = hub().claimHash ? [files, RIGHT] : [files];
    const contents = await Promise.all(possible.map(of));
    const isOwn = contents.some(all => bytes.equals(all.subarray(from, from + bytes.length)));
    expect(isOwn, `${id} of ${origin}: ${path} from ${from}`).toBe(true);
    Trial.reads++;
  }

  /** @param file which of them, 0…1. @param at where in it, 0…1 */
  async #damage(file: number, at: number): Promise<void> {
    const blobs = (await this.#files.list('blobs')).filter(({ path, size }) => !path.endsWith('.parts') && size > 0);
    const blob = blobs[Math.floor(file * (blobs.length - 1))];
    if (!blob) return;
    const open = await this.#files.open(blob.path, 'write');
    const place = Math.floor(at * (blob.size - 1));
    await open.write(
      place,
      (await open.read(place, 1)).map(byte => byte ^ 0x80),
    );
    await open.close();
    // A disk that rots is found out by looking, not by reading.
    for (const { id } of await this.#store.list()) await this.#store.verify(id);
  }

  async #move(): Promise<void> {
    const files = new MemoryFileStore();
    const target = openSmallStore(files, this.#web);
    for (const { id } of await this.#store.list()) await this.#store.move(id, target);
    this.#files = files;
    this.#store = target;
  }
}

const conversions = new Map<Uint8Array, Promise<Uint8Array>>();

/** What an undisturbed store makes of a file. */
function converted(files: Files, path: string): Promise<Uint8Array> {
  const published = files.get(path)!;
  const known = conversions.get(published);
  if (known) return known;
  const make = async () => {
    const web = new WebOfHubs();
    web.hubs.set('https://one.example', { repositories: new Map([[REPO, files]]) });
    const store = openSmallStore(new MemoryFileStore(), web);
    const from = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: 'https://one.example' } as const;
    const needs = { offline: true, imageEncoder: true };
    await store.add({ id: 'm', title: 'm', source: from, licences: [] }, { weights: 'int8', needs });
    const file = (await (await store.open('m')).open(path))!;
    return file.read(0, file.size);
  };
  const made = make();
  conversions.set(published, made);
  return made;
}

it('every byte that a model reads is its own source’s, or has the hash that this states', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, async steps => {
      const trial = new Trial();
      for (const step of steps) await trial.run(step);
      await trial.readEverything();
    }),
    { seed: 20_261_126, numRuns: 25 },
  );
  // errors are answers as well, but not the only ones
  expect(Trial.reads).toBeGreaterThan(100);
});
