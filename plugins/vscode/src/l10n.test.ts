import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const L10N = join(import.meta.dirname, '../l10n');

it.each(readdirSync(L10N))('%s has every text of the extension, and no other', file => {
  const translated = Object.keys(JSON.parse(readFileSync(join(L10N, file), 'utf8')));
  const host = join(import.meta.dirname, 'host');
  const sources = readdirSync(host).map(name => readFileSync(join(host, name), 'utf8'));
  const used = sources.flatMap(source => [...source.matchAll(/l10n\.t\(\s*'([^']+)'/gu)].map(match => match[1]!));
  expect(translated.sort()).toEqual([...new Set(used)].sort());
});
