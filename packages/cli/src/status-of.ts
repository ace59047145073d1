import { type Stats, statSync } from 'node:fs';

/** What is at a path that a person typed; undefined also where it leads through a file, or is no name at all. */
export function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
