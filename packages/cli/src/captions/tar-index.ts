import { BUDGETS, type ByteSource, overBudget, SanaError } from '@sana-studio/core';

export interface TarMember {
  readonly name: string;
  /** Of its bytes in the file. */
  readonly offset: number;
  readonly size: number;
}

const BLOCK = 512;
/** A name that did not fit, in a member before the one that it is of. */
const LONGEST_NAME = 4096;
const REGULAR = new Set(['0', '\0', '']);

/**
 * The files in a tar, in order: those of ustar, with the long names of pax and GNU.
 * @throws SanaError `config-invalid` for what is no tar, `over-budget`
 */
export async function tarIndex(source: ByteSource): Promise<readonly TarMember[]> {
  const members: TarMember[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= source.size; ) {
    const header = await source.read(at, BLOCK);
    if (header.every(byte => byte === 0)) break;
    const { size, kind, name } = readHeader(header, source.label);
    const offset = at + BLOCK;
    if (offset + size > source.size) throw invalid(source.label, `${name} is cut off`);
    if (kind === 'L' || kind === 'x') {
      if (size > LONGEST_NAME) throw invalid(source.label, 'a name that is too long');
      const text = new TextDecoder().decode(await source.read(offset, size));
      longName = kind === 'L' ? upToZero(text) : (paxPath(text) ?? longName);
    } else {
      if (REGULAR.has(kind)) members.push({ name: (longName ?? name).replace(/^\.\//, ''), offset, size });
      longName = undefined;
      if (members.length > BUDGETS.captionedFiles.most) throw overBudget('captionedFiles', source.label);
    }
    at = offset + Math.ceil(size / BLOCK) * BLOCK;
  }
  return members;
}

function readHeader(header: Uint8Array, file: string): { size: number; kind: string; name: string } {
  const text = (from: number, length: number) =>
    upToZero(new TextDecoder().decode(header.subarray(from, from + length)));
  const digits = text(124, 12).trim();
  // GNU writes sizes that do not fit in octal as binary
  const size =
    header[124]! & 0x80
      ? Number(new DataView(header.buffer, header.byteOffset + 128, 8).getBigUint64(0))
      : Number.parseInt(digits, 8);
  const stated = Number.parseInt(text(148, 8).trim(), 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (sum !== stated || !Number.isSafeInteger(size) || size < 0) throw invalid(file, 'no tar');
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
  return { size, kind: text(156, 1), name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}` };
}

/** Lines of `LENGTH NAME=VALUE`. */
function paxPath(text: string): string | undefined {
  const values = text.split('\n').map(line => line.slice(line.indexOf(' ') + 1));
  return values.find(value => value.startsWith('path='))?.slice('path='.length);
}

function upToZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function invalid(file: string, detail: string): SanaError {
  return new SanaError('config-invalid:captions', { file, detail });
}
