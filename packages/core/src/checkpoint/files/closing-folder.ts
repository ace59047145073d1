import type { ByteSource, Folder } from '../tensors/tensors.ts';

export interface ClosingFolder extends Folder {
  /** Every file that was opened and not yet closed, in order. */
  readonly opened: readonly ByteSource[];
  /** Closes all of them, and at once what is still being opened; nothing is opened any more. */
  close(): Promise<void>;
}

/** The same folder, remembering every file that is opened in it, to close them together. */
export function closingFolder(folder: Folder): ClosingFolder {
  const opened: ByteSource[] = [];
  let isClosed = false;
  return {
    label: folder.label,
    parts: folder.parts,
    opened,
    async open(path) {
      const source = isClosed ? undefined : await folder.open(path);
      if (isClosed) await source?.close?.();
      else if (source) opened.push(source);
      return isClosed ? undefined : source;
    },
    async close() {
      isClosed = true;
      await Promise.all(opened.splice(0).map(source => source.close?.()));
    },
  };
}
