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

export type Part = 'work' | 'closing';

/** Every third prompt of a file is for the closing figure alone, the others for work on the vocabulary. */
export const partOf = (index: number): Part => (index % 3 === 2 ? 'closing' : 'work');

/** Prompts of ten languages, written to be hard, one a line behind the sign of its kind. */
export function labelledPrompts(part: Part, folder = FOLDER): LabelledPrompt[] {
  return readdirSync(folder).flatMap(file =>
    readFileSync(join(folder, file), 'utf8')
      .trimEnd()
      .split('\n')
      .filter((_, index) => partOf(index) === part)
      .map(line => ({ language: file.replace('.txt', ''), kind: KINDS[line.charAt(0)]!, prompt: line.slice(1) })),
  );
}
