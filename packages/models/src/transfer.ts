import type { BlobWriter } from './blob-writer.ts';
import type { ByteRange } from './ranges.ts';
import type { Origin } from './read-through.ts';
import { type ReceiveOptions, receive } from './receive.ts';
import type { Remote, RemoteFile } from './remote.ts';

/** A file on its way: what is to come, from where, into what. */
export interface FileTransfer {
  readonly remote: Remote;
  readonly file: RemoteFile;
  readonly writer: BlobWriter;
  /** What is needed of the file. */
  readonly wanted: readonly ByteRange[];
  /** What the whole should be, see content.ts; undefined where its source does not state it. */
  readonly content?: string | undefined;
  /** Whether it goes into another source's place, where nothing is put but what was proved. */
  readonly isShared?: boolean;
  /** See Origin. */
  readonly isProved?: Origin['isProved'];
}

export interface TransferOptions extends ReceiveOptions {
  /** Requests under way at the same time. */
  readonly connections: number;
}

/** The most that one request asks for: fewer requests, as hubs count them, each of many parts. */
const MOST_PARTS_PER_REQUEST = 16;

interface Stretch {
  readonly transfer: FileTransfer;
  from: number;
  readonly to: number;
}

/**
 * Takes what is missing of several files, in order, over several connections. Towards the end the stretches become
 * shorter, so that no connection is left alone with a long one.
 * @param finished called once for every file when nothing of it is missing, also for those that were there
 * @throws the first error, after the other connections have stopped
 */
export async function transferAll(
  transfers: readonly FileTransfer[],
  finished: (transfer: FileTransfer) => Promise<void>,
  { connections, ...options }: TransferOptions,
): Promise<void> {
  const stretches: Stretch[] = [];
  const open = new Map<FileTransfer, number>();
  for (const transfer of transfers) {
    const missing = transfer.writer.blob.missing(transfer.wanted);
    open.set(
      transfer,
      missing.reduce((sum, { from, to }) => sum + to - from, 0),
    );
    stretches.push(...missing.map(({ from, to }) => ({ transfer, from, to })));
  }
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;

  function next(): { transfer: FileTransfer; range: ByteRange } | undefined {
    const stretch = stretches[0];
    if (!stretch) return undefined;
    const left = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
    const parts = Math.ceil(left / options.partBytes / (2 * connections));
    const length = Math.min(parts, MOST_PARTS_PER_REQUEST) * options.partBytes;
    const isAtOnce = stretch.transfer.remote.wholeFiles;
    const range = { from: stretch.from, to: isAtOnce ? stretch.to : Math.min(stretch.from + length, stretch.to) };
    stretch.from = range.to;
    if (stretch.from === stretch.to) stretches.shift();
    return { transfer: stretch.transfer, range };
  }

  async function connection(): Promise<void> {
    for (let job = next(); job; job = next()) {
      const { transfer, range } = job;
      const { remote, file, writer } = transfer;
      await receive(remote, file, range, (from, bytes) => writer.keep(from, bytes), { ...options, signal });
      const left = open.get(transfer)! - (range.to - range.from);
      open.set(transfer, left);
      if (left === 0) await finished(transfer);
    }
  }

  async function everything(): Promise<void> {
    for (const [transfer, left] of open) if (left === 0) await finished(transfer);
    await connection();
  }

  let failure: { readonly error: unknown } | undefined;
  const run = (work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      failure ??= { error };
      stop.abort();
    });
  await Promise.all([run(everything), ...Array.from({ length: connections - 1 }, () => run(connection))]);
  if (failure) throw failure.error;
}
