// What the command line makes of its first words, and how soon it says what there is.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectDocumented } from './documented.ts';
import { repositoryPath, sana, temporaryFolder } from './sana.ts';

/** Seconds of the processor: Node itself takes 0.06. */
const HELP_SECONDS = 0.3;

/** What a program and all that it starts take of the processor, seconds. */
function processorSeconds(args: readonly string[]): number {
  const [, children = ''] = execFileSync('bash', ['-c', '"$@" >/dev/null; times', 'bash', process.execPath, ...args], {
    encoding: 'utf8',
  }).split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return seconds.reduce((sum, one) => sum + one, 0);
}

test.each(['--help', '--version'])('%s comes at once', flag => {
  const best = Math.min(...[1, 2, 3, 4].map(() => processorSeconds([repositoryPath('dist', 'sana.mjs'), flag])));
  expect(best).toBeLessThan(HELP_SECONDS);
});

test('a prompt needs no command; what is nearly a command is no prompt, and says what to write', async () => {
  const cwd = temporaryFolder();
  const drawn = await sana(['a lighthouse', '--steps', '1', '--seed', '7', '--device', 'cpu', '--json'], { cwd });
  expect([drawn.code, readdirSync(cwd)]).toEqual([0, ['a-lighthouse-7.png']]);
  expectDocumented('generate', JSON.parse(drawn.stdout));
  const listed = await sana(['models', 'list', '--json'], { cwd, home: cwd });
  for (const line of listed.stdout.trim().split('\n')) expectDocumented('models list', JSON.parse(line));
  const first = await sana(['--steps', '0', 'a', 'fox'], { cwd });
  expect(first.stderr).toMatch(/\[steps-out-of-range\]\n$/);
  const mistyped = await sana(['genrate', 'a fox'], { cwd });
  expect([mistyped.code, mistyped.stderr]).toEqual([2, expect.stringContaining('Did you mean generate?')]);
  expect((await sana([], { cwd })).code).toBe(2);
});
