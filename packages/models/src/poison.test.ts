import type { ModelId } from '@sana-studio/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { readManifest, writeManifest } from './manifest.ts';
import { lying, MIRROR, OFFICIAL, REPO, RIGHT, SmallWorld } from './small-world.fixture.ts';
import { AUTOENCODER, type FakeHub, smallRepository, TEXT_ENCODER, TRANSFORMER } from './web-of-hubs.fixture.ts';

let world: SmallWorld;

beforeEach(() => {
  world = new SmallWorld();
});

describe('a mirror that states the published hash for other bytes', () => {
  // behind what is left out, and behind the header of what is read first
  it.each([
    [TEXT_ENCODER, 270_000],
    [AUTOENCODER, 5_000],
  ])('of %s, which is needed in part, cannot poison a model that is added later', async (path, from) => {
    world.web.hubs.set(MIRROR, lying(path, from));
    await world.add('theirs', MIRROR);
    expect(await world.stateOf('theirs', path)).toBe('in-part');
    await world.add('ours', OFFICIAL);
    expect(world.web.traffic(OFFICIAL, path)).toBeGreaterThan(16_000);
    await world.expectHas('ours', RIGHT);
    expect(await world.store.verify('ours')).toEqual([]);
    expect(await world.stateOf('ours', path)).toBe('verified');
    // and the other way round: the mirror's model stays what the mirror has
    await world.expectHas('theirs', world.web.hubs.get(MIRROR)!.repositories.get(REPO)!, [path]);
    expect(await world.store.verify('theirs')).toEqual([expect.objectContaining({ path })]);
  });

  it('cannot poison the same model when the person goes back to the official hub', async () => {
    world.web.hubs.set(MIRROR, lying(TEXT_ENCODER, 270_000));
    await world.add('model', MIRROR);
    expect(await world.add('model', OFFICIAL)).toMatchObject({ complete: true, source: `${REPO} at ${OFFICIAL}` });
    await world.expectHas('model', RIGHT);
    expect(await world.store.usedBytes()).toBe((await world.store.get('model'))!.storedBytes);
  });

  it('cannot pass what is converted on to others, nor what is converted of it later', async () => {
    world.web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await world.add('theirs', MIRROR, { weights: 'int8' });
    await world.add('ours', OFFICIAL, { weights: 'int8' });
    const undisturbed = new SmallWorld();
    await undisturbed.add('ours', OFFICIAL, { weights: 'int8' });
    const [found, expected] = [await world.read('ours', TRANSFORMER), await undisturbed.read('ours', TRANSFORMER)];
    expect(Buffer.compare(found, expected)).toBe(0);
    expect(await world.stateOf('ours', TRANSFORMER)).toBe('not-compared');
  });

  it('cannot pass rows on to a model whose weights an earlier version converted', async () => {
    world.web.hubs.set(MIRROR, lying(TEXT_ENCODER, 200));
    await world.add('theirs', MIRROR);
    await world.read('theirs', TEXT_ENCODER);
    await world.add('ours', OFFICIAL, { weights: 'int8' });
    // both were kept under the hash that both stated
    const [theirs, ours] = await Promise.all(['theirs', 'ours'].map(id => readManifest(world.files, id as ModelId)));
    const { key } = theirs!.files.find(({ path }) => path === TEXT_ENCODER)!;
    const earlier = ours!.files.map(file =>
      file.path === TEXT_ENCODER ? { ...file, published: { size: file.published!.size, key } } : file,
    );
    await writeManifest(world.files, { ...ours!, files: earlier });
    const undisturbed = new SmallWorld();
    await undisturbed.add('ours', OFFICIAL, { weights: 'int8' });
    const [found, expected] = [await world.read('ours', TEXT_ENCODER), await undisturbed.read('ours', TEXT_ENCODER)];
    expect(Buffer.compare(found, expected)).toBe(0);
  });

  it('is found out where a file is needed whole, and takes nothing away from others', async () => {
    world.web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await expect(world.add('theirs', MIRROR)).rejects.toMatchObject({ code: 'file-corrupt' });
    await world.add('ours', OFFICIAL);
    await world.expectHas('ours', RIGHT, [TRANSFORMER]);
    // now it is here, proved: what the mirror states is what it gets
    expect(await world.add('theirs', MIRROR)).toMatchObject({ complete: true });
    await world.expectHas('theirs', RIGHT, [TRANSFORMER]);
  });

  it('gives nothing to a stated hash that is the key of another model’s file', async () => {
    world.web.hubs.set('https://files.example', {
      plain: true,
      repositories: new Map([[REPO, RIGHT]]),
      etag: () => '"1"',
    });
    await world.addPlain('plain', 'https://files.example');
    const keys = (await world.files.list('blobs')).map(({ path }) => path.slice('blobs/'.length).replace('.parts', ''));
    for (const [index, key] of [...new Set(keys)].entries()) {
      const hub = lying(TEXT_ENCODER, 270_000);
      world.web.hubs.set(MIRROR, { ...hub, claimHash: (name, hash) => (name === TEXT_ENCODER ? key : hash) });
      await world.add(`theirs-${index}`, MIRROR).catch(() => undefined);
    }
    await world.expectHas('plain', RIGHT, [TEXT_ENCODER]);
  });

  it('cannot mend a proved file with its own bytes', async () => {
    const mirror: FakeHub = { repositories: new Map([[REPO, RIGHT]]) };
    world.web.hubs.set(MIRROR, mirror);
    await world.add('theirs', MIRROR);
    await world.add('ours', OFFICIAL);
    // one file for both, which the mirror’s model brought
    expect(world.web.traffic(OFFICIAL, TRANSFORMER)).toBe(0);
    Object.assign(mirror, lying(TRANSFORMER, 1000));
    await world.flipByte(await world.dataPath(RIGHT.get(TRANSFORMER)!.length), 3000);
    expect(await world.store.verify('theirs')).toHaveLength(1);
    await expect(world.add('theirs', MIRROR)).rejects.toMatchObject({ code: 'file-corrupt' });
    await expect(world.store.open('ours')).rejects.toMatchObject({ code: 'model-incomplete' });
    expect(await world.add('ours', OFFICIAL)).toMatchObject({ complete: true });
    expect(world.web.traffic(OFFICIAL, TRANSFORMER)).toBeGreaterThan(0);
    await world.expectHas('ours', RIGHT, [TRANSFORMER]);
    expect(await world.add('theirs', MIRROR)).toMatchObject({ complete: true });
  });

  it('and lies about the size is another file to everybody', async () => {
    const hub = lying(TEXT_ENCODER, 270_000);
    world.web.hubs.set(MIRROR, { ...hub, claimSize: (path, size) => (path === TEXT_ENCODER ? size - 64 : size) });
    await world.add('theirs', MIRROR).catch(() => undefined);
    await world.add('ours', OFFICIAL);
    await world.expectHas('ours', RIGHT);
  });
});

describe('a server without hashes', () => {
  it('is not compared, and is another source with another tag', async () => {
    const hub: FakeHub = { plain: true, repositories: new Map([[REPO, RIGHT]]), etag: () => '"1"' };
    world.web.hubs.set('https://files.example', hub);
    await world.addPlain('one', 'https://files.example');
    expect((await world.store.get('one'))?.comparison?.state).toBe('not-compared');
    expect(await world.store.verify('one')).toEqual([]);
    // another place with the same tags
    world.web.hubs.set('https://liar.example', { ...hub, repositories: new Map([[REPO, smallRepository(9)]]) });
    await world.addPlain('two', 'https://liar.example');
    await world.expectHas('one', RIGHT);
    await world.expectHas('two', smallRepository(9));
    // the same place with other content
    hub.repositories = new Map([[REPO, smallRepository(8)]]);
    hub.etag = () => '"2"';
    await world.addPlain('one', 'https://files.example');
    await world.expectHas('one', smallRepository(8));
  });
});
