import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryFileStore } from './memory-store.ts';
import {
  EVERYTHING,
  lying,
  MIRROR,
  OFFICIAL,
  OTHER,
  REPO,
  RIGHT,
  SmallWorld,
  sha256Of,
} from './small-world.fixture.ts';
import { AUTOENCODER, openSmallStore, smallRepository, TEXT_ENCODER, TRANSFORMER } from './web-of-hubs.fixture.ts';

let world: SmallWorld;

beforeEach(() => {
  world = new SmallWorld();
});

describe('a whole file that was verified', () => {
  it('is fetched once for all whose source states the same, whatever mirror they come from', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('first', OFFICIAL, { needs: EVERYTHING });
    await world.add('second', MIRROR);
    await world.add('third', OFFICIAL, { needs: EVERYTHING }, OTHER);
    expect(world.web.traffic(MIRROR)).toBe(0);
    expect(world.web.traffic(OFFICIAL, TEXT_ENCODER)).toBe(RIGHT.get(TEXT_ENCODER)!.length);
    await world.store.remove('first');
    await world.expectHas('second', RIGHT);
    await world.expectHas('third', smallRepository(7));
    expect(world.web.traffic(MIRROR)).toBe(0);
    await world.store.remove('second');
    await world.store.remove('third');
    expect(await world.files.list('blobs')).toEqual([]);
  });

  it('is shared as well when its weights are converted from the store', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('first', OFFICIAL, { needs: EVERYTHING });
    await world.add('first', OFFICIAL, { weights: 'int4' });
    expect(await world.stateOf('first', TEXT_ENCODER)).toBe('verified');
    const before = world.web.traffic(OFFICIAL, TEXT_ENCODER) + world.web.traffic(OFFICIAL, TRANSFORMER);
    await world.add('second', MIRROR, { weights: 'int4' });
    // the headers, to know the size that it will have
    expect(world.web.traffic(MIRROR, TEXT_ENCODER)).toBeLessThanOrEqual(2 ** 16);
    expect(world.web.traffic(OFFICIAL, TEXT_ENCODER) + world.web.traffic(OFFICIAL, TRANSFORMER)).toBe(before);
    for (const path of [TEXT_ENCODER, TRANSFORMER, AUTOENCODER]) {
      const [one, two] = [await world.read('first', path), await world.read('second', path)];
      expect(Buffer.compare(one, two), path).toBe(0);
    }
  });

  it('is what other models are converted from, also those of another repository', async () => {
    await world.add('first', OFFICIAL, { needs: EVERYTHING });
    const before = world.web.traffic(OFFICIAL, TEXT_ENCODER);
    await world.add('second', OFFICIAL, { weights: 'int8', needs: EVERYTHING }, OTHER);
    // its header, to know the size that it will have
    expect(world.web.traffic(OFFICIAL, TEXT_ENCODER) - before).toBeLessThanOrEqual(2 ** 16);
    expect(await world.stateOf('second', TEXT_ENCODER)).toBe('verified');
    expect(await world.stateOf('second', TRANSFORMER)).toBe('not-compared');
  });

  it('that turns out to be another one is fetched anew, by each into its own place', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('first', OFFICIAL);
    await world.add('second', MIRROR);
    // as if it had been proved by mistake: the byte is another, and its part has the hash for that
    const size = RIGHT.get(TRANSFORMER)!.length;
    const path = await world.dataPath(size);
    await world.flipByte(path, 9);
    const journal = (await world.files.open(`${path}.parts`, 'read'))!;
    const lines = Buffer.from(await journal.read(0, await journal.size())).toString();
    const part = await (await world.files.open(path, 'read'))!.read(0, 2 ** 13);
    const first = RIGHT.get(TRANSFORMER)!.subarray(0, 2 ** 13);
    await world.files.replace(`${path}.parts`, Buffer.from(lines.replaceAll(sha256Of(first), sha256Of(part))));
    expect(await world.store.verify('second')).toEqual([{ path: TRANSFORMER, bytes: size }]);
    await expect(world.store.open('first')).rejects.toMatchObject({ code: 'model-incomplete' });
    world.web.sent.clear();
    await world.add('second', MIRROR);
    expect(world.web.traffic(MIRROR, TRANSFORMER)).toBe(size);
    await world.add('first', OFFICIAL);
    expect(world.web.traffic(OFFICIAL)).toBe(0);
    await world.expectHas('first', RIGHT, [TRANSFORMER]);
    await world.expectHas('second', RIGHT, [TRANSFORMER]);
  });

  it('becomes common when later reads made it whole, by verify and by add', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('first', OFFICIAL);
    await world.expectHas('first', RIGHT, [TEXT_ENCODER, AUTOENCODER]);
    expect(await world.stateOf('first', TEXT_ENCODER)).toBe('not-compared');
    const { requests } = world.web;
    expect(await world.store.verify('first')).toEqual([]);
    expect(world.web.requests).toBe(requests);
    expect((await world.store.get('first'))?.comparison).toMatchObject({ state: 'verified', contested: [] });
    await world.add('second', MIRROR);
    expect(world.web.traffic(MIRROR)).toBe(0);
  });

  it('takes the place of what is not complete of another source', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]), bytesLeft: 60_000 });
    await expect(world.add('first', MIRROR, { needs: EVERYTHING })).rejects.toMatchObject({ code: 'network-failed' });
    await world.add('second', OFFICIAL, { needs: EVERYTHING });
    await world.add('first', MIRROR, { needs: EVERYTHING });
    expect(world.web.traffic(MIRROR)).toBe(60_000);
    await world.expectHas('first', RIGHT);
    expect(await world.store.usedBytes()).toBe((await world.store.get('second'))!.storedBytes);
  });

  it('moves to another store with what is proved of it, and is shared there', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('first', OFFICIAL, { needs: EVERYTHING });
    await world.add('second', MIRROR);
    const target = openSmallStore(new MemoryFileStore(), world.web);
    await world.store.move('second', target);
    await world.store.move('first', target);
    world.web.hubs.clear();
    world.store = target;
    await world.expectHas('first', RIGHT);
    await world.expectHas('second', RIGHT);
    expect(await target.usedBytes()).toBe((await target.get('first'))!.storedBytes);
    expect((await target.get('second'))?.comparison?.state).toBe('verified');
  });
});

describe('another mirror', () => {
  it('goes on with a file that is needed whole, and what a liar brought of it does not stay', async () => {
    world.web.hubs.set(MIRROR, { ...lying(TRANSFORMER, 1000), bytesLeft: 80_000 });
    await expect(world.add('model', MIRROR)).rejects.toMatchObject({ code: 'network-failed' });
    expect((await world.store.get('model'))!.bytes).toBeGreaterThan(1000);
    expect(await world.add('model', OFFICIAL)).toMatchObject({ complete: true });
    await world.expectHas('model', RIGHT);
  });

  it('that is honest fetches only what the first had not brought', async () => {
    world.web.hubs.set(MIRROR, { repositories: new Map([[REPO, RIGHT]]), bytesLeft: 80_000 });
    await expect(world.add('model', MIRROR)).rejects.toMatchObject({ code: 'network-failed' });
    await world.add('model', OFFICIAL);
    expect(world.web.traffic(OFFICIAL, TRANSFORMER) + world.web.traffic(MIRROR, TRANSFORMER)).toBe(
      RIGHT.get(TRANSFORMER)!.length,
    );
    await world.expectHas('model', RIGHT);
  });
});
