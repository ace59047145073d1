import { SanaError } from '@sana-studio/core';
import {
  besidesOf,
  FIELD_NAMES,
  type FieldName,
  fieldOf,
  flagOf,
  loraOf,
  type PartialRequest,
} from '@sana-studio/core/request';
import { InvalidArgumentError, Option } from 'commander';
import { checkArgument } from './prompt-argument.ts';
import { size } from './sizes.ts';

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
    if (name === 'outpaint') option.argParser(size).conflicts('size');
    if (kind.type === 'loras')
      option.argParser((word, before: unknown) => [...(Array.isArray(before) ? before : []), loraOf(word)]);
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
    const others = besidesOf(name).flatMap(other => flagOf(other) ?? []);
    if (others.length > 0 && others.every(other => flags[keyOf(other)] === undefined)) {
      const add = fieldOf(besidesOf(name)[0]!).flag!;
      throw new SanaError('request-invalid:alone', { flag, other: others.join(' or --'), add });
    }
  }
  const values = await Promise.all(
    said.map(async ([name, flag]) => [name, await given(name, flags[keyOf(flag)])] as const),
  );
  // it says how large the picture becomes
  const { outpaint, ...wishes } = Object.fromEntries(values);
  return outpaint === undefined ? wishes : { ...wishes, ...outpaint, outpaint: true };
}

/** What commander calls the value of a flag. */
const keyOf = (flag: string): string => new Option(`--${flag}`).attributeName();

async function given(name: FieldName, said: unknown): Promise<unknown> {
  if (typeof said !== 'string') return said;
  const { type } = fieldOf(name).kind;
  if (type === 'picture') return (await import('./start-image.ts')).readPicture(said);
  return type === 'words' || type === 'controlnet' ? checkArgument(said) : said;
}
