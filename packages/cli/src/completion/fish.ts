import type { CompletedCommand, CompletedOption, Value } from './completion.ts';

export function fishScript(name: string, commands: readonly CompletedCommand[]): string {
  return `# completion of ${name} for fish: ${name} completion fish | source
function __${name}_way
  set -l way
  for word in (commandline -opc)[2..-1]
    switch (string trim -- "$way $word")
      case ${commands.flatMap(({ path }) => (path === '' ? [] : [quoted(path)])).join(' ')}
        set -a way $word
      case '*'
        break
    end
  end
  test "$way" = "$argv"
end
complete -c ${name} -f
${commands.flatMap(command => linesOf(name, command)).join('\n')}
`;
}

function linesOf(name: string, { path, commands, options, argument }: CompletedCommand): readonly string[] {
  const here = `complete -c ${name} -n ${quoted(`__${name}_way ${path}`)}`;
  return [
    ...commands.map(({ name: word, about }) => `${here} -a ${word} -d ${quoted(about)}`),
    ...options.map(option => `${here} ${optionWords(option)}`),
    ...(argument === 'file' ? [`${here} -F`] : []),
    ...(typeof argument === 'object' ? [`${here} -a ${quoted(argument.words.join(' '))}`] : []),
  ];
}

function optionWords({ names, about, value }: CompletedOption): string {
  const words = names.map(name => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return `${words.join(' ')} -d ${quoted(about)}${valueWords(value)}`;
}

function valueWords(value: Value): string {
  if (value === 'none') return '';
  if (value === 'any') return ' -x';
  return value === 'file' ? ' -r -F' : ` -x -a ${quoted(value.words.join(' '))}`;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
