import type { Folder } from '../tensors/tensors.ts';

/** The same folder with some files replaced (by text) or taken away, counting what is left open. */
export function altered(
  folder: Folder,
  changes: Record<string, string | undefined>,
): Folder & { leftOpen: () => number } {
  let count = 0;
  return {
    label: folder.label,
    leftOpen: () => count,
    async open(path) {
      const change = changes[path];
      const isChanged = Object.hasOwn(changes, path);
      if (isChanged && change === undefined) return undefined;
      const source = await folder.open(path);
      if (!source) return undefined;
      count++;
      const bytes = new TextEncoder().encode(change ?? '');
      const close = async () => {
        count--;
        await source.close?.();
      };
      if (!isChanged) return { ...source, close };
      return { label: path, size: bytes.length, read: async (from, length) => bytes.slice(from, from + length), close };
    },
  };
}
