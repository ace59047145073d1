import { type Command, CommanderError } from 'commander';
import { describeFailure, failureLine } from './failure.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command line. @returns the exit code: 0 done, 1 failed, 2 called wrongly */
export async function runCommand(program: Command, args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return process.exitCode === undefined ? 0 : Number(process.exitCode);
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${describeFailure(error)}\n`);
      // a signal has said how to end
      return process.exitCode === undefined ? EXIT_FAILED : Number(process.exitCode);
    }
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
}

/** Commander's message as one line in the style of all others. */
export function usageLine(message: string): string {
  const sentences = message
    .replace(/^error: /, '')
    .replace(/\n\((Did you mean .*\?)\)/, '. $1')
    .trim();
  const end = /[.?!]$/.test(sentences) ? '' : '.';
  return failureLine(`${sentences}${end} See --help.`, 'usage');
}
