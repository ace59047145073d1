import { SanaError } from '../../errors.ts';

/** Integers are at most offsets and counts; longer ones are not worth a big number. */
const MAX_INTEGER_BYTES = 8;

/** Reads the pickle's bytes in order. Every length is checked against what is left before anything is made of it. */
export class PickleCursor {
  readonly #data: DataView;
  #at = 0;

  constructor(
    readonly label: string,
    readonly bytes: Uint8Array,
  ) {
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** For errors. */
  get here(): { readonly file: string; readonly offset: number } {
    return { file: this.label, offset: this.#at };
  }

  #advance(length: number): number {
    const at = this.#at;
    if (length > this.bytes.length - at) throw new SanaError('file-corrupt:pickle-cut', this.here);
    this.#at += length;
    return at;
  }

  uint8 = () => this.#data.getUint8(this.#advance(1));
  uint16 = () => this.#data.getUint16(this.#advance(2), true);
  uint32 = () => this.#data.getUint32(this.#advance(4), true);
  int32 = () => this.#data.getInt32(this.#advance(4), true);
  float64 = () => this.#data.getFloat64(this.#advance(8), false);

  take(length: number): Uint8Array {
    const at = this.#advance(length);
    return this.bytes.subarray(at, at + length);
  }

  text(length: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.take(length));
    } catch (cause) {
      if (cause instanceof SanaError) throw cause;
      throw new SanaError('file-corrupt:pickle-text', this.here);
    }
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw new SanaError('file-corrupt:pickle-cut', this.here);
    const line = this.text(end - this.#at);
    this.#advance(1);
    return line;
  }

  /** Two's complement, little-endian. */
  integer(length: number): number {
    if (length > MAX_INTEGER_BYTES) throw new SanaError('pickle-refused:long-integer', { ...this.here, length });
    let value = 0n;
    const bytes = this.take(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    const signed = Number(BigInt.asIntN(length * 8, value));
    if (!Number.isSafeInteger(signed)) throw new SanaError('pickle-refused:integer', { ...this.here, value: signed });
    return signed;
  }
}
