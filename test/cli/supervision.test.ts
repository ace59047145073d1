import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryPath, temporaryFolder } from './sana.ts';

/** A second, and what a busy machine takes of its own. */
const SOON = 1800;

/** The process that hears signals, above a command of the test's own. */
function supervise(command: string, folder = temporaryFolder()) {
  const dist = repositoryPath('dist');
  for (const name of readdirSync(dist)) {
    if (/^(?:sana|on-demand-(?!language).*)\.mjs$/.test(name)) copyFileSync(join(dist, name), join(folder, name));
  }
  writeFileSync(join(folder, 'sana-command.mjs'), command);
  const child = spawn(process.execPath, [join(folder, 'sana.mjs'), 'generate'], { cwd: folder });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; signal: string | null; stderr: string; at: number }>(resolve =>
    child.on('close', (code, signal) => resolve({ code, signal, stderr, at: performance.now() })),
  );
  return { child, ended, folder, said: (text: string) => until(() => stderr.includes(text)) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
}

async function stop({ child, ended }: { child: ChildProcess; ended: Promise<{ at: number }> }, signal: NodeJS.Signals) {
  const sent = performance.now();
  child.kill(signal);
  return (await ended).at - sent;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Computes for ever, and hears nothing. */
const BUSY = `
  process.on('SIGINT', () => {});
  process.on('message', () => {});
  process.stderr.write('busy\\n');
  for (;;);
`;

describe('a command that hears nothing', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is ended by %s within a second, in one line', async (signal, code) => {
    const run = supervise(BUSY);
    await run.said('busy');
    expect(await stop(run, signal)).toBeLessThan(SOON);
    expect(await run.ended).toMatchObject({ code, stderr: 'busy\nsana: Cancelled. [cancelled]\n' });
  });

  test('is ended at once by whoever presses twice, but not by one press that arrives twice', async () => {
    const run = supervise(BUSY);
    await run.said('busy');
    const start = performance.now();
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    setTimeout(() => run.child.kill('SIGINT'), 300);
    const { at, code } = await run.ended;
    expect(code).toBe(130);
    expect(at - start).toBeGreaterThan(290);
  });

  test('leaves no file that is half there, and no process', async () => {
    const folder = temporaryFolder();
    const part = join(folder, 'fox.png.part');
    const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const tell = (message: object) => `process.send(${JSON.stringify(message)}, undefined, undefined, () => {});`;
    const run = supervise(
      `import { writeFileSync } from 'node:fs';
      ${tell({ helper: helper.pid })} ${tell({ part })}
      writeFileSync(${JSON.stringify(part)}, 'half');
      ${BUSY}`,
      folder,
    );
    await run.said('busy');
    expect(existsSync(part)).toBe(true);
    await stop(run, 'SIGINT');
    expect(existsSync(part)).toBe(false);
    await until(() => helper.signalCode !== null);
    expect(isRunning(helper.pid!)).toBe(false);
  });
});

test('a command that comes to an end by itself has the last word', async () => {
  const run = supervise(`
    process.on('message', ({ stop }) => {
      process.send({ told: true });
      process.stderr.write('Paused.\\n');
      process.disconnect();
      process.exitCode = stop;
    });
    process.stderr.write('ready\\n');
  `);
  await run.said('ready');
  await stop(run, 'SIGINT');
  expect(await run.ended).toMatchObject({ code: 130, stderr: 'ready\nPaused.\n' });
});

test('what ends with a code ends so outside', async () => {
  expect(await supervise('process.exitCode = 7').ended).toMatchObject({ code: 7, signal: null, stderr: '' });
});

test.each([
  ['SIGKILL', /^sana: .* \(SIGKILL\), most likely for want of memory\..* \[out-of-memory\]\n$/],
  ['SIGABRT', /^sana: .* \(SIGABRT\), most likely for want of memory\..* \[out-of-memory\]\n$/],
  ['SIGSEGV', /^sana: .* crashed \(SIGSEGV\)\..* \[worker-failed\]\n$/],
])('what is ended by %s ends so outside, and it is told why', async (signal, told) => {
  const run = await supervise(`process.kill(process.pid, '${signal}'); setInterval(() => {}, 1000)`).ended;
  expect(run).toMatchObject({ code: null, signal, stderr: expect.stringMatching(told) });
});

// where there are no signals, this is how a process aborts
test('what aborts with its exit code is told of, too', async () => {
  const run = await supervise('process.exitCode = 134').ended;
  expect(run).toMatchObject({ code: 134, stderr: expect.stringMatching(/\[out-of-memory\]\n$/) });
});
