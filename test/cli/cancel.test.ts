import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

/** A second, and what a busy machine takes of its own. */
const SOON = 1800;

const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** Sends the signal some time after a word was written to standard error. */
async function stopped(args: readonly string[], word: string, signal: NodeJS.Signals, later = 0) {
  const cwd = temporaryFolder();
  let sent: number | undefined;
  const run = await sana(args, {
    cwd,
    onStderr: (stderr, child) => {
      if (sent !== undefined || !stderr.includes(word)) return;
      sent = Number.POSITIVE_INFINITY;
      setTimeout(() => {
        sent = performance.now();
        child.kill(signal);
      }, later);
    },
  });
  return { ...run, cwd, after: performance.now() - sent! };
}

describe.each(STOPS)('%s', (signal, code) => {
  test('ends a long run, without a file, in one line', async () => {
    const args = ['generate', 'a fox', '--model', REFERENCE_MODEL, '--steps', '1000', '--device', 'cpu'];
    const run = await stopped(args, 'denoise', signal);
    expect(run.code).toBe(code);
    expect(run.after).toBeLessThan(SOON);
    expect(run.stderr).toMatch(/\nsana: Cancelled\. \[cancelled\]\n$/);
    expect(run.stdout).toBe('');
    expect(readdirSync(run.cwd)).toEqual([]);
  });
});

test.each([0, 300, 700])('Ctrl-C ends the runtime in the middle of a long step, %i ms after its begin', async later => {
  const args = ['generate', 'a fox', '--size', '2048x2048', '--steps', '4', '--device', 'cpu'];
  const run = await stopped(args, 'denoise', 'SIGINT', later);
  expect(run.code).toBe(130);
  expect(run.after).toBeLessThan(SOON);
  expect(run.stderr).toMatch(/\nsana: Cancelled\. \[cancelled\]\n$/);
  expect(readdirSync(run.cwd)).toEqual([]);
});

test.runIf(process.platform === 'linux')('nothing goes on when the process that hears signals is killed', async () => {
  let command = '';
  const run = await sana(['generate', 'a fox', '--size', '2048x2048', '--steps', '4', '--device', 'cpu'], {
    cwd: temporaryFolder(),
    onStderr: (stderr, child) => {
      if (command !== '' || !stderr.includes('denoise')) return;
      command = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
      child.kill('SIGKILL');
    },
  });
  // its output is closed by now, as it holds it itself
  expect(command).toMatch(/^\d+$/);
  expect(run).toMatchObject({ code: null, stdout: '' });
});
