import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryPath } from '../cli/sana.ts';

/** 1.2 GB, kept for the next run. */
const VENV = process.env.SANA_CAPTIONS_VENV ?? repositoryPath('.cache', 'captions');

/** Installs what is pinned, if it is not there yet. @returns the virtual environment */
export function installed(): string {
  const mark = join(VENV, 'installed');
  if (existsSync(mark)) return VENV;
  mkdirSync(VENV, { recursive: true });
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  run('python3', ['-m', 'venv', VENV]);
  run(join(VENV, 'bin', 'pip'), ['install', '-q', '-r', repositoryPath('test', 'captions', 'requirements.txt')]);
  writeFileSync(mark, '');
  return VENV;
}
