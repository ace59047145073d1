import { BUDGETS } from '@sana-studio/core';
import { checkArgument, notUnicode } from './prompt-argument.ts';

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Type the prompt, then Enter and Ctrl-D.\n');
  const chunks: Buffer[] = [];
  let length = 0;
  // the rest stays unread, and the request says what is wrong
  const most = BUDGETS.promptInput.most;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  try {
    // a character cut by the limit is no mistake of the person
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks), { stream: length > most });
  } catch {
    throw notUnicode();
  }
}

/** The prompt: words of the command line, or `-` for standard input without its last line break. */
export async function readPrompt(words: readonly string[]): Promise<string> {
  if (words.length === 1 && words[0] === '-') return (await readInput()).replace(/\r?\n$/, '');
  return checkArgument(words.join(' '));
}
