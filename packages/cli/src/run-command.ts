import { type Command, CommanderError } from 'commander';
import { tell } from './supervision.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs one command line. @returns the exit code: 0 done, 1 failed, 2 called wrongly */
export async function runCommand(program: Command, args: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(args, { from: 'user' });
    // what was stopped without a failure says nothing: the process that heard the signal does
    return stopCode() ?? 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const code = stopCode();
      if (code !== undefined) tell({ told: true });
      const { describeFailure } = await import('./failure.ts');
      process.stderr.write(`${describeFailure(error)}\n`);
      return code ?? EXIT_FAILED;
    }
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
}

/** The exit code that a signal has asked for, if one came. */
function stopCode(): number | undefined {
  return process.exitCode === undefined ? undefined : Number(process.exitCode);
}
