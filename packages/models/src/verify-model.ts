import { StoredBlob } from './blob.ts';
import type { KeptFile } from './comparison.ts';
import { contentOf, mayRead } from './content.ts';
import { busy, type Context } from './context.ts';
import type { FetchOptions } from './fetch-model.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { rangesLength } from './ranges.ts';
import { TransferMeter } from './transfer-progress.ts';
import { dropAll, examine, type VerifyOptions } from './verify.ts';

/** A file that was found to be different from what had arrived. What is wrong of it was dropped. */
export interface DamagedFile {
  readonly path: string;
  /** How much has to be fetched again. */
  readonly bytes: number;
}

/** @returns bytes that were damaged, and dropped */
async function verifyFile(blob: StoredBlob, { path, hash }: ManifestFile, options: VerifyOptions): Promise<number> {
  const { damaged, agrees, isOther } = await examine(blob, hash, options);
  if (damaged.length > 0) {
    const writer = (await blob.write()) ?? busy(path);
    if (isOther) await writer.reset();
    else await dropAll(writer, damaged);
    await writer.close();
  } else if (agrees && hash && !blob.verified) {
    // Later reads made it whole. Whoever writes it now compares it when he is done.
    const writer = await blob.write();
    if (writer && blob.missing().length === 0) await writer.markVerified(contentOf(hash));
    await writer?.close();
  }
  return rangesLength(damaged);
}

/** See ModelStore.verify. */
export async function verifyModel(
  { clock, createHasher }: Context,
  files: FileStore,
  manifest: Manifest,
  { signal, onProgress = () => undefined }: FetchOptions,
): Promise<readonly DamagedFile[]> {
  const kept: KeptFile[] = [];
  for (const file of manifest.files) {
    const blob = await StoredBlob.open(files, file.key);
    if (blob && mayRead(blob, manifest, file)) kept.push({ file, blob });
  }
  const meter = new TransferMeter(clock, onProgress);
  const total = kept.reduce((sum, { blob }) => sum + rangesLength(blob.extents), 0);
  meter.begin('verify', 0, total);
  const options = { createHasher, signal, onBytes: (count: number) => meter.add(count) };
  const damaged: DamagedFile[] = [];
  for (const { file, blob } of kept) {
    try {
      const bytes = await verifyFile(blob, file, options);
      if (bytes > 0) damaged.push({ path: file.path, bytes });
    } finally {
      await blob.close();
    }
  }
  return damaged;
}
