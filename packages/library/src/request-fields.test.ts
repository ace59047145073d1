// The fields for programs are written from the one description of a request: `vitest -u` writes them anew.

import { BUDGETS } from '@sana-studio/core';
import { besidesOf, FIELD_NAMES, type FieldName, fieldOf, type PartialRequest } from '@sana-studio/core/request';
import { expect, it } from 'vitest';
import type { RequestFields } from './request-fields.ts';

/** As it is written in help of the command line, where other fields are options. */
function about(name: FieldName): string {
  const flags = FIELD_NAMES.flatMap(other => {
    const flag = fieldOf(other).flag?.split(' ')[0];
    return flag === undefined ? [] : [[flag, other] as const];
  });
  const words = fieldOf(name).about.replaceAll(/--([a-z-]+)/g, (whole, flag: string) => {
    const field = flags.find(([known]) => known === flag)?.[1];
    return field ? `\`${field}\`` : whole === '--size' ? '`size`' : whole;
  });
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}

function typeOf(name: FieldName): string {
  const { kind } = fieldOf(name);
  if (kind.type === 'choice') return kind.schema.enum!.map(choice => `'${choice}'`).join(' | ');
  const types = {
    words: 'string',
    whole: 'number',
    real: 'number',
    flag: 'true',
    picture: 'SourcePicture',
    loras: 'readonly LoraChoice[]',
    controlnet: 'string | ChosenControlNet',
  };
  return types[kind.type];
}

function limits(name: FieldName): string {
  const { kind } = fieldOf(name);
  const { limits } = kind;
  if (limits.kind === 'whole') return ` Whole number, ${limits.min}…${limits.max}.`;
  if (limits.kind === 'real') return ` Number, ${limits.above ? 'above ' : ''}${limits.min}…${limits.max}.`;
  if (kind.schema.maxLength !== undefined) return ` At most ${kind.schema.maxLength} characters.`;
  if (limits.kind === 'picture') return ` RGBA pixels, at most ${BUDGETS.picturePixels.most / 1e6} million.`;
  return '';
}

/** Sentences in lines of a comment. */
function comment(sentences: string): string {
  const lines = [''];
  for (const word of sentences.split(' ')) {
    const [line = ''] = lines.slice(-1);
    if (line.length + word.length > 112) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  if (lines.length === 1) return `  /** ${lines[0]} */`;
  return ['  /**', ...lines.map(line => `   * ${line}`), '   */'].join('\n');
}

function property(name: FieldName): string {
  const field = fieldOf(name);
  const besides = besidesOf(name).map(beside => `\`${beside}\``);
  const beside = besides.length > 0 ? ` Counts only with ${besides.join(' or ')}.` : '';
  const said = `${about(name)}${limits(name)}${beside} Errors: \`${field.code}\`.`;
  const isRequired = field.absent === 'required';
  const type = isRequired ? typeOf(name) : `${typeOf(name)} | undefined`;
  const line = `  readonly ${name}${isRequired ? '' : '?'}: ${type};`;
  const wrapped = line.length <= 120 ? line : unionLines(name, type);
  return `${comment(said)}\n${wrapped}`;
}

function unionLines(name: FieldName, type: string): string {
  return `  readonly ${name}?:\n${type
    .split(' | ')
    .map(one => `    | ${one}`)
    .join('\n')};`;
}

it('are those of every request', async () => {
  const text = `// Written from the description of a request by request-fields.test.ts: do not edit.

import type { SourcePicture } from '@sana-studio/core';
import type { ChosenControlNet, LoraChoice } from '@sana-studio/core/request';

/** Everything that determines a picture. Only the prompt is required; the rest is filled in from the model. */
export interface RequestFields {
${FIELD_NAMES.map(property).join('\n')}
}
`;
  await expect(text).toMatchFileSnapshot('request-fields.ts');
});

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = { [Key in keyof T]: T[Key] };

it('have their types', () => {
  const isSame: Equal<Flat<RequestFields>, Flat<PartialRequest>> = true;
  expect(isSame).toBe(true);
});
