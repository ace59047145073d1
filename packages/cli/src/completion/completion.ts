import type { Command, Option } from 'commander';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

/** What may stand behind an option, or as an argument: one of some words, a file, anything, or nothing. */
export type Value = { readonly words: readonly string[] } | 'file' | 'any' | 'none';

export interface CompletedOption {
  /** `--steps`, `-V`. */
  readonly names: readonly string[];
  readonly about: string;
  readonly value: Value;
}

export interface CompletedCommand {
  /** Behind the program's name: `models add`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletedOption[];
  readonly argument: Value;
}

/** What completes a command line in a shell, from the one description of the commands. */
export function completionScript(program: Command, shell: Shell): string {
  const commands = commandsOf(program, '');
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](program.name(), commands);
}

function commandsOf(command: Command, path: string): readonly CompletedCommand[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command).filter(one => one.name() !== 'help');
  const [first] = command.registeredArguments;
  const own: CompletedCommand = {
    path,
    commands: below.map(one => ({ name: one.name(), about: one.summary() || one.description() })),
    options: help.visibleOptions(command).map(completed),
    argument: first ? expected(first.argChoices, first.name()) : 'none',
  };
  return [own, ...below.flatMap(one => commandsOf(one, path === '' ? one.name() : `${path} ${one.name()}`))];
}

function completed({ short, long, description, argChoices, flags, required, optional }: Option): CompletedOption {
  const names = [long, short].filter(name => name !== undefined);
  const value = required || optional ? expected(argChoices, /[<[]([^\]>.]*)/.exec(flags)?.[1] ?? '') : 'none';
  return { names, about: description, value };
}

/** @param name of the value, as help shows it */
function expected(choices: readonly string[] | undefined, name: string): Value {
  if (choices) return { words: choices };
  return /file|folder|path|model|policy|controlnet/i.test(name) ? 'file' : 'any';
}
