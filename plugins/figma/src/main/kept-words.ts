// What the document said at a place when its picture was asked for, so that it can be told when that has changed since.

/** A text by the id of its layer. The same place may be understood by other texts when more or less is selected. */
export type Said = readonly (readonly [id: string, words: string])[];

/** Characters: longer texts are not kept, and nothing is told of them. */
const MOST = 20_000;

export function keptWords(said: Said): string | undefined {
  const json = JSON.stringify(said);
  return said.length > 0 && json.length <= MOST ? json : undefined;
}

/** Whether a text that was told then says something else now. */
export function haveChanged(kept: string, now: Said): boolean {
  const before = new Map(readKept(kept));
  return now.some(([id, words]) => before.has(id) && before.get(id) !== words);
}

function readKept(kept: string): Said {
  try {
    const read: unknown = JSON.parse(kept);
    return Array.isArray(read) ? read.filter(isSaid) : [];
  } catch {
    return []; // of another version
  }
}

function isSaid(pair: unknown): pair is Said[number] {
  return Array.isArray(pair) && pair.length === 2 && pair.every(part => typeof part === 'string');
}
