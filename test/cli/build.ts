import { execFileSync } from 'node:child_process';
import { repositoryPath } from './sana.ts';

/** Builds the command line tool once, before any test runs it. */
export function setup(): void {
  execFileSync(process.execPath, ['esbuild.config.mjs', 'cli'], { cwd: repositoryPath(), stdio: 'inherit' });
}
