import { type Command, CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { failureLine } from './failure-line.ts';
import { tell } from './supervision.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command line. @returns the exit code: 0 done, 1 failed, 2 called wrongly */
export async function runCommand(program: Command, args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    return stoppedWith() ?? 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const code = stoppedWith();
      process.stderr.write(`${describeFailure(error)}\n`);
      return code ?? EXIT_FAILED;
    }
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
}

/** The exit code that a signal has asked for, if one came: what there is to say of it is said here then. */
function stoppedWith(): number | undefined {
  if (process.exitCode === undefined) return undefined;
  tell({ told: true });
  return Number(process.exitCode);
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
