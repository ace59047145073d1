import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Ends the output with one line that programs can read: `N passed, N failed`. */
export default class Summary implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const all = modules.flatMap(module => [...module.children.allTests()]);
    // what a filter of tags leaves to another command was not skipped by this one
    const filtered = (this.#vitest?.config.tagsFilter?.length ?? 0) > 0;
    const tests = all.filter(test => !(filtered && test.result().state === 'skipped' && test.tags.includes('long')));
    const count = (state: 'passed' | 'failed' | 'skipped') =>
      tests.filter(test => test.result().state === state).length;
    // files that could not even be loaded have no tests
    const broken = modules.filter(module => module.errors().length > 0).length;
    const skipped = count('skipped');
    const failed = count('failed') + broken + unhandledErrors.length;
    const left = all.length - tests.length;
    if (left > 0) process.stdout.write(`\n${left} that take long: npm run test:all`);
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}
