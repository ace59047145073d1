import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** A module of the file's bytes, as in the bundles. */
const wasmBytes = {
  name: 'wasm-bytes',
  enforce: 'pre' as const,
  load(id: string) {
    if (!id.endsWith('.wasm')) return undefined;
    return `export default Uint8Array.from(Buffer.from('${readFileSync(id, 'base64')}', 'base64'));`;
  },
};

/** What is waited for comes late on a busy machine: a second, which is the default, says nothing. */
const expectations = { poll: { timeout: 30_000 } };

/** A VS Code of 780 MB is installed for it, which comes for this platform only. */
const inVsCode = {
  expect: expectations,
  globalSetup: ['./test/vscode/setup.ts'],
  fileParallelism: false,
  testTimeout: 480_000,
  hookTimeout: 480_000,
  sequence: { groupOrder: 2 },
};

const vscode: TestProjectConfiguration[] = [
  { test: { ...inVsCode, name: 'vscode', include: ['test/vscode/**/*.test.ts'] } },
  // makes the pictures of the extension's README: by a command of its own
  { test: { ...inVsCode, name: 'screenshots', include: ['test/screenshots/vscode.ts'] } },
];

/** Two workers: the networks under test already use every core. */
const modules = {
  expect: expectations,
  server: { deps: { inline: [/\.wasm$/] } },
  // VS Code is no package: its extensions find it at run time
  alias: { vscode: fileURLToPath(new URL('plugins/vscode/src/vscode.fixture.ts', import.meta.url)) },
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  sequence: { groupOrder: 0 },
};

/** These put something else in the place of a module, or look at what this process has loaded. */
const APART = [
  'plugins/*/src/**/*.test.ts',
  'packages/models/src/web/in-place.test.ts',
  'packages/serving/src/exchanges.test.ts',
  'packages/cli/src/additions.test.ts',
  'packages/core/src/runtime/wasm-files.test.ts',
  'packages/core/src/regular-expressions.test.ts',
  'packages/documents/src/illustrated.test.ts',
  'shared/src/remote/silence.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['./test/browser/setup.ts'],
    reporters: ['default', './test/summary.ts'],
    tags: [
      {
        name: 'long',
        description: 'Takes too long for every change: `npm run test:all` runs it, `npm test` does not.',
      },
    ],
    projects: [
      {
        plugins: [wasmBytes],
        // one after the other in the same modules, which are loaded once
        test: {
          ...modules,
          name: 'modules',
          isolate: false,
          include: [
            'packages/*/src/**/*.test.ts',
            'shared/src/**/*.test.ts',
            'test/figma/model/**/*.test.ts',
            'test/guard/**/*.test.ts',
          ],
          exclude: APART,
        },
      },
      { plugins: [wasmBytes], test: { ...modules, name: 'modules-apart', include: APART } },
      {
        // Browsers, processes, models at work: two files at a time, as each of them often waits for another process.
        test: {
          expect: expectations,
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{vscode,figma,browsers,captions,examples,guard,npm,serving,webgpu}/**'],
          globalSetup: ['./test/build.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Figma's sandbox and frames in a browser.
        test: {
          expect: expectations,
          name: 'figma',
          include: ['test/figma/**/*.test.ts'],
          exclude: ['test/figma/model/**'],
          globalSetup: ['./test/build.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Networks on a WebGPU in software, which takes minutes: by a command of its own.
        test: {
          expect: expectations,
          name: 'webgpu',
          include: ['test/webgpu/**/*.test.ts'],
          globalSetup: ['./test/build.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Firefox and WebKit, which are installed for it: by a command of its own.
        test: {
          expect: expectations,
          name: 'browsers',
          include: ['test/browsers/**/*.test.ts'],
          globalSetup: ['./test/build.ts'],
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Engines of others, which are installed for it: by a command of its own.
        test: {
          expect: expectations,
          name: 'serving',
          include: ['test/serving/**/*.test.ts'],
          globalSetup: ['./test/build.ts'],
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Installations from tarballs, on several versions of Node: by a command of its own.
        test: {
          expect: expectations,
          name: 'npm',
          include: ['test/npm/**/*.test.ts'],
          globalSetup: ['./test/build.ts'],
          testTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Programs that use what is published, with their frameworks, which are installed for it: by a command of its own.
        test: {
          expect: expectations,
          name: 'examples',
          include: ['test/examples/**/*.test.ts'],
          globalSetup: ['./test/examples/setup.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // A server with a vision model, which is installed for it: by a command of its own.
        test: {
          expect: expectations,
          name: 'captions',
          include: ['test/captions/**/*.test.ts'],
          globalSetup: ['./test/build.ts'],
          testTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      ...(process.platform === 'linux' && process.arch === 'x64' ? vscode : []),
    ],
  },
});
