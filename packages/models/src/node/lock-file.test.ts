import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundled, Contender, contend, hasNamespaces, lockOf } from '../../../../test/soak/contenders.ts';
import { StoredBlob } from '../blob.ts';
import { asContentId } from '../digest.ts';
import { DiskFileStore } from './disk-store.ts';
import { lockFile } from './lock-file.ts';

const LONG_AGO = new Date(Date.now() - 3_600_000);

let directory: string;
let script: string;
let store: string;
let lock: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sana-locks-'));
  script = await bundled(join(import.meta.dirname, '../../../../test/soak/contender.ts'), directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

beforeEach(async () => {
  store = await mkdtemp(join(directory, 'store-'));
  await mkdir(join(store, 'locks'));
  lock = lockOf(store);
});

describe('a lock that a dead process left behind', () => {
  it('goes to one of ten contenders', async () => {
    const holders = await contend(script, store, { rounds: 20, contenders: 10, apart: 0 });
    expect(holders).toEqual(Array(20).fill(1));
  });

  it.skipIf(!hasNamespaces())(
    'goes to one, also of processes that do not see each other (needs the right to unshare)',
    async () => {
      const holders = await contend(script, store, { rounds: 6, contenders: 6, apart: 3 });
      expect(holders).toEqual(Array(6).fill(1));
    },
  );
});

describe('the lock of a living process', () => {
  it.skipIf(!hasNamespaces())('is left alone by one that does not see it (needs the right to unshare)', async () => {
    for (const isApart of [false, true]) {
      const holder = new Contender(script, store, isApart);
      const other = new Contender(script, store, !isApart);
      expect(await holder.tell('lock')).toBe('held');
      await utimes(lock, LONG_AGO, LONG_AGO);
      expect(await other.tell('lock')).toBe('free');
      await holder.end();
      // The process inside ends a moment after the one that started it.
      let answer = await other.tell('lock');
      for (; answer === 'free'; answer = await other.tell('lock')) await sleep(10);
      await other.end();
    }
  });

  it('stays its own while it is stopped, however old its file', async () => {
    const holder = new Contender(script, store);
    expect(await holder.tell('lock')).toBe('held');
    holder.kill('SIGSTOP');
    await utimes(lock, LONG_AGO, LONG_AGO);
    expect(await lockFile(lock)).toBeUndefined();
    holder.kill('SIGCONT');
    expect(await holder.tell('release')).toBe('free');
    const unlock = await lockFile(lock);
    expect(unlock).toBeDefined();
    await unlock?.();
    await holder.end();
    expect(existsSync(lock)).toBe(false);
  });

  it('is not lost when memory is tidied up', async () => {
    await lockFile(lock);
    setFlagsFromString('--expose-gc');
    const tidyUp: () => void = runInNewContext('gc');
    tidyUp();
    await sleep(20);
    expect(await lockFile(lock)).toBeUndefined();
  });
});

const KEY = asContentId('b'.repeat(64));

describe('a writer whose lock was taken away', () => {
  it('writes nothing more', async () => {
    const files = new DiskFileStore(store);
    const first = (await (await StoredBlob.create(files, KEY, 100, false)).write())!;
    await first.keep(0, new Uint8Array(10).fill(1));
    await rm(join(store, 'locks'), { recursive: true });
    const second = (await (await StoredBlob.open(files, KEY))!.write())!;
    await second.keep(10, new Uint8Array(10).fill(2));
    await expect(first.keep(10, new Uint8Array(90).fill(3))).rejects.toMatchObject({ code: 'storage-busy' });
    await expect(first.drop({ from: 0, to: 100 })).rejects.toMatchObject({ code: 'storage-busy' });
    await first.close();
    expect(await readdir(join(store, 'locks'))).toEqual([KEY]);
    await second.keep(20, new Uint8Array(80).fill(4));
    await second.close();
    const bytes = new Uint8Array(100);
    const blob = (await StoredBlob.open(files, KEY))!;
    expect(blob.missing()).toEqual([]);
    await blob.readInto(0, bytes);
    expect(bytes).toEqual(Uint8Array.from({ length: 100 }, (_, at) => (at < 10 ? 1 : at < 20 ? 2 : 4)));
    expect(await readdir(join(store, 'locks'))).toEqual([]);
    await blob.close();
  });
});
