// What people download and what a page must parse before it shows anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/**
 * Bytes at most, some 5 % above today's: more is most often an import that drags in what is not needed. The sentences of
 * errors are 34 kB in English, which everything that can fail has, and as much again in each other language, which pages have. The names
 * of emoji, for files that are named after a prompt, are 18 kB.
 */
const BUDGETS: Readonly<Record<string, number>> = {
  'dist/web/studio.mjs': 382_000,
  'dist/web/models-worker.mjs': 180_000,
  'dist/web/png-worker.mjs': 62_000,
  'dist/web/engine-worker.mjs': 390_000,
  'dist/vscode/page/panel.js': 386_000,
  'dist/vscode/page/models-worker.js': 180_000,
  'dist/vscode/page/png-worker.js': 62_000,
  // with ONNX Runtime's glue code, what knows languages by their words (0.96 MB) and the guard's vocabulary (0.24 MB), which
  // the others fetch when they need it
  'dist/vscode/page/engine-worker.js': 1_660_000,
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

const PAGES = Object.keys(BUDGETS).filter(path => !path.includes('engine-worker'));

const outputs: Metafile['outputs'] = {};

/** Files of which something is left in the bundle. */
function inputsOf(output: Metafile['outputs'][string]): string[] {
  return Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

beforeAll(() => {
  const names = ['worker', 'studio', 'vscode-page'];
  for (const name of names) {
    const file = join(ROOT, 'dist/metafiles', `${name}.json`);
    Object.assign(outputs, (JSON.parse(readFileSync(file, 'utf8')) as Metafile).outputs);
  }
});

it.each(Object.entries(BUDGETS))('%s has at most %d bytes', (path, most) => {
  expect(outputs[path]?.bytes).toBeLessThanOrEqual(most);
});

it.each(PAGES)('%s holds nothing that only the engine needs', path => {
  const unwanted = inputsOf(outputs[path]!).filter(input => NOT_IN_PAGES.some(part => input.includes(part)));
  expect(unwanted).toEqual([]);
});

it.each(NO_SCHEMA_LIBRARY)('%s holds no schema library', path => {
  expect(inputsOf(outputs[path]!).filter(input => input.includes('node_modules/zod/'))).toEqual([]);
});

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
  expect(inputsOf(outputs[path]!).filter(input => input.includes('node_modules/zod/v4/classic/'))).toEqual([]);
});
