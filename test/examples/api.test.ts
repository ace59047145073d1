// docs/api is what the types say.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function pagesBelow(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

it('is as `npm run docs:api` writes it', () => {
  const out = mkdtempSync(join(tmpdir(), 'sana-api-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  const typedoc = ['node_modules/typedoc/bin/typedoc', '--options', 'packages/library/typedoc.json', '--out', out];
  execFileSync(process.execPath, typedoc, { cwd: ROOT, stdio: 'ignore' });
  expect(pagesBelow(join(ROOT, 'docs/api'))).toEqual(pagesBelow(out));
});
