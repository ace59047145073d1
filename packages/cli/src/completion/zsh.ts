import type { CompletedCommand, CompletedOption, Value } from './completion.ts';

export function zshScript(name: string, commands: readonly CompletedCommand[]): string {
  const names = commands.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `#compdef ${name}
# completion of ${name} for zsh: source <(${name} completion zsh), behind compinit
_${name}() {
  local way='' next i
  local -a below settings
  for ((i = 2; i < CURRENT; i++)); do
    next="\${way:+$way }\${words[i]}"
    case "$next" in
      ${names.join('|')}) way="$next" ;;
      *) break ;;
    esac
  done
  case "$way" in
${commands.map(caseOf).join('\n')}
  esac
}
compdef _${name} ${name}
`;
}

function caseOf({ path, commands, options, argument }: CompletedCommand): string {
  const settings = options.flatMap(({ names, about }) => names.map(name => described(name, about)));
  const withValue = options.filter(({ value }) => value !== 'none');
  const below = commands.map(({ name, about }) => described(name, about));
  return `    '${path}')
      case "\${words[CURRENT-1]}" in
${withValue.map(valueCase).join('\n')}
        *) ;;
      esac
      below=(${below.join(' ')})
      settings=(${settings.join(' ')})
      (( \${#below} )) && _describe command below
      _describe option settings
      ${reply(argument)} ;;`;
}

const valueCase = ({ names, value }: CompletedOption) => `        ${names.join('|')}) ${reply(value)}; return ;;`;

function reply(value: Value): string {
  if (value === 'file') return '_files';
  return typeof value === 'object' ? `compadd -- ${value.words.join(' ')}` : ':';
}

/** A colon ends the word. */
const described = (word: string, about: string) => quoted(`${word}:${about.replaceAll(':', '\\:')}`);

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
