import type { CompletedCommand, CompletedOption, Value } from './completion.ts';

/** Also for the bash of macOS, which is of 2007. */
export function bashScript(name: string, commands: readonly CompletedCommand[]): string {
  const names = commands.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# completion of ${name} for bash: source <(${name} completion bash)
_${name}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" way='' next i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${way:+$way }\${COMP_WORDS[i]}"
    case "$next" in
      ${names.join('|')}) way="$next" ;;
      *) break ;;
    esac
  done
  case "$way" in
${commands.map(caseOf).join('\n')}
  esac
}
_${name}_words() { while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -W "$1" -- "$2"); }
_${name}_files() {
  compopt -o filenames 2>/dev/null
  while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -f -- "$1")
}
complete -F _${name} ${name}
`.replaceAll('@NAME', `_${name}`);
}

function caseOf({ path, commands, options, argument }: CompletedCommand): string {
  const withValue = options.filter(({ value }) => value !== 'none');
  const words = [...commands.map(({ name }) => name), ...options.flatMap(({ names }) => names)];
  const all = [...words, ...(typeof argument === 'object' ? argument.words : [])];
  const files = argument === 'file' ? '\n      case "$cur" in -*) ;; *) @NAME_files "$cur" ;; esac' : '';
  return `    '${path}')
      case "$prev" in
${withValue.map(valueCase).join('\n')}
        *) ;;
      esac
      @NAME_words '${all.join(' ')}' "$cur"${files} ;;`;
}

const valueCase = ({ names, value }: CompletedOption) => `        ${names.join('|')}) ${replyWith(value)} return ;;`;

function replyWith(value: Value): string {
  if (value === 'file') return '@NAME_files "$cur";';
  return typeof value === 'object' ? `@NAME_words '${value.words.join(' ')}' "$cur";` : '';
}
