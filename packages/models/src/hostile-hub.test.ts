import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HUB_FIELDS, type HubAnswer, type HubField, lyingHub, SMALL } from '../../../test/hub/answers.ts';
import { ModelStore } from './model-store.ts';
import { DiskFileStore, nodeHasher } from './node/disk-store.ts';
import { hastyClock, REPO } from './store.fixture.ts';

/** Where nothing has to reach a disk: a store waits for that after every file. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let outside: string;
let folder: string;
let before: string;

beforeEach(() => {
  outside = mkdtempSync(join(MEMORY, 'sana-outside-'));
  folder = join(outside, 'home', 'person', 'models');
  mkdirSync(folder, { recursive: true });
  for (const place of ['.', 'home', 'home/person']) writeFileSync(join(outside, place, '.bashrc'), 'untouched');
  before = surroundings();
});

afterEach(() => rmSync(outside, { recursive: true, force: true }));

/** Every file beside the store, with its content. */
function surroundings(): string {
  const entries = readdirSync(outside, { recursive: true, withFileTypes: true });
  const others = entries.filter(({ parentPath, name }) => !join(parentPath, name).startsWith(folder));
  return others
    .map(entry => {
      const path = join(entry.parentPath, entry.name);
      return `${path} ${entry.isFile() ? readFileSync(path, 'latin1') : ''}`;
    })
    .sort()
    .join('\n');
}

/** What an enemy would write where a name is expected. */
function hostileNames(): readonly string[] {
  const ways = [1, 2, 3, 4, 6].map(depth => `${'../'.repeat(depth)}.bashrc`);
  return [
    ...ways,
    ...ways.slice(0, 2).map(way => way.replaceAll('/', '\\')),
    ...ways.slice(0, 2).map(encodeURIComponent),
    join(outside, '.bashrc'),
    `vae/../../../.bashrc`,
    '..',
    '.',
    '',
    '/',
    'blobs/../../.bashrc',
    `${'a'.repeat(64)}/../../../.bashrc`,
    '\0',
    `${'a'.repeat(40)}\0.bashrc`,
    'a'.repeat(5000),
    '\ud800',
    '\u202e\uff0e\uff0e\uff0f.bashrc',
    '__proto__',
    'constructor',
    'CON',
    'C:\\Windows\\x',
    'https://elsewhere.example/',
    'main',
    'file',
    'A'.repeat(64),
  ];
}

/** Adds the tiny model from a hub that answers so. @returns what came of it: a code, or that it is there */
async function added(answer?: HubAnswer): Promise<string> {
  const store = new ModelStore(new DiskFileStore(folder), {
    fetch: lyingHub(REPO, SMALL, answer),
    createHasher: nodeHasher,
    clock: hastyClock,
    attempts: 1,
  });
  const source = { kind: 'hub', repo: REPO, revision: 'main', hubUrl: 'https://hub.example' } as const;
  try {
    await store.add({ id: 'tiny', title: 'Tiny', source, licences: [] });
    await store.verify('tiny');
    return 'added';
  } catch (error) {
    if (!(error instanceof SanaError)) throw error;
    return error.code;
  }
}

/** What nobody reads gets a few of them, in turn. */
const isRead = (field: HubField) =>
  /^(sha$|(type|path|oid|size|lfs\.oid|lfs\.size) of a.* file|header link of the listing)/.test(field);

describe('a hub that states what is none', () => {
  it.each(HUB_FIELDS)('as %s reaches nothing outside of the store, and is refused with a code', async field => {
    const all = hostileNames();
    const turn = HUB_FIELDS.indexOf(field);
    for (const name of isRead(field) ? all : [0, 1, 2].map(more => all[(3 * turn + more) % all.length]!)) {
      expect(
        await added({ field, value: field.startsWith('header link') ? `<${name}>; rel="next"` : name }),
        JSON.stringify(name.slice(0, 80)),
      ).not.toBe('internal');
      expect(surroundings()).toBe(before);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is believed where it is honest', async () => {
    expect(await added()).toBe('added');
  });
});
