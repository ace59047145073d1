import { BUDGETS, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import type { ByteSource } from '../tensors/tensors.ts';

/** Thrown where the beginning that was read ends before the header does: so many bytes are needed. */
export class NeedsMore extends Error {
  readonly needed: number;

  constructor(needed: number) {
    super('more of the header is needed');
    this.needed = needed;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a header from its beginning. Numbers in it may lie: nothing is allocated or counted by them unchecked. */
export class GgufCursor {
  readonly source: ByteSource;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;
  #entries = 0;

  /** @param bytes the beginning of the file */
  constructor(source: ByteSource, bytes: Uint8Array) {
    this.source = source;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * The offset of the next `length` bytes, which are passed over.
   * @throws NeedsMore @throws SanaError `file-truncated`, `over-budget`
   */
  skip(length: number): number {
    const start = this.at;
    const end = start + length;
    if (end > this.source.size) {
      throw new SanaError('file-truncated:range', {
        file: this.source.label,
        size: this.source.size,
        offset: start,
        length,
      });
    }
    if (end > BUDGETS.ggufHeader.most) throw overBudget('ggufHeader', `${this.source.label}: the header`);
    if (end > this.#bytes.length) throw new NeedsMore(end);
    this.at = end;
    return start;
  }

  /** Counts what is about to be read, each of at least `least` bytes. @throws SanaError `file-truncated`, `over-budget` */
  expect(count: number, least: number): void {
    const length = count * least;
    if (this.at + length > this.source.size) this.skip(length);
    this.#entries += count;
    if (this.#entries > BUDGETS.ggufEntries.most) throw overBudget('ggufEntries', `${this.source.label}: the header`);
  }

  u8(): number {
    return this.#view.getUint8(this.skip(1));
  }

  u32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  /** Those beyond 2^53 become inexact, but then they lie outside of everything all the same. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.skip(8), true));
  }

  /** @throws SanaError `file-corrupt` for what is not UTF-8 */
  text(): string {
    const length = this.u64();
    const start = this.skip(length);
    return this.decode(this.#bytes.subarray(start, start + length));
  }

  decode(bytes: Uint8Array): string {
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw new SanaError('file-corrupt:gguf-text', { file: this.source.label }, cause);
    }
  }

  /** A number of `size` bytes. */
  number(size: number, read: (view: DataView, at: number) => number): number {
    return read(this.#view, this.skip(size));
  }

  /** `count` numbers of `size` bytes. */
  numbers(count: number, size: number, read: (view: DataView, at: number) => number): Float64Array {
    this.expect(count, size);
    const start = this.skip(count * size);
    return Float64Array.from({ length: count }, (_, index) => read(this.#view, start + index * size));
  }

  /**
   * `count` texts. Their bytes are decoded in one go, a hundred times as fast as one by one: together they are valid
   * exactly if each is, as long as none begins in the middle of a character.
   */
  texts(count: number): string[] {
    this.expect(count, 8);
    const begin = this.at;
    const lengths = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      lengths[index] = this.u64();
      this.skip(lengths[index]!);
    }
    const joined = new Uint8Array(this.at - begin - 8 * count);
    const units = new Uint32Array(count);
    let from = begin;
    let to = 0;
    for (let index = 0; index < count; index++) {
      from += 8;
      const end = from + lengths[index]!;
      if (from < end && isContinuation(this.#bytes[from]!)) {
        throw new SanaError('file-corrupt:gguf-text', { file: this.source.label });
      }
      for (; from < end; from++) {
        const byte = this.#bytes[from]!;
        joined[to++] = byte;
        if (!isContinuation(byte)) units[index]! += byte >= 0xf0 ? 2 : 1;
      }
    }
    const text = this.decode(joined);
    let at = 0;
    return Array.from(units, length => {
      at += length;
      return text.slice(at - length, at);
    });
  }
}

const isContinuation = (byte: number) => (byte & 0xc0) === 0x80;
