import { BUDGETS, type ContentId, isContentId } from '@sana-studio/core';
import * as z from 'zod/mini';

/** Bytes `[from, to)` of a file, kept at `at` in its data file, with the SHA-256 they had when they arrived. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly sha256: ContentId;
}

const place = z.int().check(z.nonnegative());

const entrySchema = z.union([
  z.strictObject({ size: place, packed: z.boolean() }),
  z
    .strictObject({ from: place, to: place, at: place, sha256: z.custom<ContentId>(isContentId) })
    // a part is read as a whole
    .check(z.refine(({ from, to }) => from <= to && to - from <= BUDGETS.keptPart.most)),
  z.strictObject({ drop: z.tuple([place, place]) }),
  z.strictObject({ verified: z.literal(true), content: z.optional(z.string()) }),
  z.strictObject({ compared: z.string() }),
  z.strictObject({ borrowed: z.literal(true) }),
]);

/**
 * What is written down about a file that arrives in parts, one line of JSON each, after the bytes themselves are safe:
 * first the file's size and whether its parts are packed (again where everything before counts for nothing), then every
 * part that is there, every range that turned out bad, that the whole was proved to be a content (earlier versions left
 * it to the file's key to say which), that what is there was compared with another source of this name, and that parts
 * were taken over from another source, so that nothing may be read before the whole is proved.
 */
export type JournalEntry = z.infer<typeof entrySchema>;

export function journalLine(entry: JournalEntry): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
}

/**
 * Reads a journal up to its last whole line: what follows was being written when the process ended.
 * @returns the entries and the length in bytes that they take
 */
export function parseJournal(bytes: Uint8Array): {
  readonly entries: readonly JournalEntry[];
  readonly length: number;
} {
  const entries: JournalEntry[] = [];
  let length = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, length);
    if (end < 0) break;
    const entry = parseLine(new TextDecoder().decode(bytes.subarray(length, end)));
    if (!entry) break;
    entries.push(entry);
    length = end + 1;
  }
  return { entries, length };
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
