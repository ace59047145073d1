// What people download and what a page must parse before it shows anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/**
 * Bytes at most, some 5 % above today's, with what each imports at once: more is most often an import that drags in what is not
 * needed. The sentences of errors are 62 kB in English, which everything that can fail has; other languages are fetched by who reads
 * them. The names of emoji, for files that are named after a prompt, are 18 kB.
 */
const BUDGETS: Readonly<Record<string, number>> = {
  'dist/web/studio.mjs': 408_000,
  'dist/web/models-worker.mjs': 263_000,
  'dist/web/png-worker.mjs': 105_000,
  'dist/web/engine-worker.mjs': 503_000,
  // all but 22 kB are the engine's, which a page has fetched by then
  'dist/web/server-worker.mjs': 444_000,
  // with a tokenizer, which reads the prompt that pictures are compared with
  'dist/web/ranking-worker.mjs': 216_000,
  'dist/vscode/page/panel.js': 408_000,
  'dist/vscode/page/models-worker.js': 263_000,
  'dist/vscode/page/png-worker.js': 105_000,
  // with ONNX Runtime's glue code, what knows languages by their words (0.96 MB) and the guard's vocabulary (0.24 MB), which
  // the others fetch when they need it
  'dist/vscode/page/engine-worker.js': 1_770_000,
  'dist/vscode/page/processor-engine-worker.js': 1_730_000,
};

/** What draws, what writes ONNX, and validation that cannot be shaken out. */
const NOT_IN_PAGES = [
  'node_modules/pbf/',
  'node_modules/zod/v4/classic/',
  'node_modules/onnxruntime-web/',
  'node_modules/naughty-words/',
  'node_modules/@huggingface/',
  'packages/core/src/graph/',
];

/** These read what others send with the channel's readers alone. */
const NO_SCHEMA_LIBRARY = [
  'dist/web/studio.mjs',
  'dist/web/png-worker.mjs',
  'dist/vscode/page/panel.js',
  'dist/vscode/page/png-worker.js',
];

const PAGES = Object.keys(BUDGETS).filter(path => !/(?:engine|server|ranking)-worker/.test(path));

const outputs: Metafile['outputs'] = {};

type Output = Metafile['outputs'][string];

/** Files of which something is left in the bundle. */
function inputsOf(output: Output): string[] {
  return Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

/** A bundle with what it imports at once. */
function atOnce(path: string, seen = new Set<string>()): readonly Output[] {
  if (seen.has(path) || !outputs[path]) return [];
  seen.add(path);
  const imported = outputs[path].imports.filter(({ kind }) => kind === 'import-statement');
  return [outputs[path], ...imported.flatMap(({ path: other }) => atOnce(other, seen))];
}

beforeAll(() => {
  const names = ['worker', 'studio', 'vscode-page'];
  for (const name of names) {
    const file = join(ROOT, 'dist/metafiles', `${name}.json`);
    Object.assign(outputs, (JSON.parse(readFileSync(file, 'utf8')) as Metafile).outputs);
  }
});

it.each(Object.entries(BUDGETS))('%s has at most %d bytes', (path, most) => {
  const parts = atOnce(path);
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(most);
});

it.each(PAGES)('%s holds nothing that only the engine needs', path => {
  const unwanted = atOnce(path)
    .flatMap(inputsOf)
    .filter(input => NOT_IN_PAGES.some(part => input.includes(part)));
  expect(unwanted).toEqual([]);
});

it.each(NO_SCHEMA_LIBRARY)('%s holds no schema library', path => {
  expect(
    atOnce(path)
      .flatMap(inputsOf)
      .filter(input => input.includes('node_modules/zod/')),
  ).toEqual([]);
});

it.each(['dist/web/studio.mjs', 'dist/vscode/page/panel.js'])(
  '%s fetches other languages than English on demand',
  path => {
    const texts = (files: readonly string[]) => files.filter(file => /\/(?:errors|locales)\/(?:de|zh)\b/.test(file));
    expect(texts(atOnce(path).flatMap(inputsOf))).toEqual([]);
    const onDemand = atOnce(path).flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic-import'));
    expect(texts(onDemand.flatMap(({ path: file }) => inputsOf(outputs[file]!))).length).toBeGreaterThan(10);
  },
);

it('the page of the plugin for Figma holds nothing that only the engine needs', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['plugins/figma/src/ui/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const inputs = Object.values(metafile.outputs).flatMap(inputsOf);
  expect(inputs.filter(input => NOT_IN_PAGES.some(part => input.includes(part)))).toEqual([]);
});

it.each(Object.keys(BUDGETS))('%s validates by zod/mini, of which only what is used is in a bundle', path => {
  expect(
    atOnce(path)
      .flatMap(inputsOf)
      .filter(input => input.includes('node_modules/zod/v4/classic/')),
  ).toEqual([]);
});
