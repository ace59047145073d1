import { openSafetensors } from '@sana-studio/core';
import { StoredBlob } from './blob.ts';
import { asContentId } from './digest.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { ByteRange } from './ranges.ts';
import { readThrough } from './read-through.ts';
import type { ReceiveOptions } from './receive.ts';
import type { Remote, RemoteFile } from './remote.ts';
import { type ShrunkenLayout, type ShrunkenTensor, shrunkenLayout } from './shrunken-layout.ts';
import type { WeightFormat } from './weights.ts';

/** Nothing else is in the store that holds it while it is read. */
const HEADER_KEY = asContentId('0'.repeat(64));

/** Reads the header of a published weight file, and nothing more, to know what it will look like in fewer bits. */
export async function readShrunkenLayout(
  remote: Remote,
  file: RemoteFile,
  path: string,
  weights: WeightFormat,
  options: ReceiveOptions,
): Promise<ShrunkenLayout> {
  const blob = await StoredBlob.create(new MemoryFileStore(), HEADER_KEY, file.size, true);
  const source = readThrough(path, blob, { remote, file, options });
  return shrunkenLayout(path, (await openSafetensors(source)).entries, weights);
}

/** The rows of a tensor that a range of the shrunken file needs. */
interface Rows {
  readonly tensor: ShrunkenTensor;
  readonly first: number;
  readonly behind: number;
}

function rowsWithin(tensors: readonly ShrunkenTensor[], { from, to }: ByteRange): readonly Rows[] {
  return tensors
    .filter(({ at, end }) => at < to && from < end)
    .map(tensor => ({
      tensor,
      first: Math.floor((Math.max(from, tensor.at) - tensor.at) / tensor.row),
      behind: Math.ceil((Math.min(to, tensor.end) - tensor.at) / tensor.row),
    }));
}

/** Takes bytes from a stream in the portions that are asked for. */
class Portions {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Undefined when the stream ends before. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const portion = new Uint8Array(length);
    let done = 0;
    for (;;) {
      const count = Math.min(this.#rest.length, length - done);
      portion.set(this.#rest.subarray(0, count), done);
      this.#rest = this.#rest.subarray(count);
      done += count;
      if (done === length) return portion;
      const next = await this.#chunks.next();
      if (next.done) return undefined;
      this.#rest = new Uint8Array(next.value);
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

/**
 * One weight file of `remote` in fewer bits, as if it were published so: its ranges are made of the ranges of the
 * published file while they arrive. A range that ends inside a row takes the whole row from there.
 * @param groupBytes what is converted at once, of the published file; a row at the least. It is lost when a line is cut
 */
export function shrinkingRemote(
  remote: Remote,
  published: RemoteFile,
  layout: (signal?: AbortSignal) => Promise<ShrunkenLayout>,
  groupBytes: number,
): Remote {
  async function* converted(rows: readonly Rows[], { from, to }: ByteRange, signal?: AbortSignal) {
    const first = rows[0];
    const last = rows.at(-1);
    if (!first || !last) return;
    const range = {
      from: first.tensor.from + first.first * first.tensor.sourceRow,
      to: last.tensor.from + last.behind * last.tensor.sourceRow,
    };
    const portions = new Portions(remote.stream(published, range, signal));
    try {
      for (const { tensor, first: start, behind } of rows) {
        const group = Math.max(1, Math.floor(groupBytes / tensor.sourceRow));
        for (let row = start; row < behind; row += group) {
          const count = Math.min(group, behind - row);
          const bytes = await portions.take(count * tensor.sourceRow);
          if (!bytes) return; // whoever asked knows how much is missing, and asks again
          const at = tensor.at + row * tensor.row;
          const result = tensor.convert(bytes);
          yield result.subarray(Math.max(0, from - at), Math.min(result.length, to - at));
        }
      }
    } finally {
      await portions.close();
    }
  }

  return {
    ...remote,
    async *stream(_, range, signal) {
      const { header, tensors } = await layout(signal);
      if (range.from < header.length) yield header.subarray(range.from, range.to);
      yield* converted(rowsWithin(tensors, range), range, signal);
    },
  };
}
