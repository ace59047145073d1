import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { dirname } from 'node:path';

/** A server of others that this computer runs. */
export interface StartedServer {
  readonly url: string;
  stop(): void;
}

export interface ServerStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  /** What it answers, below 500, when it has started. */
  readonly path: string;
  /** File for what it says; it works in that folder. */
  readonly log: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server and waits until it answers. @throws Error if it ends before */
export async function startServer({ command, args, port, path, log, env }: ServerStart): Promise<StartedServer> {
  const said = openSync(log, 'w');
  const child = spawn(command, args, {
    cwd: dirname(log),
    stdio: ['ignore', said, said],
    // a group of its own, as it starts others
    detached: true,
    env: { ...process.env, HF_HUB_OFFLINE: '1', ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command} ended: see ${log}`);
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
