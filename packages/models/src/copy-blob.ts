import { type ContentId, SanaError } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import type { FileStore } from './file-store.ts';

interface Place {
  readonly files: FileStore;
  readonly key: ContentId;
}

/**
 * Copies what is kept of a file to another store, part by part with a comparison of each, and with it what it was proved
 * to be. What the other store has of it stays, unless only this one is proved.
 * @param onBytes called with the number of bytes as they are there
 * @throws SanaError `cancelled`, `storage-busy`, `storage-full`, `file-corrupt` (verify it first)
 */
export async function copyBlob(
  from: StoredBlob,
  { files, key }: Place,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const to = await StoredBlob.create(files, key, from.size, from.packed);
  const writer = await to.write();
  if (!writer) throw new SanaError('storage-busy:file');
  const { verified, provedContent } = from;
  try {
    if (provedContent !== undefined && to.provedContent === undefined && to.extents.length > 0) await writer.reset();
    const taken = provedContent === to.provedContent || to.provedContent === undefined ? from.extents : [];
    for (const extent of taken) {
      if (signal?.aborted) throw new SanaError('cancelled:move');
      if (to.missing([extent]).length > 0) {
        const bytes = await from.readPart(extent);
        if (!bytes) throw new SanaError('file-corrupt:stored', { key: from.key });
        await writer.keep(extent.from, bytes);
      }
      onBytes(extent.to - extent.from);
    }
    if (verified && !to.verified && provedContent !== undefined) await writer.markVerified(provedContent);
  } finally {
    await writer.close();
    await from.close();
  }
}
