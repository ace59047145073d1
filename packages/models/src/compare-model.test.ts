import { beforeEach, describe, expect, it } from 'vitest';
import { lying, MIRROR, OFFICIAL, REPO, RIGHT, SmallWorld } from './small-world.fixture.ts';
import { AUTOENCODER, smallRepository, TEXT_ENCODER, TRANSFORMER } from './web-of-hubs.fixture.ts';

const THIRD = 'https://third.example';

let world: SmallWorld;

beforeEach(() => {
  world = new SmallWorld();
});

describe('another source', () => {
  it('can be what files that are here in part are compared with', async () => {
    world.web.hubs.set(MIRROR, lying(TEXT_ENCODER, 270_000));
    world.web.hubs.set(THIRD, { repositories: new Map([[REPO, RIGHT]]) });
    await world.add('theirs', MIRROR);
    await world.add('ours', OFFICIAL);
    expect(await world.store.compare('theirs', OFFICIAL)).toEqual([
      { path: TEXT_ENCODER, source: `${REPO} at ${OFFICIAL}`, how: 'bytes' },
    ]);
    expect(await world.store.compare('ours', THIRD)).toEqual([]);
    const { comparison } = (await world.store.get('ours'))!;
    const inPart = comparison!.files.filter(({ state }) => state === 'in-part');
    expect(inPart.map(({ path }) => path)).toEqual([TEXT_ENCODER, AUTOENCODER]);
    for (const { bytes, other } of inPart) expect(other).toEqual({ source: `${REPO} at ${THIRD}`, bytes });
    // rows that come later were not compared
    await world.expectHas('ours', RIGHT, [TEXT_ENCODER]);
    const later = (await world.store.get('ours'))!.comparison!.files.find(({ path }) => path === TEXT_ENCODER)!;
    expect(later.other!.bytes).toBeLessThan(later.bytes);
    world.web.hubs.delete(THIRD);
    await expect(world.store.compare('ours', THIRD)).rejects.toMatchObject({ code: 'network-failed' });
    await expect(world.store.compare('ours', 'no address')).rejects.toMatchObject({ code: 'request-invalid' });
  });

  it.each(['hash', 'size', 'absent'] as const)('that states another %s differs without a byte of it', async how => {
    await world.add('ours', OFFICIAL);
    const without = new Map(RIGHT);
    if (how === 'absent') without.delete(TEXT_ENCODER);
    world.web.hubs.set(MIRROR, {
      repositories: new Map([[REPO, without]]),
      ...(how === 'hash' && {
        claimHash: (path: string, hash: string) => (path === TEXT_ENCODER ? 'a'.repeat(64) : hash),
      }),
      ...(how === 'size' && { claimSize: (path: string, size: number) => (path === TEXT_ENCODER ? size - 64 : size) }),
    });
    expect(await world.store.compare('ours', MIRROR)).toEqual([expect.objectContaining({ path: TEXT_ENCODER, how })]);
    expect(world.web.traffic(MIRROR, TEXT_ENCODER)).toBe(0);
  });

  it('is compared in the form that is kept', async () => {
    world.web.hubs.set(MIRROR, lying(TRANSFORMER, 1000));
    await world.add('ours', OFFICIAL, { weights: 'int8' });
    expect(await world.store.compare('ours', MIRROR)).toEqual([
      expect.objectContaining({ path: TRANSFORMER, how: 'bytes' }),
    ]);
    expect(await world.store.compare('ours', OFFICIAL)).toEqual([]);
  });

  it('without hashes can be compared with another one', async () => {
    world.web.hubs.set('https://files.example', { plain: true, repositories: new Map([[REPO, RIGHT]]) });
    world.web.hubs.set('https://copy.example', { plain: true, repositories: new Map([[REPO, RIGHT]]) });
    await world.addPlain('one', 'https://files.example');
    expect(await world.store.compare('one', 'https://copy.example/m')).toEqual([]);
    world.web.hubs.set('https://copy.example', { plain: true, repositories: new Map([[REPO, smallRepository(9)]]) });
    const found = await world.store.compare('one', 'https://copy.example/m');
    expect(found.map(({ path }) => path)).toEqual(['model_index.json', TRANSFORMER]);
  });
});
