import type { ByteSource, Folder } from '../tensors/tensors.ts';

export interface ClosingFolder extends Folder {
  /** Every file that was opened and not yet closed, in order. */
  readonly opened: readonly ByteSource[];
  /** Closes all of them. */
  close(): Promise<void>;
}

/** The same folder, remembering every file that is opened in it, to close them together. */
export function closingFolder(folder: Folder): ClosingFolder {
  const opened: ByteSource[] = [];
  return {
    label: folder.label,
    parts: folder.parts,
    opened,
    async open(path) {
      const source = await folder.open(path);
      if (source) opened.push(source);
      return source;
    },
    async close() {
      await Promise.all(opened.splice(0).map(source => source.close?.()));
    },
  };
}
