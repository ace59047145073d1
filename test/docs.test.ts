// Names of files in documents go stale without anybody noticing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'NOTICE.md',
  'SECURITY.md',
  'plugins/vscode/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
];

/** A file or folder of the repository, as it stands in `code`. */
const PATH = /`((?:packages|shared|plugins|test|docs|models|training)\/[\w./-]+)`/g;
const LINK = /\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g;

/** The anchor that a heading gets. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => `#${anchor(heading)}`);

it.each(DOCUMENTS)('what %s names is there', document => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const missing: string[] = [];
  for (const [, path = ''] of text.matchAll(PATH)) if (!existsSync(join(ROOT, path))) missing.push(path);
  for (const [, path = '', fragment] of text.matchAll(LINK)) {
    const target = path ? join(ROOT, dirname(document), path) : join(ROOT, document);
    if (!existsSync(target)) missing.push(path);
    else if (fragment && !anchorsOf(readFileSync(target, 'utf8')).includes(fragment)) missing.push(path + fragment);
  }
  expect(missing).toEqual([]);
});
