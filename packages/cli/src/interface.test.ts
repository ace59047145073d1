import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { createProgram } from './program.ts';

/** What programs may write: nothing of it goes without being noticed. */
function linesOf(command: Command, path: string): readonly string[] {
  const named = command.registeredArguments.map(argument => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${word}>` : `[${word}]`;
  });
  return [
    [path, ...named].join(' '),
    ...command.options.map(({ flags }) => `  ${flags}`),
    ...command.commands.flatMap(one => linesOf(one, `${path} ${one.name()}`)),
  ];
}

it('has the commands and options that are written down', async () => {
  await expect(`${linesOf(createProgram(), 'sana').join('\n')}\n`).toMatchFileSnapshot('interface.txt');
});
