import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { TARBALLS } from './installed.ts';

/** Makes what is published, once. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['.ci/npm-packages.mjs', 'library', 'sana-mini', '--out', TARBALLS], {
    cwd: root,
    stdio: 'inherit',
  });
}
