import type { Remark } from '../errors.ts';

/** What a script knows of where it runs. */
export interface Surroundings {
  /** Whether threads may share memory: browsers allow it where no other site can look in. */
  readonly isIsolated: boolean;
  /** Processors as the system counts them, where it tells. */
  readonly cores: number | undefined;
  /** Of the computer, GiB, where the browser tells: rounded, and 8 may stand for more. */
  readonly memory: number | undefined;
}

/** Each of them has its own stack and its own copy of compiled code's tables. */
const MOST_THREADS = 8;
/** Where there are more cores than these, half of them are most often the second threads of the others. */
const FEW_CORES = 4;
/**
 * On these one thread computes: two were a tenth faster in the studio, for twice the work of the processor, as they wait for
 * each other without sleeping; and slower than one wherever anything else ran.
 */
const FEWEST_CORES = 2;
const SMALL_MEMORY = 4;

/** How many threads compute, and why it is only one of several that there could be. All sessions of a script share them. */
export function threadsFor({ isIsolated, cores = 1, memory }: Surroundings): {
  readonly threads: number;
  readonly note?: Remark | undefined;
} {
  if (cores <= FEWEST_CORES) return { threads: 1 };
  if (!isIsolated) return { threads: 1, note: { remark: 'one-thread', data: {} } };
  // one is left to the page, and to other programs
  const fitting = cores <= FEW_CORES ? cores - 1 : Math.ceil(cores / 2);
  return { threads: Math.min(fitting, memory !== undefined && memory < SMALL_MEMORY ? 2 : MOST_THREADS) };
}

/** Of the script that calls it, in a page, in a worker of one, or in a worker of Node. */
export function surroundings(): Surroundings {
  const { crossOriginIsolated, navigator } = globalThis;
  const told: { readonly hardwareConcurrency?: number; readonly deviceMemory?: number } = navigator ?? {};
  // Node knows of no isolation and shares memory all the same
  return {
    isIsolated: crossOriginIsolated ?? typeof SharedArrayBuffer !== 'undefined',
    cores: told.hardwareConcurrency,
    memory: told.deviceMemory,
  };
}

/**
 * Whether this script was started anew by ONNX Runtime, for a thread of its own; what else it does must be left alone then.
 * Its glue code names them so, and Node does not tell scripts their workers' names.
 */
export function isRuntimeThread(workerData?: unknown): boolean {
  return workerData === THREAD || (globalThis.self?.name ?? '').startsWith(THREAD);
}

const THREAD = 'em-pthread';
