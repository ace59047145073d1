import { handleSignals } from './interruption.ts';
import { meantArguments } from './meant-arguments.ts';
import { createProgram } from './program.ts';
import { runCommand } from './run-command.ts';

// npm runs scripts in the package's folder; relative paths are meant from where the person is.
const { INIT_CWD, npm_lifecycle_event: script, npm_package_name: packageName } = process.env;
if (INIT_CWD && packageName === 'sana-studio' && (script === 'start' || script === 'sana')) process.chdir(INIT_CWD);

// The reader of a pipe may have seen enough (`sana inspect … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

handleSignals();

const program = createProgram();
process.exitCode = await runCommand(program, meantArguments(program, process.argv.slice(2)));
