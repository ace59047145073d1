import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { repositoryPath } from './sana.ts';

const DOCUMENT = readFileSync(repositoryPath('docs', 'cli.md'), 'utf8');

/** Expects an object of `--json` to have the fields that docs/cli.md lists for a command. */
export function expectDocumented(command: string, told: object): void {
  const [, fields = ''] = new RegExp(`^\\| \`${command}\` \\|[^|]*\\|(.*)\\|$`, 'm').exec(DOCUMENT) ?? [];
  const [always = '', sometimes = ''] = fields.replaceAll(/ \([^)]*\)/g, '').split(' and where ');
  const names = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  const optional = names(sometimes);
  expect(
    Object.keys(told)
      .filter(name => !optional.includes(name))
      .toSorted(),
  ).toEqual(names(always).toSorted());
}
