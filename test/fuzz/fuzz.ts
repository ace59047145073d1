// Gives what reads outside bytes what an enemy would give it. Usage: node dist/fuzz.mjs [COUNT] [--seed N] [--target NAME]
// COUNT inputs in all, 100,000 by default; each target in a process of its own, watched by this one. Exit 1 if any input
// took longer than 2 s or more than 300 MB, ended without a code, or wrote outside its folder.

import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { MOST_MEMORY, MOST_MILLISECONDS, row, type TargetReport } from './report.ts';
import { runTarget } from './run-target.ts';
import { TARGETS } from './targets/index.ts';

/** An input that is read for so long is given up with all that follow it. */
const HOPELESS = 10 * MOST_MILLISECONDS;

interface Run {
  readonly name: string;
  readonly seed: number;
  readonly count: number;
}

/** In a process of its own: the thread that reads, and this one that watches it. */
async function watch(run: Run): Promise<TargetReport> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { ...run, at },
    // more than that ends with an error of its own
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY / 1e6 },
  });
  const began = { index: -1, time: 0 };
  return new Promise(resolve => {
    const timer = setInterval(() => {
      const index = Atomics.load(at, 0);
      if (index !== began.index) Object.assign(began, { index, time: performance.now() });
      if (performance.now() - began.time < HOPELESS) return;
      clearInterval(timer);
      const hung = `#${index} never ended (seed ${run.seed})`;
      resolve({
        name: run.name,
        count: index,
        codes: {},
        failed: 1,
        failures: [hung],
        slowest: HOPELESS,
        largest: 0,
        peak: 0,
      });
      void worker.terminate();
    }, 100);
    worker.once('message', (report: TargetReport) => {
      clearInterval(timer);
      resolve(report);
    });
    worker.once('error', error => {
      clearInterval(timer);
      const index = Atomics.load(at, 0);
      const what = `#${index} (seed ${run.seed}): ${error instanceof Error ? error.message : String(error)}`;
      resolve({
        name: run.name,
        count: index,
        codes: {},
        failed: 1,
        failures: [what],
        slowest: 0,
        largest: 0,
        peak: 0,
      });
    });
  });
}

async function runApart(run: Run): Promise<TargetReport> {
  const child = spawn(process.execPath, [process.argv[1]!, '--watch', JSON.stringify(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  await new Promise(resolve => child.once('close', resolve));
  const text = Buffer.concat(output).toString();
  if (text !== '') return JSON.parse(text);
  const ended = [`ended with ${child.exitCode ?? child.signalCode}`];
  return { name: run.name, count: 0, codes: {}, failed: 1, failures: ended, slowest: 0, largest: 0, peak: 0 };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, target: { type: 'string' }, watch: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.watch !== undefined) {
    const report = await watch(JSON.parse(values.watch));
    process.stdout.write(JSON.stringify(report), () => process.exit(0));
    return;
  }
  const chosen = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
  if (chosen.length === 0) throw new Error(`There are: ${TARGETS.map(({ name }) => name).join(', ')}.`);
  const count = Math.ceil(Number(positionals[0] ?? 100_000) / chosen.length);
  console.log('| read | inputs | failed | slowest, ms | largest, MiB | process, MiB | ended with |');
  console.log('|---|---|---|---|---|---|---|');
  let failed = 0;
  for (const { name } of chosen) {
    const report = await runApart({ name, seed: Number(values.seed), count });
    failed += report.failed;
    console.log(row(report));
    for (const failure of report.failures) console.error(`${name} ${failure}`);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

if (isMainThread) await main();
else {
  const { name, ...run }: Run & { readonly at: Int32Array } = workerData;
  const target = TARGETS.find(one => one.name === name)!;
  parentPort!.postMessage(await runTarget({ ...run, target }));
}
