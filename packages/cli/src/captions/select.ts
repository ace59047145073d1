import { type Law, pythonRandom, select as selectOne } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { assertOwnKeys, candidatesOf } from './captioned-set.ts';
import { openSet } from './open-set.ts';

export interface SelectFlags {
  readonly law: Law['kind'];
  readonly threshold: number;
  readonly temperature: number;
  readonly seed: string;
  readonly json?: boolean;
}

/** Files that a person hears of by name. */
const MOST_NAMED = 10;

/** `sana select`: one caption for each picture, to standard output; what was not read to standard error. */
export async function select(folder: string, flags: SelectFlags): Promise<void> {
  const random = pythonRandom(wholeNumber(flags.seed));
  const law = lawOf(flags);
  const set = await openSet(folder, false);
  // of two entries with one name, readers of JSON keep one
  if (flags.json) assertOwnKeys(folder, set.pictures);
  const unread: string[] = [];
  const lines: string[] = [];
  for (const picture of set.pictures) {
    const prompt = await picture.prompt();
    if (!prompt) {
      unread.push(`${picture.name} (no text, so that Sana's training leaves it out)`);
      continue;
    }
    const found = await candidatesOf(set, picture, prompt);
    unread.push(...found.unread);
    const { type, score } = selectOne(law, found.scored, random);
    const caption = found.captions.get(type) ?? '';
    // by hand: an object would put keys that are numbers first
    lines.push(
      flags.json
        ? `  ${JSON.stringify(picture.key)}: ${JSON.stringify({ type, caption, score })}`
        : [picture.key, type, score.toFixed(4), caption].join('\t'),
    );
  }
  if (unread.length > 0) {
    const more = unread.length > MOST_NAMED ? `, and ${unread.length - MOST_NAMED} more` : '';
    process.stderr.write(`Left out: ${unread.slice(0, MOST_NAMED).join(', ')}${more}.\n`);
  }
  const body = lines.join(flags.json ? ',\n' : '\n');
  process.stdout.write(flags.json ? `{\n${body}\n}\n` : `${body}\n`);
}

function wholeNumber(text: string): bigint {
  if (/^[+-]?\d{1,1000}$/.test(text.trim())) return BigInt(text.trim().replace(/^\+/, ''));
  throw new SanaError('request-invalid:seed', { given: text });
}

function lawOf({ law: kind, threshold, temperature }: SelectFlags): Law {
  if (kind === 'best') return { kind };
  return kind === 'paper' ? { kind, temperature } : { kind, threshold, temperature };
}
