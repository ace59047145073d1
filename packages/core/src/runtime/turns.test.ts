import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('does one job after the other, tells each how many are before it, and lets it leave', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const run = (name: string, abort = new AbortController()) => {
    const job = () =>
      new Promise<void>(resolve => {
        log.push(`${name} begins`);
        ends.push(resolve);
      });
    const ended = turns
      .run(job, before => log.push(`${name}: ${before} before it`), abort.signal)
      .then(
        () => {},
        error => log.push(`${name}: ${error.code}`),
      );
    return { abort, ended };
  };
  const first = run('a');
  const second = run('b');
  const third = run('c');
  await expect.poll(() => log).toEqual(['b: 1 before it', 'c: 2 before it', 'a begins']);
  second.abort.abort();
  await second.ended;
  ends.shift()!();
  await first.ended;
  await expect.poll(() => ends.length).toBe(1);
  ends.shift()!();
  await third.ended;
  expect(log.slice(3)).toEqual(['c: 1 before it', 'b: cancelled', 'c begins']);
});
