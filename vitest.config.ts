import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,plugins}/*/src/**/*.test.ts', 'shared/src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['./test/cli/build.ts'],
    // Two workers: the networks under test already use every core.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
