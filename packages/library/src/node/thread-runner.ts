import { Worker } from 'node:worker_threads';
import type { ThreadRunner } from '../thread.ts';
import { assertOneRuntime } from './one-runtime.ts';

/** Lies beside this script. Not written so that bundlers of servers take it for a part of theirs. */
const SCRIPT = ['.', 'engine-thread.js'].join('/');

/** Runs engines in threads of this process. */
export const nodeRunner: ThreadRunner = {
  run(start, ports, crashed) {
    assertOneRuntime();
    const thread = new Worker(new URL(SCRIPT, import.meta.url), {
      workerData: start,
      transferList: ports as unknown as import('node:worker_threads').MessagePort[],
      name: 'sana',
      // not what the program was started with: a thread refuses some of it, such as --input-type
      execArgv: [],
    });
    let isEnding = false;
    thread.on('error', error => crashed(error.message));
    thread.on('exit', code => {
      if (!isEnding) crashed(`its thread ended with ${code}`);
    });
    return {
      end() {
        isEnding = true;
        void thread.terminate();
      },
    };
  },
};
