import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ErrorCode, SanaError } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lyingHub, SMALL } from '../../../../test/hub/answers.ts';
import type { ModelSpec } from '../model-spec.ts';
import { ModelStore } from '../model-store.ts';
import { hastyClock, REPO } from '../store.fixture.ts';
import { DiskFileStore, nodeHasher } from './disk-store.ts';

/** Where nothing has to reach a disk: a store waits for that after every file. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const LINKS = ['https://example.org/terms'];

let folder: string;
let asked: string[];
let store: ModelStore;

const spec = (id: string): ModelSpec => {
  const source = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: 'https://hub.example' } as const;
  return { id, title: id, source, licences: LINKS };
};

beforeEach(async () => {
  folder = mkdtempSync(join(MEMORY, 'sana-damaged-'));
  asked = [];
  const hub = lyingHub(REPO, SMALL);
  store = new ModelStore(new DiskFileStore(folder), {
    fetch: (input, init) => {
      asked.push(String(input));
      return hub(input, init);
    },
    createHasher: nodeHasher,
    clock: hastyClock,
  });
  await store.acceptLicences(LINKS);
  await store.add(spec('first'));
  await store.add(spec('other'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KINDS = ['settings/licences.json', 'models/first.json', 'journal', 'data', 'locks'] as const;

const DAMAGE: Readonly<Record<string, (path: string) => void>> = {
  empty: path => writeFileSync(path, ''),
  truncated: path => writeFileSync(path, readFileSync(path).subarray(0, -3)),
  binary: path =>
    writeFileSync(
      path,
      new Uint8Array(300).map((_, index) => (index * 89 + 7) % 256),
    ),
  'other JSON': path => writeFileSync(path, '[{"size": -1, "from": 1e300}, {"__proto__": {"id": "x"}}]\n'),
  'nested JSON': path => writeFileSync(path, '['.repeat(100_000)),
  'a journal of too much': path => {
    const line = { from: 0, to: Number.MAX_SAFE_INTEGER, at: 0, sha256: 'a'.repeat(64) };
    const lines = [{ size: Number.MAX_SAFE_INTEGER, packed: false }, line];
    writeFileSync(path, lines.map(each => `${JSON.stringify(each)}\n`).join(''));
  },
  absent: path => rmSync(path, { recursive: true }),
  'a folder': path => {
    rmSync(path, { recursive: true });
    mkdirSync(join(path, 'inside'), { recursive: true });
  },
};

function filesOf(kind: (typeof KINDS)[number]): readonly string[] {
  if (kind !== 'journal' && kind !== 'data') return [join(folder, kind)];
  const blobs = readdirSync(join(folder, 'blobs')).map(name => join(folder, 'blobs', name));
  return blobs.filter(path => path.endsWith('.parts') === (kind === 'journal'));
}

/** What came of it: a value, or the code of an error. */
async function outcome<T>(work: Promise<T>): Promise<T | ErrorCode> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SanaError)) throw error;
    expect(error.code).not.toBe('internal');
    expect(error.message).toMatch(/\S{2,} .*\.$/);
    return error.code;
  }
}

describe.each(KINDS)('%s', kind => {
  it.each(Object.keys(DAMAGE))('that is damaged (%s) has a code or is mended, and nothing else is lost', async how => {
    const [path = ''] = filesOf(kind);
    if (kind === 'locks' && how !== 'absent') {
      rmSync(path, { recursive: true });
      writeFileSync(path, 'no folder');
    }
    DAMAGE[how]!(path);
    asked = [];
    const whole = new Set(readdirSync(join(folder, 'blobs')));
    for (const id of ['first', 'other']) {
      await outcome(store.list());
      await outcome(store.get(id));
      await outcome(store.damaged());
      await outcome(store.acceptedLicences());
      await outcome(store.open(id));
      await outcome(store.verify(id));
    }
    let added = await outcome(store.add(spec('first')));
    if (added === 'licence-not-accepted') {
      await store.acceptLicences(LINKS);
      added = await outcome(store.add(spec('first')));
    }
    for (const name of whole) expect(existsSync(join(folder, 'blobs', name)), name).toBe(true);
    // What somebody put in the place of a file is not deleted.
    if (typeof added === 'string' && (how === 'a folder' || kind === 'locks')) expect(added).toMatch(/^storage-/);
    else expect(added).toMatchObject({ id: 'first', complete: true });
    // Of all that is there, at most the damaged file comes again.
    const fetched = new Set(asked.filter(url => url.includes('/resolve/')));
    expect(fetched.size, [...fetched].join()).toBeLessThanOrEqual(kind === 'journal' || kind === 'data' ? 3 : 0);
  });
});

it('of a model whose note is damaged nothing is deleted that it may share', async () => {
  writeFileSync(join(folder, 'models', 'first.json'), '{"version": 2}');
  const kept = readdirSync(join(folder, 'blobs'));
  expect(await store.damaged()).toEqual(['first']);
  await store.remove('other');
  expect(readdirSync(join(folder, 'blobs'))).toEqual(kept);
  asked = [];
  expect(await store.add(spec('first'))).toMatchObject({ complete: true });
  expect(asked.filter(url => url.includes('/resolve/'))).toEqual([]);
  expect(await store.damaged()).toEqual([]);
  writeFileSync(join(folder, 'models', 'first.json'), '');
  await store.remove('first');
  expect(readdirSync(join(folder, 'blobs'))).toEqual([]);
});

it('a path that leads out of the store is refused by the store', async () => {
  const files = new DiskFileStore(folder);
  const outside = ['../x', '/etc/passwd', 'blobs/../../x', '..', 'C:\\x', 'blobs\\..\\..\\x', 'blobs/a\0', ''];
  for (const path of outside) {
    const refused = { code: 'storage-failed' };
    await expect(files.open(path, 'read'), path).rejects.toMatchObject(refused);
    await expect(files.open(path, 'write'), path).rejects.toMatchObject(refused);
    await expect(files.replace(path, new Uint8Array(1)), path).rejects.toMatchObject(refused);
    await expect(files.remove(path), path).rejects.toMatchObject(refused);
    await expect(files.list(path), path).rejects.toMatchObject(refused);
    await expect(files.lock(path), path).rejects.toMatchObject(refused);
  }
});
