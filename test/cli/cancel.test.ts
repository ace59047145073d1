import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a long run within a step, without a file, in one line', async (signal, code) => {
  const cwd = temporaryFolder();
  let sent: number | undefined;
  const run = await sana(['generate', 'a fox', '--model', REFERENCE_MODEL, '--steps', '1000', '--device', 'cpu'], {
    cwd,
    onStderr: (stderr, child) => {
      if (sent !== undefined || !stderr.includes('denoise')) return;
      sent = performance.now();
      child.kill(signal);
    },
  });
  expect(run.code).toBe(code);
  expect(performance.now() - sent!).toBeLessThan(3000);
  expect(run.stderr).toMatch(/\nsana: Cancelled\. \[cancelled\]\n$/);
  expect(run.stdout).toBe('');
  expect(readdirSync(cwd)).toEqual([]);
});
