import type { ContentId } from '@sana-studio/core';
import { describe, expect, it } from 'vitest';
import { asContentId } from './digest.ts';
import { Extents } from './extents.ts';
import { type JournalEntry, journalLine, parseJournal } from './journal.ts';
import { type ByteRange, cutRange, mergeRanges, rangesLength, subtractRanges } from './ranges.ts';

const LENGTH = 64;

/** The bytes of ranges as a set: slow, and obviously right. */
const bytesOf = (ranges: readonly ByteRange[]) =>
  new Set(ranges.flatMap(({ from, to }) => Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i)));

/** A small generator, so that failures can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomRanges(next: (below: number) => number): ByteRange[] {
  return Array.from({ length: next(6) }, () => {
    const from = next(LENGTH);
    return { from, to: from + next(LENGTH - from + 1) };
  });
}

describe('ranges', () => {
  it('agree with sets of bytes', () => {
    for (let seed = 0; seed < 500; seed++) {
      const next = numbers(seed);
      const [wanted, present] = [randomRanges(next), mergeRanges(randomRanges(next))];
      const merged = mergeRanges(wanted);
      expect(bytesOf(merged)).toEqual(new Set([...bytesOf(wanted)].toSorted((a, b) => a - b)));
      expect(merged.every(({ from }, i) => from > (merged[i - 1]?.to ?? -1))).toBe(true);
      const missing = subtractRanges(wanted, present);
      expect(bytesOf(missing)).toEqual(new Set([...bytesOf(merged)].filter(byte => !bytesOf(present).has(byte))));
      expect(rangesLength(missing)).toBe(bytesOf(missing).size);
    }
  });

  it('grow together over small gaps, and are cut to pieces', () => {
    const two = [
      { from: 0, to: 10 },
      { from: 14, to: 20 },
    ];
    expect(mergeRanges(two, 4)).toEqual([{ from: 0, to: 20 }]);
    expect(mergeRanges(two, 3)).toEqual(two);
    expect([...cutRange({ from: 3, to: 12 }, 4)]).toEqual([
      { from: 3, to: 7 },
      { from: 7, to: 11 },
      { from: 11, to: 12 },
    ]);
  });
});

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(digit => asContentId(digit.repeat(64))) as [
  ContentId,
  ContentId,
  ContentId,
  ContentId,
];

const JOURNAL: readonly JournalEntry[] = [
  { size: 300, packed: true },
  { from: 100, to: 200, at: 0, sha256: A },
  { from: 0, to: 100, at: 100, sha256: B },
  { drop: [150, 160] },
  { from: 200, to: 300, at: 200, sha256: C },
];

describe('a journal', () => {
  const bytes = new Uint8Array(Buffer.concat(JOURNAL.map(journalLine)));
  const ends = JOURNAL.map((_, i) =>
    JOURNAL.slice(0, i + 1).reduce((sum, entry) => sum + journalLine(entry).length, 0),
  );

  it('that ends anywhere tells what was written whole', () => {
    for (let length = 0; length <= bytes.length; length++) {
      const whole = ends.filter(end => end <= length).length;
      const parsed = parseJournal(bytes.subarray(0, length));
      expect(parsed.entries).toEqual(JOURNAL.slice(0, whole));
      expect(parsed.length).toBe(ends[whole - 1] ?? 0);
    }
  });

  it('does not go on behind a line that makes no sense', () => {
    const broken = bytes.slice();
    broken[ends[1]! + 3] = 0;
    expect(parseJournal(broken).entries).toEqual(JOURNAL.slice(0, 2));
  });

  it('adds up to the parts that are there', () => {
    const extents = new Extents(JOURNAL);
    expect(extents.all.map(({ sha256 }) => sha256)).toEqual([B, C]);
    // Where the dropped part lay is not given to another.
    expect(extents.tail).toBe(300);
    expect([...extents.within({ from: 99, to: 201 })].map(({ sha256 }) => sha256)).toEqual([B, C]);
    extents.apply({ verified: true });
    expect(extents.verified).toBe(true);
    extents.apply({ drop: [0, 1] });
    expect(extents.verified).toBe(false);
    // A part that overlaps another is not believed.
    extents.apply({ from: 250, to: 260, at: 300, sha256: D });
    expect(extents.all.map(({ sha256 }) => sha256)).toEqual([C]);
  });
});
