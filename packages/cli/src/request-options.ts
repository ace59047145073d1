import { SanaError } from '@sana-studio/core';
import { FIELD_NAMES, type FieldName, fieldOf, flagOf, type PartialRequest } from '@sana-studio/core/request';
import { InvalidArgumentError, Option } from 'commander';
import { checkArgument } from './prompt-input.ts';
import { readStartImage } from './start-image.ts';

/** What was said about a request, by the names of the options. */
export type RequestFlags = Readonly<Record<string, unknown>>;

const FLAGS: readonly (readonly [FieldName, string])[] = FIELD_NAMES.flatMap(name => {
  const flag = flagOf(name);
  return flag === undefined ? [] : [[name, flag] as const];
});

/** An option for every field of a request that has one. */
export function requestOptions(): readonly Option[] {
  return FLAGS.map(([name]) => {
    const { flag, about, kind } = fieldOf(name);
    const option = new Option(`--${flag}`, about);
    if (kind.type === 'whole' || kind.type === 'real') option.argParser(number);
    if (kind.type === 'choice') option.choices(kind.schema.enum ?? []);
    return option;
  });
}

/** Any number: what range it must lie in is for the request to say. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && !Number.isNaN(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

/**
 * What the options say of a request; files are read.
 * @throws SanaError `request-invalid` for an option that counts only beside another one, and of what reads files
 */
export async function requestOf(flags: RequestFlags): Promise<Omit<PartialRequest, 'prompt'>> {
  const said = FLAGS.filter(([, flag]) => flags[keyOf(flag)] !== undefined);
  for (const [name, flag] of said) {
    const { beside } = fieldOf(name);
    const other = beside && flagOf(beside as FieldName);
    if (other && flags[keyOf(other)] === undefined) {
      throw new SanaError('request-invalid:alone', { flag, other, add: fieldOf(beside as FieldName).flag! });
    }
  }
  const values = await Promise.all(
    said.map(async ([name, flag]) => [name, await given(name, flags[keyOf(flag)])] as const),
  );
  return Object.fromEntries(values);
}

/** What commander calls the value of a flag. */
const keyOf = (flag: string): string => new Option(`--${flag}`).attributeName();

async function given(name: FieldName, said: unknown): Promise<unknown> {
  if (typeof said !== 'string') return said;
  const { type } = fieldOf(name).kind;
  if (type === 'picture') return readStartImage(said);
  return type === 'words' ? checkArgument(said) : said;
}
