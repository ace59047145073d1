// What a release does to versions and the changelog; the bundles themselves have tests of their own.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Evaluates an expression with the functions of the release; `input` is in it. */
function evaluate(expression: string, input?: unknown): unknown {
  const script = `
    import * as changelog from './.ci/changelog.mjs';
    import * as readme from './.ci/readme.mjs';
    import * as versions from './.ci/versions.mjs';
    const input = ${JSON.stringify(input ?? null)};
    const { notesOf, released, isNewer, renumbered, asking, packed, packedReadme, WORKSPACES, EXAMPLES } = { ...changelog, ...readme, ...versions };
    try { console.log(JSON.stringify(${expression})); } catch (error) { console.log(JSON.stringify({ error: error.message })); }`;
  const options = { cwd: ROOT, encoding: 'utf8', input: script, maxBuffer: 2 ** 26 } as const;
  const told = execFileSync(process.execPath, ['--input-type=module', '-'], options);
  return JSON.parse(told);
}

describe('a release', () => {
  it('makes a version of what was not released, and its notes', () => {
    const text = '# Changelog\n\nSaid first.\n\n## Unreleased\n\n### Added\n\n- $& a fox\n\n## 0.1.0\n\n- all\n';
    const after = evaluate("released(input, '0.2.0', '2026-11-26')", text);
    expect(after).toBe(text.replace('## Unreleased\n', '## Unreleased\n\n## 0.2.0 – 2026-11-26\n'));
    expect(evaluate("notesOf(input, '0.2.0')", after)).toBe('### Added\n\n- $& a fox\n');
    expect(evaluate("notesOf(input, '0.1.0')", after)).toBe('- all\n');
    expect(evaluate("notesOf(input, '0.3.0')", after)).toEqual({ error: 'CHANGELOG.md says nothing of 0.3.0.' });
    expect(evaluate("released(input, '0.3.0', '2026-11-27')", after)).toEqual({
      error: 'CHANGELOG.md has nothing under “Unreleased”.',
    });
  });

  it('has the pictures of the README of the extension from the web, or leaves them out', () => {
    const text = readFileSync(join(ROOT, 'plugins/vscode/README.md'), 'utf8');
    const images = (markdown: unknown) =>
      [...String(markdown).matchAll(/!\[[^\]]+\]\(([^)]+\.webp)\)/gu)].map(([, to]) => to!);
    const own = images(text);
    expect(own.length).toBeGreaterThan(2);
    const address = 'https://pictures.example.com/v1';
    const packed = evaluate(`packedReadme(input, '${address}')`, text);
    expect(images(packed)).toEqual(own.map(path => path.replace('../../docs/pictures', address)));
    const bare = String(evaluate('packedReadme(input)', text));
    expect(images(bare)).toEqual([]);
    expect(bare.split('\n\n')).toEqual(text.split('\n\n').filter(paragraph => !paragraph.startsWith('![')));
    expect(evaluate("packedReadme(input, 'http://pictures.example.com/')", text)).toHaveProperty('error');
  });

  it('has the examples ask for its version, and for nothing else anew', () => {
    const paths = evaluate('EXAMPLES') as readonly string[];
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      const own = [...text.matchAll(/"(?:@sana-studio\/[\w-]+|sana-studio)": "(.*)"/g)].map(([, range]) => range);
      expect(new Set(own)).toEqual(new Set([`^${version}`]));
      expect(evaluate("asking(input, '7.8.9')", text)).toBe(text.replaceAll(`^${version}`, '^7.8.9'));
    }
  });

  it('knows which version comes after another, and what is none', () => {
    const pairs = [
      ['0.2.0', '0.1.9', true],
      ['0.10.0', '0.9.0', true],
      ['1.0.0', '0.99.99', true],
      ['0.1.0', '0.1.0', false],
      ['0.1.0', '0.2.0', false],
      ['0.2', '0.1.0', false],
      ['v0.2.0', '0.1.0', false],
      ['0.2.0-beta', '0.1.0', false],
    ] as const;
    expect(evaluate('input.map(([version, other]) => isNewer(version, other))', pairs)).toEqual(
      pairs.map(([, , expected]) => expected),
    );
  });

  it('leaves maps out of the archives that people upload', () => {
    const paths = ['code.js', 'code.js.map', 'manifest.json', 'v1/engine.mjs', 'v1/engine.mjs.map'];
    expect(evaluate('packed(input)', paths)).toEqual(['code.js', 'manifest.json', 'v1/engine.mjs']);
  });

  it('renumbers every package of the repository, and no other', () => {
    const paths = (evaluate('WORKSPACES') as string[]).map(folder => join(folder, 'package.json'));
    for (const path of [...paths, 'package-lock.json']) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const { version } = JSON.parse(text) as { version: string };
      const after = evaluate(`renumbered('${path}', input, '9.8.7')`, text) as string;
      const changed = after.split('\n').filter((line, i) => line !== text.split('\n')[i]);
      expect(after.split('\n')).toHaveLength(text.split('\n').length);
      expect(changed.length, path).toBeGreaterThan(0);
      for (const line of changed) expect(line).toMatch(/^\s+"(version|@sana-studio\/\w+)": "9\.8\.7",?$/);
      // what the repository's packages are, they are all of one version
      if (path !== 'package-lock.json') expect(after).not.toMatch(new RegExp(`"@sana-studio/\\w+": "${version}"`));
    }
  });
});
