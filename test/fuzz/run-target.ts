// Reads the inputs of one target, in a thread that can be watched from outside.

import { readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SanaError } from '@sana-studio/core';
import fc from 'fast-check';
import { MOST_MEMORY, MOST_MILLISECONDS, type TargetReport } from './report.ts';
import type { FuzzTarget } from './target.ts';

/** Inputs that are made at once. */
const CHUNK = 200;
/** Failures that are shown in full. */
const SHOWN = 5;

export interface TargetRun {
  readonly target: FuzzTarget;
  readonly seed: number;
  readonly count: number;
  /** Shared: the number of the input that is being read. */
  readonly at: Int32Array;
}

/** Bytes that the process ever had at once. */
const peak = () => process.resourceUsage().maxRSS * 1024;

export async function runTarget({ target, seed, count, at }: TargetRun): Promise<TargetReport> {
  const around = await mkdtemp(join(tmpdir(), 'sana-fuzz-'));
  const codes: Record<string, number> = {};
  const failures: string[] = [];
  let failed = 0;
  let slowest = 0;
  let largest = 0;
  const failure = (index: number, input: unknown, what: string) => {
    failed++;
    if (failures.length < SHOWN) failures.push(`#${index} ${what}\n    ${fc.stringify(input).slice(0, 600)}`);
  };
  let inputs: readonly unknown[] = [];
  for (let index = 0; index < count; index++) {
    if (index % CHUNK === 0) inputs = fc.sample(target.inputs, { seed: seed + index, numRuns: CHUNK });
    const input = inputs[index % CHUNK];
    const folder = join(around, 'store');
    await mkdir(folder);
    Atomics.store(at, 0, index);
    const before = peak();
    const start = performance.now();
    const used = process.cpuUsage();
    try {
      await target.read(input as never, folder);
      codes.read = (codes.read ?? 0) + 1;
    } catch (error) {
      const code = error instanceof SanaError ? error.code : 'none';
      codes[code] = (codes[code] ?? 0) + 1;
      if (code === 'none' || code === 'internal') {
        failure(
          index,
          input,
          `without a code: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 700) : String(error)}`,
        );
      } else if (error instanceof SanaError && error.message.length > 8192) {
        failure(index, input, `a sentence of ${error.message.length} characters`);
      }
    }
    const { user, system } = process.cpuUsage(used);
    // what others do on this machine meanwhile is not its fault
    const took = Math.min(performance.now() - start, (user + system) / 1000);
    const grown = peak() - before;
    slowest = Math.max(slowest, took);
    largest = Math.max(largest, grown);
    if (took > MOST_MILLISECONDS) failure(index, input, `took ${Math.round(took)} ms`);
    if (grown > MOST_MEMORY) failure(index, input, `took ${Math.round(grown / 2 ** 20)} MiB`);
    const beside = readdirSync(around);
    if (beside.length !== 1) {
      failure(index, input, `wrote outside: ${beside.join(', ')}`);
      for (const one of beside) rmSync(join(around, one), { recursive: true });
    }
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(around, { recursive: true });
  return { name: target.name, count, codes, failed, failures, slowest, largest, peak: peak() };
}
