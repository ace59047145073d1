import { spawnSync } from 'node:child_process';
import { bytesSource } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { tarOf } from './tar.fixture.ts';
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

it.for(['PAX_FORMAT', 'GNU_FORMAT'])(
  'finds the files of a tar of Python’s in %s, with long names',
  async (format, { skip }) => {
    if (spawnSync('python3', ['--version']).status !== 0) skip();
    const { stdout } = spawnSync('python3', ['-c', SCRIPT, format]);
    const source = bytesSource('x.tar', stdout);
    const members = await tarIndex(source);
    expect(members.map(({ name }) => name)).toEqual(['0.png', `${'a'.repeat(120)}.png`, 'dir/猫 1.json']);
    for (const { name, offset, size } of members) {
      expect(new TextDecoder().decode(await source.read(offset, size))).toBe(name.repeat(50));
    }
  },
);

it('refuses what is no tar, and one that is cut off', async () => {
  await expect(tarIndex(bytesSource('x.tar', new Uint8Array(1024).fill(7)))).rejects.toMatchObject({
    code: 'config-invalid',
  });
  const whole = tarOf({ 'a.png': new Uint8Array(700).fill(7) });
  expect(await tarIndex(bytesSource('x.tar', whole))).toEqual([{ name: 'a.png', offset: 512, size: 700 }]);
  await expect(tarIndex(bytesSource('x.tar', whole.subarray(0, 512 + 699)))).rejects.toMatchObject({
    code: 'config-invalid',
    message: expect.stringContaining('a.png is cut off'),
  });
});
