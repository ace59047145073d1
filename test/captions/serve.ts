import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

/** Starts the server and waits until it answers. What it says goes to a file beside what is installed. */
export async function engine(command: string, args: readonly string[], port: number): Promise<Engine> {
  const log = join(VENV, 'serve.log');
  const said = openSync(log, 'w');
  const child: ChildProcess = spawn(command, args, {
    ...{ stdio: ['ignore', said, said], detached: true },
    env: { ...process.env, HF_HUB_OFFLINE: '1' },
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended: see ${log}`);
    if (await fetch(`${url}/v1/models`).catch(() => undefined)) break;
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
