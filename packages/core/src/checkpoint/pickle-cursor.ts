import { SanaError } from '../errors.ts';
import { corruptFile } from './file-errors.ts';

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

  corrupt(what: string): SanaError {
    return corruptFile(this.label, what, { offset: this.#at });
  }

  refused(what: string, data: Record<string, unknown>): SanaError {
    return new SanaError(
      'pickle-refused',
      `${this.label} contains ${what}, which no Sana checkpoint needs and which could do harm. Nothing was run. Use a file from the official source or in safetensors format.`,
      { file: this.label, ...data },
    );
  }

  #advance(length: number): number {
    const at = this.#at;
    if (length > this.bytes.length - at) throw this.corrupt('the list of tensors is cut off');
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
      throw this.corrupt('a name in the list of tensors is not text');
    }
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.#at);
    if (end < 0) throw this.corrupt('the list of tensors is cut off');
    const line = this.text(end - this.#at);
    this.#advance(1);
    return line;
  }

  /** Two's complement, little-endian. */
  integer(length: number): number {
    if (length > MAX_INTEGER_BYTES) throw this.refused(`an integer of ${length} bytes`, { length });
    let value = 0n;
    const bytes = this.take(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    const signed = Number(BigInt.asIntN(length * 8, value));
    if (!Number.isSafeInteger(signed)) throw this.refused(`the integer ${signed}`, { value: signed });
    return signed;
  }
}
