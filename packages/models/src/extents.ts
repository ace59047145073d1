import type { Extent, JournalEntry } from './journal.ts';
import type { ByteRange } from './ranges.ts';

/** Which parts of a file are there, sorted; what the journal adds up to. */
export class Extents {
  readonly #sorted: Extent[] = [];
  #verified = false;
  /** Behind the last byte of the data file that any part ever took. */
  #tail = 0;

  constructor(entries: readonly JournalEntry[] = []) {
    for (const entry of entries) this.apply(entry);
  }

  get all(): readonly Extent[] {
    return this.#sorted;
  }

  /** Whether the whole was compared with the repository's hash, and nothing dropped since. */
  get verified(): boolean {
    return this.#verified;
  }

  get tail(): number {
    return this.#tail;
  }

  apply(entry: JournalEntry): void {
    if ('from' in entry) {
      this.#tail = Math.max(this.#tail, entry.at + entry.to - entry.from);
      const index = this.#firstEndingAfter(entry.from);
      const next = this.#sorted[index];
      if (!next || next.from >= entry.to) this.#sorted.splice(index, 0, entry);
    } else if ('drop' in entry) {
      const [from, to] = entry.drop;
      const first = this.#firstEndingAfter(from);
      let count = 0;
      while ((this.#sorted[first + count]?.from ?? to) < to) count++;
      this.#sorted.splice(first, count);
      this.#verified = false;
    } else if ('verified' in entry) {
      this.#verified = true;
    }
  }

  /** The parts that overlap a range, in order. */
  *within({ from, to }: ByteRange): Generator<Extent> {
    for (let index = this.#firstEndingAfter(from); index < this.#sorted.length; index++) {
      const extent = this.#sorted[index]!;
      if (extent.from >= to) return;
      yield extent;
    }
  }

  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]!.to <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
