import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Makes sure that a program is there, by Debian's packages where they can be installed.
 * @throws Error saying what to install
 */
export function ensureProgram(path: string, ...packages: readonly string[]): string {
  if (existsSync(path)) return path;
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) {
    throw new Error(`There is no ${path}. These tests run on Debian with ${packages.join(' and ')}.`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'inherit', env });
  return path;
}
