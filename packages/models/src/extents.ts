import type { Extent, JournalEntry } from './journal.ts';
import { type ByteRange, rangesLength } from './ranges.ts';

function isSamePart(a: Extent | undefined, b: Omit<Extent, 'at'>): boolean {
  return a?.from === b.from && a.to === b.to && a.sha256 === b.sha256;
}

/** Of parts that are sorted and do not overlap, the place of the first that ends behind an offset. */
function firstEndingAfter(sorted: readonly Extent[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.to <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which parts of a file are there, sorted; what the journal adds up to. */
export class Extents {
  #sorted: Extent[] = [];
  #verified = false;
  #proof: { readonly content: string | undefined; readonly parts: readonly Extent[] } | undefined;
  #compared: { readonly source: string; readonly parts: ReadonlySet<Extent> } | undefined;
  #borrowed = false;
  /** Behind the last byte of the data file that any part ever took. */
  #tail = 0;

  constructor(entries: readonly JournalEntry[] = []) {
    for (const entry of entries) this.apply(entry);
  }

  get all(): readonly Extent[] {
    return this.#sorted;
  }

  /** Whether the whole was proved, and nothing dropped since. */
  get verified(): boolean {
    return this.#verified;
  }

  /**
   * What the whole was proved to be, `{}` where an earlier version did not say. It stays when parts are lost: each has a
   * hash that only the right bytes have, and nothing else is taken any more.
   */
  get proof(): { readonly content?: string | undefined } | undefined {
    return this.#proof && { content: this.#proof.content };
  }

  /** Parts of what was proved that are not there any more. */
  get lost(): readonly Extent[] {
    return (this.#proof?.parts ?? []).filter(part => !isSamePart(this.#at(part.from), part));
  }

  /** Whether parts came from another source, and the whole was not proved yet. */
  get borrowed(): boolean {
    return this.#borrowed;
  }

  /** The source that parts were compared with last, and how many bytes of those that are there. */
  get compared(): { readonly source: string; readonly bytes: number } | undefined {
    if (!this.#compared) return undefined;
    const { source, parts } = this.#compared;
    return { source, bytes: rangesLength(this.#sorted.filter(part => parts.has(part))) };
  }

  get tail(): number {
    return this.#tail;
  }

  /** Whether a part may be added: to what is proved nothing else than what was proved. */
  accepts(part: Omit<Extent, 'at'>): boolean {
    if (!this.#proof) return true;
    const { parts } = this.#proof;
    return isSamePart(parts[firstEndingAfter(parts, part.from)], part);
  }

  apply(entry: JournalEntry): void {
    if ('from' in entry) this.#add(entry);
    else if ('drop' in entry) this.#drop(entry.drop);
    else if ('verified' in entry) {
      this.#verified = true;
      this.#borrowed = false;
      this.#proof = { content: entry.content, parts: [...this.#sorted] };
    } else if ('compared' in entry) this.#compared = { source: entry.compared, parts: new Set(this.#sorted) };
    else if ('borrowed' in entry) this.#borrowed = true;
    else this.#begin();
  }

  #begin(): void {
    this.#sorted = [];
    this.#verified = false;
    this.#proof = undefined;
    this.#compared = undefined;
    this.#borrowed = false;
  }

  #add(part: Extent): void {
    this.#tail = Math.max(this.#tail, part.at + part.to - part.from);
    // Earlier versions took any bytes for what was lost, and left it to the next comparison to find out.
    if (!this.accepts(part)) this.#proof = undefined;
    const index = firstEndingAfter(this.#sorted, part.from);
    const next = this.#sorted[index];
    if (!next || next.from >= part.to) this.#sorted.splice(index, 0, part);
  }

  #drop([from, to]: readonly [number, number]): void {
    const first = firstEndingAfter(this.#sorted, from);
    let count = 0;
    while ((this.#sorted[first + count]?.from ?? to) < to) count++;
    this.#sorted.splice(first, count);
    this.#verified = false;
  }

  /** Whether every part that was there before is still where it was, so that both are of one data file. */
  continues(before: Extents): boolean {
    return before.all.every(part => {
      const now = this.#at(part.from);
      return now?.at === part.at && isSamePart(now, part);
    });
  }

  /** The parts that overlap a range, in order. */
  *within({ from, to }: ByteRange): Generator<Extent> {
    for (let index = firstEndingAfter(this.#sorted, from); index < this.#sorted.length; index++) {
      const extent = this.#sorted[index]!;
      if (extent.from >= to) return;
      yield extent;
    }
  }

  #at(offset: number): Extent | undefined {
    return this.#sorted[firstEndingAfter(this.#sorted, offset)];
  }
}
