import { assertInside, type ByteSource, Queue, SanaError } from '@sana-studio/core';
import type { StoredBlob } from './blob.ts';
import { type ByteRange, cutRange, subtractRanges } from './ranges.ts';
import { type ReceiveOptions, receive } from './receive.ts';
import type { Remote, RemoteFile } from './remote.ts';
import type { Waiting } from './waiting.ts';

/**
 * The least that is fetched when something small is missing: a row of the embedding table has 4.6 kB, and a request
 * costs a slow line about as much as this.
 */
const BLOCK_BYTES = 32 * 2 ** 10;

/** Nobody removes and adds a model more often while one read of it goes on. */
const TURNS = 3;

/** How many requests a single read may have under way. */
const CONNECTIONS = 4;

export interface Origin {
  readonly remote: Remote;
  readonly file: RemoteFile;
  readonly options: ReceiveOptions;
  /**
   * Of a file that is converted: whether everything so far was made of the published file as it is in the store, proved
   * to be what its source states.
   */
  readonly isProved?: () => Promise<boolean>;
}

/**
 * A stored file for random access. What is not there is fetched from where the file comes from and kept.
 * @param origin undefined when the place cannot be reached again, e.g. a folder that was imported
 * @param waiting ends what brings nothing, where somebody waits for what is read
 */
export function readThrough(
  label: string,
  blob: StoredBlob,
  origin: Origin | undefined,
  waiting?: Waiting,
): ByteSource {
  /** Blocks under way, so that two reads of neighbouring rows fetch them once. */
  const fetching = new Map<string, Promise<Uint8Array>>();

  /** Appending takes turns; whoever else holds the file (a download, another window) makes this one go unkept. */
  const appending = new Queue();
  function keep(from: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return appending.run(async () => {
      const writer = await blob.write();
      try {
        const [gap] = blob.missing([{ from, to: from + bytes.length }]);
        if (gap?.from === from && gap.to === from + bytes.length) await writer?.keep(from, bytes);
      } finally {
        await writer?.close();
      }
    });
  }

  async function fetchBlock({ remote, file, options }: Origin, range: ByteRange): Promise<Uint8Array> {
    const block = new Uint8Array(range.to - range.from);
    const fetching = (signal: AbortSignal | undefined) =>
      receive(remote, file, range, async (from, bytes) => block.set(bytes, from - range.from), { ...options, signal });
    await (waiting?.until(remote.label, fetching) ?? fetching(options.signal));
    // A full disk, or one that is taken away, need not end what can go on without it.
    await keep(range.from, block).catch(() => undefined);
    return block;
  }

  /** @returns what was fetched, of which everything that belongs into `bytes` is there */
  async function fill(origin: Origin, from: number, bytes: Uint8Array): Promise<readonly ByteRange[]> {
    const gaps = blob.missing([{ from, to: from + bytes.length }]);
    // Whole blocks, but nothing that is there already.
    const rounded = gaps.map(gap => ({
      from: Math.floor(gap.from / BLOCK_BYTES) * BLOCK_BYTES,
      to: Math.min(Math.ceil(gap.to / BLOCK_BYTES) * BLOCK_BYTES, blob.size),
    }));
    const most = Math.max(origin.options.partBytes, BLOCK_BYTES);
    const pieces = subtractRanges(rounded, blob.extents).flatMap(gap => [...cutRange(gap, most)]);
    const fetched = [...pieces];
    const take = async (): Promise<void> => {
      for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
        const key = `${piece.from}-${piece.to}`;
        const block = fetching.get(key) ?? fetchBlock(origin, piece);
        fetching.set(key, block);
        try {
          copyOverlap(bytes, from, await block, piece.from);
        } finally {
          fetching.delete(key);
        }
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, take));
    return fetched;
  }

  return {
    label,
    size: blob.size,
    async read(offset, length) {
      assertInside(label, blob.size, offset, length);
      const range = { from: offset, to: offset + length };
      const bytes = new Uint8Array(length);
      // somebody may begin the file anew while its gaps are filled: what was there is then fetched as well
      for (let turn = 1; turn <= TURNS; turn++) {
        const isWhole = blob.missing([range]).length === 0;
        if (!isWhole && !origin) throw incomplete(label);
        const fetched = isWhole || !origin ? [] : await fill(origin, offset, bytes);
        const rest = await blob.readInto(offset, bytes);
        if (subtractRanges(rest, fetched).length === 0) return bytes;
      }
      throw new SanaError('file-corrupt:stored', { key: blob.key });
    },
    ...(blob.isPlain && { localFile: () => blob.localFile() }),
    close: () => blob.close(),
  };
}

function copyOverlap(target: Uint8Array, targetFrom: number, source: Uint8Array, sourceFrom: number): void {
  const from = Math.max(targetFrom, sourceFrom);
  const to = Math.min(targetFrom + target.length, sourceFrom + source.length);
  if (from < to) target.set(source.subarray(from - sourceFrom, to - sourceFrom), from - targetFrom);
}

function incomplete(label: string): SanaError {
  return new SanaError('model-incomplete:part', { file: label });
}
