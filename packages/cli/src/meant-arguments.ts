import { Command, CommanderError } from 'commander';

/** What is drawn where no command is named. */
const DRAWING = 'generate';

/**
 * The arguments with the command that they mean: a prompt alone is to be drawn. A single word that is nearly the name of a
 * command is left to be refused, with what was meant instead.
 */
export function meantArguments(program: Command, args: readonly string[]): readonly string[] {
  const [first] = args;
  if (first === undefined || isCommand(program, first) || isOwnOption(program, first)) return args;
  if (!first.startsWith('-') && !/\s/.test(first) && isNearly(program, first)) return args;
  return [DRAWING, ...args];
}

const isCommand = (program: Command, word: string): boolean =>
  word === 'help' || program.commands.some(command => command.name() === word || command.aliases().includes(word));

const isOwnOption = (program: Command, word: string): boolean =>
  ['-h', '--help'].includes(word) || program.options.some(({ short, long }) => word === short || word === long);

/** As commander sees it, which tells by a suggestion. */
function isNearly(program: Command, word: string): boolean {
  const silent = new Command().exitOverride().configureOutput({ outputError: () => {} });
  for (const command of program.commands) silent.command(command.name());
  try {
    silent.parse([word], { from: 'user' });
    return false;
  } catch (error) {
    return error instanceof CommanderError && error.message.includes('Did you mean');
  }
}
