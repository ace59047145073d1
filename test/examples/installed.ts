// Examples as somebody has them: in a folder of their own, with the tarballs of what is published, and nothing of this repository.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
export const TARBALLS = join(ROOT, '.cache/tarballs');
/** What npm has fetched for an example is kept for the next time. */
const NPM_CACHE = join(ROOT, '.cache/npm');

const run = promisify(execFile);

/** What a program is started with: nothing that npm says of this repository. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_(?!config_registry)|INIT_CWD|NODE_|VITEST|VITE)/i.test(name),
  );
  return Object.fromEntries(own);
}

export interface Installed {
  readonly folder: string;
  /** Runs a program to its end. @returns what it says */
  run(command: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * @param example folder of `examples`; without one, an empty folder
 * @param others packages in other versions than the example's
 */
export async function install(example?: string, others: readonly string[] = []): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), `sana-${example ?? 'empty'}-`));
  if (example) await cp(join(ROOT, 'examples', example), folder, { recursive: true });
  await mkdir(TARBALLS, { recursive: true });
  const tarballs = (await readdir(TARBALLS)).filter(name => name.endsWith('.tgz')).map(name => join(TARBALLS, name));
  const start = (command: string, args: readonly string[]) =>
    run(command, args, {
      cwd: folder,
      env: cleanEnvironment(),
      maxBuffer: 2 ** 26,
      shell: process.platform === 'win32',
    });
  await start('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--cache',
    NPM_CACHE,
    ...tarballs,
    ...others,
  ]);
  return {
    folder,
    run: async (command, ...args) => (await start(command, args)).stdout,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
