// What is published on npm: what is in the packages, whether tools find it, that every name is documented, and how much it is.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'dist/npm/library');

/** Bytes of the tarball and of what is unpacked at most: the WebAssembly file is 26.8 MB of it. */
const MOST = { packed: 10e6, unpacked: 36e6 };

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts?: unknown;
}

let tarballs: string;
let manifest: Manifest;
let tarball: string;

beforeAll(() => {
  tarballs = mkdtempSync(join(tmpdir(), 'sana-npm-'));
  execFileSync(process.execPath, ['.ci/npm-packages.mjs', 'library', '--out', tarballs], { cwd: ROOT, stdio: 'pipe' });
  tarball = join(tarballs, readdirSync(tarballs)[0]!);
  manifest = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as Manifest;
}, 120_000);
afterAll(() => rmSync(tarballs, { recursive: true, force: true }));

/** Every file that an entry stands for. */
function targets(entry: unknown): readonly string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(targets);
}

it('has what its entries name, one dependency, and nothing that runs on installation', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  expect([manifest.name, manifest.version, manifest.scripts]).toEqual(['sana-studio', version, undefined]);
  const runtime = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/onnxruntime-node/package.json'), 'utf8'),
  ) as Manifest;
  expect(manifest.dependencies).toEqual({ 'onnxruntime-node': runtime.version });
  for (const target of Object.values(manifest.exports).flatMap(targets)) {
    expect(statSync(join(FOLDER, target)).isFile(), target).toBe(true);
  }
  const unwanted = manifest.files.filter(path => /\.(?:map|ts)$/.test(path) && !path.endsWith('.d.ts'));
  expect(unwanted).toEqual([]);
  const unpacked = manifest.files.reduce((sum, path) => sum + statSync(join(FOLDER, path)).size, 0);
  expect(unpacked).toBeLessThan(MOST.unpacked);
  expect(statSync(tarball).size).toBeLessThan(MOST.packed);
});

it('is clean for publint and for “are the types wrong”', async () => {
  const { messages, pkg } = await publint({ pkgDir: FOLDER, strict: true });
  expect(messages.map(message => formatMessage(message, pkg))).toEqual([]);
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))), {
    // files to be copied and served
    excludeEntrypoints: [/\.(?:js|wasm)$/],
  });
  expect(analysis.types).not.toBe(false);
  // it is of modules alone: programs in CommonJS import() it
  const problems = ('problems' in analysis ? analysis.problems : []).filter(
    problem => !('resolutionKind' in problem) || /^(?:node16-esm|bundler)$/.test(problem.resolutionKind),
  );
  expect(problems).toEqual([]);
});

/** A declaration of an exported name. */
type Declaration = ts.Node & { readonly name?: ts.Node };

/** What an entry exports, and its checker. */
function exportsOf(entry: string) {
  const program = ts.createProgram([entry], { module: ts.ModuleKind.NodeNext, noLib: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!);
  return { checker, exported };
}

const isInternal = (symbol: ts.Symbol) => symbol.getJsDocTags().some(({ name }) => name === 'internal');

function undocumented({ checker, exported }: ReturnType<typeof exportsOf>): readonly string[] {
  const isDocumented = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length > 0;
  return exported.flatMap(alias => {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const members = [...(symbol.members?.values() ?? [])].filter(member => {
      if (member.name === '#private') return false;
      const [declaration] = (member.declarations ?? []) as readonly Declaration[];
      if (!declaration || isInternal(member)) return false;
      return [ts.isTypeElement, ts.isPropertyDeclaration, ts.isMethodDeclaration].some(is => is(declaration));
    });
    return [symbol, ...members]
      .filter(one => !isDocumented(one))
      .map(one => `${symbol.name} ${one === symbol ? '' : one.name}`);
  });
}

it.each([
  ['index', 'web'],
  ['node/index', 'node'],
  ['react', 'view/react'],
  ['element', 'view/element'],
])('every name of %s is documented, and in docs/api/%s.md', (entry, page) => {
  const known = exportsOf(join(FOLDER, 'dist', `${entry}.d.ts`));
  expect(undocumented(known)).toEqual([]);
  const text = readFileSync(join(ROOT, 'docs/api', `${page}.md`), 'utf8');
  const told = [...text.matchAll(/^### (\w+)/gm)].map(([, name]) => name);
  expect(told.sort(), '`npm run docs:api` writes it anew').toEqual(known.exported.map(({ name }) => name).sort());
});

describe('sizes', () => {
  const recipes = readFileSync(join(ROOT, 'docs/recipes.md'), 'utf8');
  const rows = [...recipes.matchAll(/^\| `(sana-studio[\w/]*)` \| ([\d.]+) \|/gm)].map(
    ([, entry, kB]) => [entry!, Number(kB)] as const,
  );

  it('are told of every entry', () => {
    const own = Object.keys(manifest.exports).filter(entry => !/\.\w+$|^\.\/(?:node|browser)$/.test(entry));
    expect(rows.map(([entry]) => entry).sort()).toEqual(own.map(entry => `sana-studio${entry.slice(1)}`).sort());
  });

  it.each(rows)('%s is as large as docs/recipes.md says: %d kB', async (entry, told) => {
    const target = targets(manifest.exports[`.${entry.slice('sana-studio'.length)}`]).find(path =>
      path.endsWith('.js'),
    )!;
    const outdir = join(tarballs, 'sizes');
    mkdirSync(outdir, { recursive: true });
    const { outputs } = (await build({
      entryPoints: [join(FOLDER, target)],
      ...{ bundle: true, minify: true, splitting: true, format: 'esm', metafile: true, write: false },
      ...{ outdir, external: ['react'], logLevel: 'silent' },
    }).then(async ({ metafile, outputFiles }) => ({ outputs: atOnce(metafile.outputs, outputFiles) }))) as {
      outputs: readonly Uint8Array[];
    };
    const kB = outputs.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0) / 1000;
    expect(Math.abs(kB - told) / told, `${kB.toFixed(0)} kB`).toBeLessThan(0.08);
  });
});

function atOnce(
  outputs: Readonly<
    Record<
      string,
      { readonly entryPoint?: string; readonly imports: readonly { readonly path: string; readonly kind: string }[] }
    >
  >,
  files: readonly { readonly path: string; readonly contents: Uint8Array }[],
): readonly Uint8Array[] {
  const seen = new Set<string>();
  const reach = (path: string) => {
    if (seen.has(path) || !outputs[path]) return;
    seen.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') reach(next);
  };
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint !== undefined)!;
  reach(entry);
  const wanted = new Set([...seen].map(path => resolve(path)));
  return files.filter(({ path }) => wanted.has(resolve(path))).map(({ contents }) => contents);
}
