import { SanaError } from '@sana-studio/core';
import type { StoredBlob } from './blob.ts';
import type { KeptFile } from './comparison.ts';
import { readableBlob, statedContent } from './content.ts';
import type { Context } from './context.ts';
import { sha256 } from './digest.ts';
import type { FetchOptions } from './fetch-model.ts';
import type { FileStore } from './file-store.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { keptOrigin } from './origin.ts';
import { rangesLength } from './ranges.ts';
import { receive } from './receive.ts';
import { type Remote, type RemoteFile, type Source, webAddress } from './remote.ts';
import { TransferMeter } from './transfer-progress.ts';
import { agreesWith, type VerifyOptions } from './verify.ts';

/** A file that two places have differently. */
export interface DifferentFile {
  readonly path: string;
  /** The place that it was compared with. */
  readonly source: string;
  /** What differs there: it has no such file, states another size or hash, or has other bytes in the parts that are here. */
  readonly how: 'absent' | 'size' | 'hash' | 'bytes';
}

/** The same model at another place. @throws SanaError `request-invalid` */
function elsewhere(source: Source, against: string): Source {
  const address = webAddress(against);
  if (address === undefined) throw new SanaError('request-invalid:hub', { hub: against });
  return source.kind === 'hub' ? { ...source, hubUrl: address } : { kind: 'url', url: address };
}

/** What the hashes and sizes that both places state tell already. */
function statedDifference(file: ManifestFile, theirs: RemoteFile | undefined): DifferentFile['how'] | undefined {
  if (!theirs) return 'absent';
  const { size, hash } = file.published ?? file;
  if (theirs.size !== size) return 'size';
  const differs = hash && theirs.hash && hash.algorithm === theirs.hash.algorithm && hash.hex !== theirs.hash.hex;
  return differs ? 'hash' : undefined;
}

/** See ModelStore.compare. */
export async function compareModel(
  context: Context,
  files: FileStore,
  manifest: Manifest,
  against: string,
  { signal, onProgress = () => undefined }: FetchOptions,
): Promise<readonly DifferentFile[]> {
  const open: KeptFile[] = [];
  for (const file of manifest.files) {
    const blob = await readableBlob(files, manifest, file);
    const isProved = blob?.verified && blob.provedContent === statedContent(file, manifest.weights);
    if (blob && !isProved && blob.extents.length > 0) open.push({ file, blob });
  }
  const meter = new TransferMeter(context.clock, onProgress);
  meter.begin('list');
  const questions = context.questions();
  const places = new Map<number, { readonly remote: Remote; readonly listed: readonly RemoteFile[] }>();
  for (const { file } of open) {
    if (places.has(file.source)) continue;
    const remote = context.remote(elsewhere(manifest.sources[file.source]!, against), questions)!;
    places.set(file.source, { remote, listed: await remote.list(signal) });
  }
  const total = open.reduce((sum, { blob }) => sum + rangesLength(blob.extents), 0);
  meter.begin('verify', 0, total);
  const options = { createHasher: context.createHasher, signal, onBytes: (count: number) => meter.add(count) };
  const different: DifferentFile[] = [];
  for (const { file, blob } of open) {
    const { remote, listed } = places.get(file.source)!;
    const theirs = listed.find(({ path }) => path === file.remotePath);
    const stated = statedDifference(file, theirs);
    const isSame =
      !stated && theirs && (await hasSameBytes({ context, manifest, file, blob }, remote, theirs, options));
    if (isSame) await noteComparison(blob, remote.label);
    else different.push({ path: file.path, source: remote.label, how: stated ?? 'bytes' });
    await blob.close();
  }
  return different;
}

interface OpenFile extends KeptFile {
  readonly context: Context;
  readonly manifest: Manifest;
}

async function hasSameBytes(
  { context, manifest, file, blob }: OpenFile,
  place: Remote,
  theirs: RemoteFile,
  options: VerifyOptions,
): Promise<boolean> {
  const isWhole = !file.published && blob.missing().length === 0;
  if (isWhole && theirs.hash) return agreesWith(blob, theirs.hash, options);
  const origin = keptOrigin(context, manifest, file, place, options.signal);
  for (const part of blob.extents) {
    const bytes = new Uint8Array(part.to - part.from);
    const keep = async (from: number, arrived: Uint8Array) => bytes.set(arrived, from - part.from);
    await receive(origin.remote, origin.file, part, keep, { ...origin.options, onBytes: options.onBytes });
    if ((await sha256(bytes)) !== part.sha256) return false;
  }
  return true;
}

/** Somebody who writes the file at this moment keeps it from being written down, and nothing else. */
async function noteComparison(blob: StoredBlob, source: string): Promise<void> {
  const writer = await blob.write();
  await writer?.markCompared(source);
  await writer?.close();
}
