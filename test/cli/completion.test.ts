import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryPath, temporaryFolder } from './sana.ts';

const SANA = repositoryPath('dist', 'sana.mjs');

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What a shell offers behind the words of a line, the last of which is being typed. */
type Offer = (line: string) => readonly string[];

/** Sources the script for a shell as a person does, and asks it as the shell does. */
function sourced(shell: 'bash' | 'zsh' | 'fish'): Offer {
  const script = join(temporaryFolder(), shell);
  writeFileSync(script, execFileSync(process.execPath, [SANA, 'completion', shell]));
  const run = (program: string) =>
    execFileSync(shell, [...(shell === 'zsh' ? ['-f'] : []), '-c', program], {
      cwd: temporaryFolder(),
      encoding: 'utf8',
    })
      .split('\n')
      .filter(Boolean);
  if (shell === 'fish')
    return line => run(`source ${script}; complete -C '${line}'`).map(offer => offer.split('\t')[0]!);
  if (shell === 'bash') {
    return line => {
      const words = line.split(' ');
      const quoted = words.map(word => `'${word}'`).join(' ');
      return run(
        `source ${script}; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _sana; printf '%s\n' "\${COMPREPLY[@]}"`,
      );
    };
  }
  // of what shows offers in a line only the words are taken
  const shown = `_describe() { print -l -- "\${(@P)2%%:*}"; }; compadd() { shift; print -l -- "$@"; }; _files() { print files; }`;
  return line => {
    const words = line.split(' ');
    const quoted = words.map(word => `'${word}'`).join(' ');
    const typed = words.at(-1)!;
    return run(
      `autoload -Uz compinit; compinit -u -D; source ${script}; ${shown}; words=(${quoted}); CURRENT=${words.length}; _sana`,
    ).filter(offer => offer.startsWith(typed) || offer === 'files');
  };
}

describe.each(['bash', 'zsh', 'fish'] as const)('%s', shell => {
  test.runIf(has(shell))('completes commands, options and what they take', () => {
    const offered = sourced(shell);
    expect(offered('sana gen')).toEqual(['generate']);
    expect(offered('sana models ')).toEqual(expect.arrayContaining(['list', 'add', 'verify']));
    expect(offered('sana models ')).not.toContain('generate');
    expect(offered('sana generate --st')).toEqual(expect.arrayContaining(['--steps', '--strength']));
    expect(offered('sana generate --device ')).toEqual(expect.arrayContaining(['auto', 'cpu', 'webgpu']));
    expect(offered('sana generate --device w')).toEqual(['webgpu']);
    expect(offered('sana completion ')).toEqual(expect.arrayContaining(['bash', 'fish', 'zsh']));
    expect(offered('sana models add --weights int')).toEqual(expect.arrayContaining(['int4', 'int8']));
    expect(offered('sana mcp --pol')).toEqual(['--policy']);
  });
});
