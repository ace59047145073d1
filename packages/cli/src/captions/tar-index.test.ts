import { spawnSync } from 'node:child_process';
import { bytesSource } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { tarIndex } from './tar-index.ts';

const SCRIPT = `
import io, sys, tarfile
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w", format=getattr(tarfile, sys.argv[1])) as tar:
    for name in ("0.png", "a" * 120 + ".png", "dir/猫 1.json"):
        data = name.encode() * 50
        info = tarfile.TarInfo(name); info.size = len(data); tar.addfile(info, io.BytesIO(data))
sys.stdout.buffer.write(out.getvalue())
`;

it.each(['PAX_FORMAT', 'GNU_FORMAT'])('finds the files of a tar of Python’s in %s, with long names', async format => {
  const { status, stdout } = spawnSync('python3', ['-c', SCRIPT, format]);
  if (status !== 0) return;
  const source = bytesSource('x.tar', stdout);
  const members = await tarIndex(source);
  expect(members.map(({ name }) => name)).toEqual(['0.png', `${'a'.repeat(120)}.png`, 'dir/猫 1.json']);
  for (const { name, offset, size } of members) {
    expect(new TextDecoder().decode(await source.read(offset, size))).toBe(name.repeat(50));
  }
});

it('refuses what is no tar, and one that is cut off', async () => {
  await expect(tarIndex(bytesSource('x.tar', new Uint8Array(1024).fill(7)))).rejects.toMatchObject({
    code: 'config-invalid',
  });
});
