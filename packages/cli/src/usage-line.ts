import { failureLine } from './failure-line.ts';

/** Commander's message as one line in the style of all others. */
export function usageLine(message: string): string {
  const sentences = message
    .replace(/^error: /, '')
    .replace(/\n\((Did you mean .*\?)\)/, '. $1')
    .trim();
  const end = /[.?!]$/.test(sentences) ? '' : '.';
  return failureLine(`${sentences}${end} See --help.`, 'usage');
}
