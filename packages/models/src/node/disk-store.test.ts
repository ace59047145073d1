import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestHub } from '../../../../test/hub/hub.ts';
import { type FileStore, type StoreFile, storageFull } from '../file-store.ts';
import { ModelStore } from '../model-store.ts';
import { expectEqualFiles, PART_BYTES, REPO, REPOSITORY, TEST_OPTIONS, tinySpec } from '../store.fixture.ts';
import { DiskFileStore } from './disk-store.ts';
import { diskModelStore } from './index.ts';

const TRANSFORMER = REPOSITORY.get('transformer/diffusion_pytorch_model.safetensors')!;
const EVERYTHING = { imageEncoder: true, offline: true };

let directory: string;
let hub: TestHub;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sana-store-'));
  hub = await TestHub.start({ repositories: new Map([[REPO, REPOSITORY]]) });
});

afterEach(async () => {
  await hub.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Path of the data file that holds bytes of this length. */
async function dataFile(size: number): Promise<string> {
  const blobs = join(directory, 'blobs');
  for (const name of await readdir(blobs)) {
    const path = join(blobs, name);
    if (!name.endsWith('.parts') && (await stat(path)).size === size) return path;
  }
  throw new Error(`no file of ${size} bytes`);
}

async function flipByte(path: string, at: number): Promise<void> {
  const handle = await open(path, 'r+');
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at);
  await handle.write(Buffer.from([buffer[0]! ^ 0xff]), 0, 1, at);
  await handle.close();
}

/** A disk with room for so many bytes of model files. */
class FillingStore implements FileStore {
  readonly #disk: DiskFileStore;
  readonly label: string;
  readonly persistent = true;
  room: number;

  constructor(path: string, room: number) {
    this.#disk = new DiskFileStore(path);
    this.label = path;
    this.room = room;
  }

  open(path: string, mode: 'read'): Promise<StoreFile | undefined>;
  open(path: string, mode: 'write'): Promise<StoreFile>;
  async open(path: string, mode: 'read' | 'write'): Promise<StoreFile | undefined> {
    if (mode === 'read') return this.#disk.open(path, mode);
    const file = await this.#disk.open(path, mode);
    const write = async (at: number, bytes: Uint8Array) => {
      this.room -= bytes.length;
      if (this.room < 0) throw storageFull(this.label, {});
      await file.write(at, bytes);
    };
    return { ...file, write };
  }

  list = (path: string) => this.#disk.list(path);
  replace = (path: string, bytes: Uint8Array) => this.#disk.replace(path, bytes);
  remove = (path: string) => this.#disk.remove(path);
  lock = (name: string) => this.#disk.lock(name);
  freeBytes = async () => undefined;
}

describe('a process', () => {
  let script = '';

  beforeAll(async () => {
    const out = await mkdtemp(join(tmpdir(), 'sana-script-'));
    script = join(out, 'add-model.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'add-model.fixture.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      logLevel: 'error',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
  });

  afterAll(() => rm(join(script, '..'), { recursive: true, force: true }));

  function start(): ChildProcess {
    return spawn(process.execPath, [script, directory, hub.url, String(PART_BYTES)], { stdio: 'inherit' });
  }

  it('that is killed again and again in the middle leaves what the next one needs', async () => {
    hub.options = { ...hub.options, pace: 4 };
    const total = [...REPOSITORY].reduce(
      (sum, [path, bytes]) => sum + (/fp16|int4|README/.test(path) ? 0 : bytes.length),
      0,
    );
    const kills = [0.1, 0.35, 0.6, 0.85];
    const lost: number[] = [];
    for (const share of kills) {
      const child = start();
      const exited = once(child, 'exit');
      while (hub.traffic().once < total * share && child.exitCode === null) await sleep(5);
      child.kill('SIGKILL');
      expect(await exited).toEqual([null, 'SIGKILL']);
      const left = await diskModelStore(directory).get('tiny');
      expect(left?.complete ?? false).toBe(false);
      lost.push(hub.traffic().once - (left?.bytes ?? 0));
    }
    hub.options = { ...hub.options, pace: 0 };
    const last = start();
    expect(await once(last, 'exit')).toEqual([0, null]);
    expect(hub.traffic().once).toBe(total);
    // Nothing that was kept comes again, nor much beyond what was sent and is lost.
    const allLost = lost.reduce((sum, bytes) => sum + bytes, 0);
    expect(hub.traffic().again).toBeLessThanOrEqual(allLost + kills.length * 4 * PART_BYTES);
    // Each of four connections loses the part that it was at, and what is in the system's buffers: much on a busy machine.
    expect(Math.min(...lost)).toBeLessThanOrEqual(4 * 2 * PART_BYTES);
    const store = diskModelStore(directory);
    await expectEqualFiles(await store.open('tiny'));
    expect(await store.verify('tiny')).toEqual([]);
    // Five processes have to start.
  }, 240_000);
});

describe('a finished model on disk', () => {
  it('consists of files that equal the originals', async () => {
    const store = diskModelStore(directory, TEST_OPTIONS);
    const { storedBytes } = await store.add(tinySpec(hub), { needs: EVERYTHING });
    const path = await dataFile(TRANSFORMER.length);
    expect(Buffer.compare(await readFile(path), TRANSFORMER)).toBe(0);
    const source = await (await store.open('tiny')).open('transformer/diffusion_pytorch_model.safetensors');
    // so that ONNX Runtime can map it
    expect(await source!.localFile!()).toBe(await realpath(path));
    await source!.close!();
    expect(storedBytes).toBeGreaterThan(TRANSFORMER.length);
  });

  it('that was taken in part takes no more room than that', async () => {
    const store = diskModelStore(directory, TEST_OPTIONS);
    const { bytes, storedBytes } = await store.add(tinySpec(hub));
    // The journals of parts this small are large beside them.
    expect(storedBytes).toBeLessThan(bytes * 1.05);
    const source = await (await store.open('tiny')).open('text_encoder/model.safetensors');
    expect(source!.localFile).toBeUndefined();
    await source!.close!();
  });

  it('mends a byte that changed, by one part', async () => {
    const store = diskModelStore(directory, TEST_OPTIONS);
    await store.add(tinySpec(hub));
    await flipByte(await dataFile(TRANSFORMER.length), 5 * PART_BYTES + 5);
    const damaged = await store.verify('tiny');
    expect(damaged).toEqual([{ path: 'transformer/diffusion_pytorch_model.safetensors', bytes: expect.any(Number) }]);
    expect(damaged[0]!.bytes).toBeLessThanOrEqual(PART_BYTES);
    await expect(store.open('tiny')).rejects.toMatchObject({ code: 'model-incomplete' });
    await store.add(tinySpec(hub));
    expect(hub.traffic().again).toBe(damaged[0]!.bytes);
    await expectEqualFiles(await store.open('tiny'));
  });

  it('mends a byte that changed before the end of the download', async () => {
    const store = diskModelStore(directory, { ...TEST_OPTIONS, connections: 1 });
    const at = TRANSFORMER.length - 1000;
    hub.options = { ...hub.options, fault: ({ from, to }) => (from <= at && at < to ? { status: 404 } : undefined) };
    await expect(store.add(tinySpec(hub), { needs: EVERYTHING })).rejects.toMatchObject({ code: 'network-failed' });
    const blobs = await readdir(join(directory, 'blobs'));
    const sizes = await Promise.all(
      blobs.map(async name => [name, (await stat(join(directory, 'blobs', name))).size] as const),
    );
    const [name] = sizes.filter(([file]) => !file.endsWith('.parts')).toSorted((a, b) => b[1] - a[1])[0]!;
    await flipByte(join(directory, 'blobs', name), 1234);
    const before = hub.traffic().again;
    hub.options = { repositories: hub.options.repositories };
    await store.add(tinySpec(hub), { needs: EVERYTHING });
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again - before).toBeLessThanOrEqual(PART_BYTES);
  });

  it('that lost its end, or the end of a journal, is mended', async () => {
    const store = diskModelStore(directory, TEST_OPTIONS);
    await store.add(tinySpec(hub));
    const path = await dataFile(TRANSFORMER.length);
    await truncate(path, TRANSFORMER.length - PART_BYTES);
    const journal = await readFile(`${path}.parts`);
    // As if the process had ended in the middle of a line.
    await writeFile(`${path}.parts`, journal.subarray(0, journal.length - 30));
    expect((await store.get('tiny'))?.complete).toBe(false);
    await store.add(tinySpec(hub));
    await expectEqualFiles(await store.open('tiny'));
    expect(hub.traffic().again).toBeLessThanOrEqual(3 * PART_BYTES);
  });

  it('moves to another store, and nothing stays', async () => {
    const store = diskModelStore(join(directory, 'a'), TEST_OPTIONS);
    const target = diskModelStore(join(directory, 'b'), TEST_OPTIONS);
    const { bytes } = await store.add(tinySpec(hub));
    await store.move('tiny', target);
    expect(await store.list()).toEqual([]);
    expect(await readdir(join(directory, 'a', 'blobs'))).toEqual([]);
    expect(await target.get('tiny')).toMatchObject({ complete: true, bytes });
    await expectEqualFiles(await target.open('tiny'));
  });
});

describe('a disk', () => {
  it('is written by one at a time', async () => {
    hub.options = { ...hub.options, pace: 5 };
    const first = diskModelStore(directory, TEST_OPTIONS).add(tinySpec(hub));
    while (hub.traffic().once < 300_000) await sleep(5);
    await expect(diskModelStore(directory, TEST_OPTIONS).add(tinySpec(hub))).rejects.toMatchObject({
      code: 'storage-busy',
    });
    hub.options = { ...hub.options, pace: 0 };
    expect(await first).toMatchObject({ complete: true });
    expect(await readdir(join(directory, 'locks'))).toEqual([]);
  });

  it('takes over the lock of a process that is gone', async () => {
    await mkdir(join(directory, 'locks'));
    const gone = spawn(process.execPath, ['--version']);
    await once(gone, 'exit');
    await writeFile(join(directory, 'locks', 'a'), String(gone.pid));
    await writeFile(join(directory, 'locks', 'b'), String(process.ppid));
    const files = new DiskFileStore(directory);
    const unlock = await files.lock('a');
    expect(unlock).toBeDefined();
    expect(await files.lock('a')).toBeUndefined();
    await unlock?.();
    // The parent of this process lives.
    expect(await files.lock('b')).toBeUndefined();
    // But nobody has touched the file for long: the number was given to another process.
    const past = new Date(Date.now() - 120_000);
    await utimes(join(directory, 'locks', 'b'), past, past);
    expect(await files.lock('b')).toBeDefined();
  });

  it.runIf(existsSync('/dev/full'))('that is full is named', async () => {
    await mkdir(join(directory, 'blobs'));
    await symlink('/dev/full', join(directory, 'blobs', 'full'));
    const file = await new DiskFileStore(directory).open('blobs/full', 'write');
    await expect(file.write(0, new Uint8Array(10))).rejects.toMatchObject({ code: 'storage-full' });
    await file.close();
  });

  it('without room for it is found out before the first byte', async () => {
    class Small extends DiskFileStore {
      override async freeBytes(): Promise<number> {
        return 17_000_000;
      }
    }
    const store = new ModelStore(new Small(directory), TEST_OPTIONS);
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({
      code: 'storage-full',
      data: { needed: expect.any(Number), free: 17_000_000 },
    });
    // Only the headers that told how much is needed.
    expect(hub.traffic('transformer/diffusion_pytorch_model.safetensors').once).toBe(0);
  });

  it('that fills up in the middle keeps what arrived, and goes on when there is room', async () => {
    const files = new FillingStore(directory, 600_000);
    const store = new ModelStore(files, TEST_OPTIONS);
    await expect(store.add(tinySpec(hub))).rejects.toMatchObject({ code: 'storage-full' });
    const kept = (await store.get('tiny'))!;
    // Journals take the rest.
    expect(kept.bytes).toBeGreaterThan(600_000 * 0.9 - 4 * PART_BYTES);
    files.room = Number.POSITIVE_INFINITY;
    const before = hub.traffic();
    const { totalBytes } = await store.add(tinySpec(hub));
    const after = hub.traffic();
    expect(after.once + after.again - before.once - before.again).toBe(totalBytes - kept.bytes);
    await expectEqualFiles(await store.open('tiny'));
  });
});
