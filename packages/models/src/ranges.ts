/** Bytes `[from, to)` of a file. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Sorted, without overlaps; neighbours with at most `gap` bytes between them become one. */
export function mergeRanges(ranges: readonly ByteRange[], gap = 0): readonly ByteRange[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + gap) last.to = Math.max(last.to, to);
    else if (to > from) merged.push({ from, to });
  }
  return merged;
}

/**
 * What of `wanted` is not in `present`.
 * @param present sorted, without overlaps
 */
export function subtractRanges(wanted: readonly ByteRange[], present: readonly ByteRange[]): readonly ByteRange[] {
  const missing: ByteRange[] = [];
  for (const { from, to } of mergeRanges(wanted)) {
    let at = from;
    for (const have of present) {
      if (have.to <= at) continue;
      if (have.from >= to) break;
      if (have.from > at) missing.push({ from: at, to: have.from });
      at = Math.max(at, have.to);
    }
    if (at < to) missing.push({ from: at, to });
  }
  return missing;
}

/** Sum of lengths, in bytes. */
export function rangesLength(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Pieces of at most `length` bytes, in order. */
export function* cutRange({ from, to }: ByteRange, length: number): Generator<ByteRange> {
  for (let at = from; at < to; at += length) yield { from: at, to: Math.min(at + length, to) };
}
