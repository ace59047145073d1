import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** Bundles a program, to be run as a process of its own. @returns path of the bundle */
export async function bundled(source: string, directory: string): Promise<string> {
  const outfile = join(directory, `${basename(source, '.ts')}.mjs`);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

const OTHER_NAMESPACE = ['unshare', '--pid', '--fork', '--mount-proc'] as const;

/** Whether this system lets us start a process that sees no other and is seen under another number. */
export function hasNamespaces(): boolean {
  try {
    execFileSync(OTHER_NAMESPACE[0], [...OTHER_NAMESPACE.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The command line that runs a program as in a container of its own. */
export function inNamespace(command: readonly string[]): readonly string[] {
  return [...OTHER_NAMESPACE, '--kill-child', ...command];
}

/** Path of the lock that contenders of a store want. */
export const lockOf = (store: string): string => join(store, 'locks', 'contended');

/** A process that wants a lock. */
export class Contender {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(script: string, store: string, isApart = false) {
    const plain = [process.execPath, script, store];
    const [command, ...rest] = isApart ? inNamespace(plain) : plain;
    this.#process = spawn(command!, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface(this.#process.stdout!)[Symbol.asyncIterator]();
  }

  async tell(what: 'lock' | 'release'): Promise<'held' | 'free'> {
    this.#process.stdin!.write(`${what}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process ended');
    return value === 'held' ? 'held' : 'free';
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}

/**
 * Lets contenders run for a lock that a dead process left behind, again and again.
 * @param rounds how often; the lock is one of an earlier version in every second round
 * @returns how many had it at once, per round
 */
export async function contend(
  script: string,
  store: string,
  { rounds, contenders, apart }: { rounds: number; contenders: number; apart: number },
): Promise<readonly number[]> {
  const all = Array.from({ length: contenders }, (_, index) => new Contender(script, store, index < apart));
  const holders: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await rm(lockOf(store), { force: true });
      const victim = new Contender(script, store);
      await victim.tell('lock');
      await victim.end();
      // As an earlier version would have left it.
      if (round % 2 === 1) await writeFile(lockOf(store), '4194303');
      const answers = await Promise.all(all.map(contender => contender.tell('lock')));
      holders.push(answers.filter(answer => answer === 'held').length);
      await Promise.all(all.map(contender => contender.tell('release')));
    }
  } finally {
    await Promise.all(all.map(contender => contender.end()));
  }
  return holders;
}
