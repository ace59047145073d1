import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../../../deploy/ray/caption.py', import.meta.url));
/** Ray Data as far as the script uses it, in one process. */
const RAY = `
class Rows(list):
    def map(self, does, concurrency):
        return Rows(does(row) for row in self)
    def take_all(self):
        return list(self)

class data:
    @staticmethod
    def from_items(items):
        return Rows({"item": item} for item in items)
`;
const TOLD = 'console.error(JSON.stringify(process.argv.slice(2))); process.exit(1);';

it.for([
  ['http://gpu:8000/v1', 'gpu:8000'],
  ['https://me:secret@Vision.example:443/v1', 'vision.example'],
  ['http://127.0.0.1:11434/v1', '127.0.0.1:11434'],
] as const)('captioning by Ray agrees for %s that pictures go to %s', async ([endpoint, host], { skip }) => {
  if (spawnSync('python3', ['--version']).status !== 0) skip();
  const folder = await mkdtemp(join(tmpdir(), 'sana-ray-'));
  await mkdir(join(folder, 'ray'));
  await writeFile(join(folder, 'ray', '__init__.py'), RAY);
  await writeFile(join(folder, 'sana.mjs'), TOLD);
  const { stdout } = spawnSync('python3', [SCRIPT, join(folder, 'sana.mjs'), endpoint, 'eye', 'part'], {
    env: { ...process.env, PYTHONPATH: folder },
    encoding: 'utf8',
  });
  await rm(folder, { recursive: true });
  const args: string[] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  expect(args.slice(args.indexOf('--send-to'))).toEqual(['--send-to', host]);
});
