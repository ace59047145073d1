import { readFileSync, writeFileSync } from 'node:fs';

/** Forgets the largest memory use so far. Linux only; elsewhere peaks are those since the process started. */
export function resetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** Largest resident memory of this process since `resetPeak`, bytes. */
export function peakBytes(): number {
  if (process.platform !== 'linux') return 1024 * process.resourceUsage().maxRSS;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return 1024 * Number(kilobytes);
}
