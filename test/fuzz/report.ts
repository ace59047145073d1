/** Nothing takes longer, in milliseconds. */
export const MOST_MILLISECONDS = 2000;
/** No input takes more memory, in bytes. */
export const MOST_MEMORY = 300e6;

export interface TargetReport {
  readonly name: string;
  readonly count: number;
  /** How many inputs ended with which code; `read`: they were taken. */
  readonly codes: Readonly<Record<string, number>>;
  readonly failed: number;
  /** The first of them, to be shown. */
  readonly failures: readonly string[];
  /** Milliseconds of the slowest input. */
  readonly slowest: number;
  /** Bytes by which one input made the process grow, at most. */
  readonly largest: number;
  /** Bytes that the process ever had. */
  readonly peak: number;
}

export function row({ name, count, failed, slowest, largest, peak, codes }: TargetReport): string {
  const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)}`;
  const ends = Object.entries(codes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, times]) => `${code} ${times}`)
    .join(', ');
  return `| ${name} | ${count} | ${failed} | ${Math.round(slowest)} | ${mebibytes(largest)} | ${mebibytes(peak)} | ${ends} |`;
}
