// What is written outside meets most of the regular expressions here. None may take time that grows faster than the text.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { analyse } from 'scslre';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Made of strings where the program begins, so that it can be looked at; elsewhere nobody could tell what it becomes. */
interface Made {
  readonly place: string;
  readonly atTop: boolean;
}

/** Repeats that overlap, in `pattern` or in what tries it from every character on. */
function overlaps({ place, source, flags }: Found): string[] {
  // not what follows the pattern: a text that fits it up to a point may always go on otherwise
  const { reports } = analyse({ source, flags }, { assumeRejectingSuffix: false });
  return reports.map(({ type, exponential }) => `${place}: /${source}/ (${type}${exponential ? ', exponential' : ''})`);
}

function inspect(path: string, text: string): { readonly literals: readonly Found[]; readonly made: readonly Made[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const literals: Found[] = [];
  const made: Made[] = [];
  const visit = (node: ts.Node, atTop: boolean): void => {
    const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const called = ts.isNewExpression(node) || ts.isCallExpression(node) ? node.expression.getText() : '';
    if (/^(?:globalThis\.)?RegExp$/.test(called)) made.push({ place, atTop });
    ts.forEachChild(node, child => visit(child, atTop && !ts.isFunctionLike(node)));
  };
  visit(file, true);
  return { literals, made };
}

/** The expressions that a module makes when it is loaded. */
async function madeBy(path: string): Promise<Found[]> {
  const found: Found[] = [];
  const { RegExp: original } = globalThis;
  globalThis.RegExp = new Proxy(original, {
    construct(target, [pattern, flags]) {
      const made = Reflect.construct(target, [pattern, flags]) as RegExp;
      found.push({ place: path, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    await import(pathToFileURL(join(ROOT, path)).href);
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages', 'shared', 'plugins'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => /\.(?:ts|tsx|mjs)$/.test(path) && !/\.(?:test|fixture|d)\.ts$/.test(path))
  .map(path => ({ path, ...inspect(path, readFileSync(join(ROOT, path), 'utf8')) }));

test('no regular expression has repeats that overlap', () => {
  const literals = sources.flatMap(source => source.literals);
  expect(literals.length).toBeGreaterThan(100);
  expect(literals.flatMap(overlaps)).toEqual([]);
});

test('none is made of strings that are known only when the program runs', () => {
  expect(sources.flatMap(({ made }) => made.filter(({ atTop }) => !atTop).map(({ place }) => place))).toEqual([]);
});

test('nor has one that is put together when a module is loaded', async () => {
  const modules = sources.filter(({ made }) => made.length > 0);
  const made: Found[] = [];
  // one after the other: each is told apart by what is made meanwhile
  for (const { path } of modules) made.push(...(await madeBy(path)));
  expect(made.length).toBeGreaterThanOrEqual(modules.length);
  expect(made.flatMap(overlaps)).toEqual([]);
});

test.each(['(a+)+$', '(?:a|a)*b', '\\s*\\n\\s*x', ' +$', '(?: ?\\d+)*$', '\\s*(.*?)\\s*$'])(
  '%s would be found',
  source => {
    const { literals } = inspect('probe.ts', `const pattern = /${source}/u;`);
    expect(literals.flatMap(overlaps)).not.toEqual([]);
  },
);

test('one that is made in a function would be found', () => {
  expect(inspect('probe.ts', 'const f = (text: string) => new RegExp(text);').made).toEqual([
    { place: 'probe.ts:1', atTop: false },
  ]);
});
