import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repositoryPath } from '../cli/sana.ts';

/** Where engines are installed, 3 GB: kept for the next run. */
const PLACE = repositoryPath('.cache', 'serving');

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

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise(closed => server.close(closed));
  return port;
}

export interface Engine {
  readonly url: string;
  stop(): void;
}

/** Starts a program and waits until it answers. What it says goes to a file beside what is installed. */
export async function engine(
  name: string,
  command: string,
  args: readonly string[],
  port: number,
  path: string,
  env = {},
): Promise<Engine> {
  const log = openSync(join(PLACE, `${name}.log`), 'w');
  // a group of its own, as it starts others
  const child: ChildProcess = spawn(command, args, {
    ...{ cwd: PLACE, stdio: ['ignore', log, log], detached: true },
    env: { ...process.env, HF_HUB_OFFLINE: '1', ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended: see .cache/serving/${name}.log`);
    const answer = await fetch(url + path).catch(() => undefined);
    if (answer && answer.status < 500) break;
    await new Promise(later => setTimeout(later, 500));
  }
  return {
    url,
    stop() {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // it has ended by itself
      }
    },
  };
}
