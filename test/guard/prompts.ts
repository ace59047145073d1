import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** From the root of the repository, where tests and measurements run. */
const FOLDER = 'test/guard/prompts';

/** `innocent`: nothing is to change. `policy`: the preset “designer” is to act, `school`: the preset “school”. */
export type Kind = 'innocent' | 'policy' | 'school';

export interface LabelledPrompt {
  readonly language: string;
  readonly kind: Kind;
  readonly prompt: string;
}

const KINDS: Readonly<Record<string, Kind>> = { '-': 'innocent', '+': 'policy', '!': 'school' };

/**
 * `work` and `closing` share one set; of it every third prompt is for the closing figure alone. `fresh` is of another set,
 * written before its authors had seen the vocabulary, whose other half is part of `work`.
 */
export type Part = 'work' | 'closing' | 'fresh';

export const partOf = (index: number): Part => (index % 3 === 2 ? 'closing' : 'work');

function read(folder: string): (LabelledPrompt & { readonly index: number })[] {
  const files = readdirSync(folder).filter(file => file.endsWith('.txt'));
  return files.flatMap(file =>
    readFileSync(join(folder, file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line, index) => {
        const [language, kind] = [file.replace('.txt', ''), KINDS[line.charAt(0)]!];
        return { language, kind, prompt: line.slice(1), index };
      }),
  );
}

/** Prompts of ten languages, written to be hard, one a line behind the sign of its kind. */
export function labelledPrompts(part: Part): LabelledPrompt[] {
  if (part === 'fresh') return read(join(FOLDER, 'fresh'));
  const shared = read(FOLDER).filter(({ index }) => partOf(index) === part);
  return part === 'work' ? [...shared, ...read(join(FOLDER, 'second'))] : shared;
}
