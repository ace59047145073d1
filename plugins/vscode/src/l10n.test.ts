import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const L10N = join(import.meta.dirname, '../l10n');

it.each(readdirSync(L10N))('%s has every text of the extension, and no other', file => {
  const translated = Object.keys(JSON.parse(readFileSync(join(L10N, file), 'utf8')));
  const host = join(import.meta.dirname, 'host');
  const names = readdirSync(host, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const sources = names.map(name => readFileSync(join(host, name), 'utf8'));
  const used = sources.flatMap(source => [...source.matchAll(/l10n\.t\(\s*'([^']+)'/gu)].map(match => match[1]!));
  expect(translated.sort()).toEqual([...new Set(used)].sort());
});

const PLUGIN = join(L10N, '..');
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(join(PLUGIN, file), 'utf8'));

it.each(readdirSync(PLUGIN).filter(file => /^package\.nls.*\.json$/u.test(file)))(
  '%s has every text of the manifest, and no other',
  file => {
    const manifest = readFileSync(join(PLUGIN, 'package.json'), 'utf8');
    const used = [...manifest.matchAll(/"%([\w.]+)%"/gu)].map(match => match[1]!);
    expect(Object.keys(read(file)).sort()).toEqual([...new Set(used)].sort());
  },
);

it('links the same commands in every language', () => {
  const links = (file: string) => Object.values(read(file)).flatMap(text => text.match(/command:[\w.]+/gu) ?? []);
  for (const file of readdirSync(PLUGIN).filter(name => /^package\.nls\..+\.json$/u.test(name))) {
    expect(links(file)).toEqual(links('package.nls.json'));
  }
});
