import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['./test/browser/setup.ts'],
    reporters: ['default', './test/summary.ts'],
    projects: [
      {
        test: {
          name: 'modules',
          include: ['{packages,plugins}/*/src/**/*.test.ts', 'shared/src/**/*.test.ts'],
          // Two workers: the networks under test already use every core.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Browsers, processes, models at work: one file at a time, so that none runs out of time because of another.
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['test/vscode/**'],
          globalSetup: ['./test/cli/build.ts', './test/browser/build.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // A VS Code of 780 MB is installed for it, and its first start takes minutes on a busy machine: run apart.
        test: {
          name: 'vscode',
          include: ['test/vscode/**/*.test.ts'],
          globalSetup: ['./test/cli/build.ts', './test/browser/build.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
