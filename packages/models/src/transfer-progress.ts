import type { Clock } from './clock.ts';

export interface TransferProgress {
  readonly phase: 'list' | 'download' | 'verify';
  /** Bytes of this phase that are done, those that were there before included. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Over the last seconds; absent while nobody can know. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
}

/** What the speed is measured over, in milliseconds. */
const WINDOW = 10_000;

/** Reports are no more frequent than this, in milliseconds. */
const INTERVAL = 100;

/** Turns bytes as they come into reports with speed and time left. */
export class TransferMeter {
  readonly #clock: Clock;
  readonly #report: (progress: TransferProgress) => void;
  #phase: TransferProgress['phase'] = 'list';
  #bytes = 0;
  #total = 0;
  #samples: { readonly at: number; readonly bytes: number }[] = [];
  #reported = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, report: (progress: TransferProgress) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** @param bytes that are done already */
  begin(phase: TransferProgress['phase'], bytes = 0, totalBytes = 0): void {
    this.#phase = phase;
    this.#bytes = bytes;
    this.#total = totalBytes;
    this.#samples = [{ at: this.#clock.now(), bytes }];
    this.#emit();
  }

  add(count: number): void {
    // What has to come twice is no progress.
    this.#bytes = Math.min(this.#bytes + count, this.#total);
    const now = this.#clock.now();
    if (now - this.#reported < INTERVAL && this.#bytes < this.#total) return;
    this.#samples.push({ at: now, bytes: this.#bytes });
    while (this.#samples.length > 2 && this.#samples[0]!.at < now - WINDOW) this.#samples.shift();
    this.#emit();
  }

  #emit(): void {
    this.#reported = this.#clock.now();
    const speed = this.#speed();
    this.#report({
      phase: this.#phase,
      bytes: this.#bytes,
      totalBytes: this.#total,
      ...(speed !== undefined && {
        bytesPerSecond: speed,
        secondsLeft: Math.max(this.#total - this.#bytes, 0) / speed,
      }),
    });
  }

  #speed(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.at <= first.at || last.bytes <= first.bytes) return undefined;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }
}
