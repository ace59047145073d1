import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPath } from '../cli/sana.ts';

/** Where engines are installed, 3 GB: kept for the next run. */
export const PLACE = repositoryPath('.cache', 'serving');

/** Installs what is not there yet, by the script of deploy/. @returns the virtual environment */
export function installed(name: string, script: string): string {
  const venv = join(PLACE, name);
  const isThere = existsSync(join(venv, 'installed'));
  mkdirSync(PLACE, { recursive: true });
  if (!isThere) {
    // this machine may have the wheel of torch in a place of its own
    const wheels = process.env.TORCH_CPU_WHEELS ?? process.env.PIP_FIND_LINKS;
    const env = { ...process.env, ...(wheels !== undefined && { TORCH_CPU_WHEELS: wheels }) };
    execFileSync(repositoryPath('deploy', script), [venv], { stdio: ['ignore', 'inherit', 'inherit'], env });
    execFileSync('touch', [join(venv, 'installed')]);
  }
  return venv;
}
