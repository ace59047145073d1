import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sana, temporaryFolder } from './sana.ts';

/** Far less than the decoder needs for the picture below. */
const MORE_BYTES = 250 * 2 ** 20;

/** The command runs in a process of its own, below the one that hears signals. */
function commandOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

/** Lets a process have only a little more memory than it has now. */
function limitMemory(pid: number): void {
  const kibibytes = /VmSize:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
  execFileSync('prlimit', ['--pid', `${pid}`, `--as=${Number(kibibytes) * 1024 + MORE_BYTES}`]);
}

test.runIf(process.platform === 'linux')(
  'running out of memory is tried once more with less, and then told',
  // before the second try the JavaScript engine itself may be refused memory
  { retry: 2 },
  async () => {
    const cwd = temporaryFolder();
    let limited = false;
    const run = await sana(['generate', 'an apple', '--size', '2048x2048', '--steps', '2', '--device', 'cpu'], {
      cwd,
      onStderr: (stderr, { pid }) => {
        if (limited || !stderr.includes('denoise')) return;
        limited = true;
        limitMemory(commandOf(pid!));
      },
    });
    expect(run.stderr).toMatch(
      /\nThe device ran out of memory or stopped: trying once more with less in it at a time\.\n(.*\n)*sana: .* \[out-of-memory\]\n$/,
    );
    // where it is the JavaScript engine that is refused memory, the process ends, and the one above it tells
    expect(run.stderr).toMatch(run.code === 1 ? /even with less of the model in it/ : /most likely for want of memory/);
    expect(readdirSync(cwd)).toEqual([]);
  },
);
