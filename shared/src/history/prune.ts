interface Sized {
  readonly createdAt: number;
  readonly bytes: number;
}

/** The oldest entries, until the others fit into `mostBytes`. The newest stays whatever its size. */
export function entriesToPrune<Entry extends Sized>(entries: readonly Entry[], mostBytes: number): Entry[] {
  const newestFirst = [...entries].sort((a, b) => b.createdAt - a.createdAt);
  let total = 0;
  return newestFirst.filter((entry, index) => {
    total += entry.bytes;
    return index > 0 && total > mostBytes;
  });
}
