// The command runs in a process of its own (command.ts), so that this one hears signals whatever the other computes, and
// can end it. It starts nothing else, for the sake of the time that it takes.

import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SanaError } from '@sana-studio/core';
import { failureLine } from './failure-line.ts';
import { type FromCommand, SIGNAL_CODES, type StopSignal, type ToCommand } from './supervision.ts';

/** The bundle of command.ts lies beside this one. */
const COMMAND = fileURLToPath(new URL('sana-command.mjs', import.meta.url));

/** In which a command ends by itself, leaving what it can go on with: with all the rest, less than a second. */
const GRACE_MILLISECONDS = 600;
/** A press of Ctrl-C may arrive several times: from the terminal, and from npm, which passes it on. */
const SAME_PRESS_MILLISECONDS = 200;

/** The JavaScript engine and libraries abort when they are refused memory; Linux kills who has most of it. */
const OF_WANT_OF_MEMORY: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGKILL'];
/** The exit code of a process that aborts where there are no signals. */
const ABORTED = 134;

const sourceMaps = process.sourceMapsEnabled ? ['--enable-source-maps'] : [];
const command = fork(COMMAND, process.argv.slice(2), { execArgv: [...process.execArgv, ...sourceMaps] });

let stopped: { readonly code: number; readonly at: number } | undefined;
/** The command has said in its own words that it was stopped. */
let told = false;
/** What would be left of a command that is ended in the middle: a file that is half there, a process of its own. */
let part: string | undefined;
let helper: number | undefined;

command.on('message', (message: FromCommand) => {
  if ('told' in message) told = true;
  if ('part' in message) part = message.part ?? undefined;
  if ('helper' in message) helper = message.helper ?? undefined;
});

for (const signal of Object.keys(SIGNAL_CODES) as StopSignal[]) {
  process.on(signal, () => stop(SIGNAL_CODES[signal]));
}

function stop(code: number): void {
  if (stopped && performance.now() - stopped.at < SAME_PRESS_MILLISECONDS) return;
  // who presses Ctrl-C twice does not want to wait
  if (stopped) {
    kill();
    return;
  }
  stopped = { code, at: performance.now() };
  if (command.connected) command.send({ stop: code } satisfies ToCommand, () => {});
  setTimeout(kill, GRACE_MILLISECONDS).unref();
}

function kill(): void {
  command.kill('SIGKILL');
}

// the reader of standard error may have gone
process.stderr.on('error', () => {});

command.on('error', async error => {
  await say('worker-failed:command', { detail: error.message }, error);
  process.exit(1);
});

const [{ code, signal }] = await Promise.all([ended(command), allHeard(command)]);
if (helper !== undefined) endHelper(helper);
if (part !== undefined) rmSync(part, { force: true });
const stopCode = stopped?.code ?? codeOfStop(code, signal);
if (stopCode !== undefined && (signal !== null || code === stopCode)) {
  if (!told) sayCancelled();
  process.exitCode = stopCode;
} else if (signal !== null) {
  await sayEnded(signal);
  dieBy(signal);
} else {
  if (code === ABORTED) await sayEnded('SIGABRT');
  process.exitCode = code ?? 1;
}

function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise(resolve => child.on('exit', (code, signal) => resolve({ code, signal })));
}

/** What it said may arrive after its end. */
function allHeard(child: ChildProcess): Promise<void> {
  return new Promise(resolve => child.on('disconnect', resolve));
}

/** Somebody else stopped it, or the terminal did before it listened. */
function codeOfStop(code: number | null, signal: NodeJS.Signals | null): number | undefined {
  if (signal !== null) return signal in SIGNAL_CODES ? SIGNAL_CODES[signal as StopSignal] : undefined;
  return Object.values(SIGNAL_CODES).find(stopCode => stopCode === code);
}

function sayCancelled(): void {
  sayLine(failureLine('Cancelled.', 'cancelled'));
}

/** A command that is ended in the middle says nothing itself. */
function sayEnded(signal: NodeJS.Signals): Promise<void> {
  return say(OF_WANT_OF_MEMORY.includes(signal) ? 'out-of-memory:ended' : 'worker-failed:ended', { signal });
}

async function say(...failure: ConstructorParameters<typeof SanaError>): Promise<void> {
  const [core, { describeFailure }] = await Promise.all([import('@sana-studio/core'), import('./failure.ts')]);
  sayLine(describeFailure(new core.SanaError(...failure)));
}

/** In place of what a terminal shows of the progress. */
function sayLine(line: string): void {
  process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${line}\n`);
}

function endHelper(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

/** As the command ended, so that who waits for this process sees what happened. */
function dieBy(signal: NodeJS.Signals): void {
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
}
