import { BUDGETS, overBudget } from '../budgets.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Length and type before a chunk's data, checksum after it. */
const HEADER = 8;
const CHECKSUM = 4;

export interface Chunk {
  /** Four Latin letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

/** A PNG file of these chunks, in this order. */
export function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { data }) => sum + HEADER + data.length + CHECKSUM, SIGNATURE.length);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const { type, data } of chunks) {
    view.setUint32(at, data.length);
    for (let i = 0; i < 4; i++) file[at + 4 + i] = type.charCodeAt(i);
    file.set(data, at + HEADER);
    const end = at + HEADER + data.length;
    view.setUint32(end, crc32(file.subarray(at + 4, end)));
    at = end + CHECKSUM;
  }
  return file;
}

/**
 * The whole chunks of a PNG file, as views of it; none if it is not one. Checksums are not looked at.
 * @throws SanaError `over-budget` when there are too many
 */
export function* readChunks(file: Uint8Array): Generator<Chunk> {
  if (!SIGNATURE.every((byte, i) => file[i] === byte)) return;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = SIGNATURE.length;
  for (let count = 0; at + HEADER + CHECKSUM <= file.length; count++) {
    if (count === BUDGETS.pictureChunks.most) throw overBudget('pictureChunks', 'The PNG picture');
    const start = at + HEADER;
    const end = start + view.getUint32(at);
    if (end + CHECKSUM > file.length) return;
    const type = String.fromCharCode(file[at + 4]!, file[at + 5]!, file[at + 6]!, file[at + 7]!);
    yield { type, data: file.subarray(start, end) };
    at = end + CHECKSUM;
  }
}

/** Whether the checksum behind a chunk that `readChunks` gave is right. */
export function isIntact({ data }: Chunk): boolean {
  const { buffer, byteOffset, length } = data;
  const stored = new DataView(buffer, byteOffset + length, CHECKSUM).getUint32(0);
  return crc32(new Uint8Array(buffer, byteOffset - 4, length + 4)) === stored;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
