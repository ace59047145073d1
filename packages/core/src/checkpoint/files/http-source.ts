import { SanaError } from '../../errors.ts';
import { trimmedEnd } from '../../trim.ts';
import type { ByteSource, Folder } from '../tensors/tensors.ts';
import { HttpAnswer } from './http-answer.ts';
import { readAhead } from './read-ahead.ts';
import { allocate, assertInside, blobSource, folderPath } from './source.ts';

/** Files up to this size are fetched whole: they are needed whole, and one request is faster than many. */
const MAX_WHOLE_BYTES = 64 * 2 ** 20;

function requestRange(url: string, from: number, to: number): Promise<HttpAnswer> {
  return HttpAnswer.of(url, { Range: `bytes=${from}-${to}` });
}

/** The body, which must have exactly `length` bytes; reading stops as soon as there are more. */
async function bodyBytes(url: string, answer: HttpAnswer, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = allocate(url, length);
  let done = 0;
  try {
    for (;;) {
      const piece = await answer.next();
      if (!piece) break;
      if (done + piece.length > length) {
        await answer.cancel();
        throw new SanaError('network-failed:too-much', { url, length });
      }
      bytes.set(piece, done);
      done += piece.length;
    }
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    throw new SanaError('network-failed:broke-off', { url, received: done, length }, cause);
  }
  if (done === length) return bytes;
  throw new SanaError('network-failed:too-little', { url, received: done, length });
}

/** Total size from `Content-Range: bytes 0-0/SIZE`. */
function totalSize(url: string, answer: HttpAnswer): number {
  const total = Number(/\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(total)) return total;
  throw new SanaError('network-failed:no-range-size', { url });
}

/**
 * A small body in a Blob, which browsers keep outside of the script's memory.
 * @returns undefined if there are more than MAX_WHOLE_BYTES; they are not read then
 */
async function smallBody(url: string, answer: HttpAnswer, onBytes: OnBytes): Promise<Blob | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  // of what is sent, which is compressed at times; without it only reading tells
  let size = Number(answer.headers.get('content-length') ?? 0);
  if (size <= MAX_WHOLE_BYTES) {
    size = 0;
    try {
      while (size <= MAX_WHOLE_BYTES) {
        const piece = await answer.next();
        if (!piece) return new Blob(chunks);
        chunks.push(piece);
        size += piece.length;
        onBytes(piece.length);
      }
    } catch (cause) {
      if (cause instanceof SanaError) throw cause;
      throw new SanaError('network-failed:broke-off', { url, received: size }, cause);
    }
  }
  await answer.cancel();
  return undefined;
}

/** A large file, of which ranges are requested. */
async function rangedFile(url: string): Promise<ByteSource> {
  const probe = await requestRange(url, 0, 0);
  await probe.cancel();
  if (probe.status !== 206) {
    throw new SanaError('network-failed:no-large-ranges', { url, status: probe.status });
  }
  const size = totalSize(url, probe);
  return readAhead({
    label: url,
    size,
    async read(offset, length) {
      assertInside(url, size, offset, length);
      if (length === 0) return new Uint8Array(0);
      const part = await requestRange(url, offset, offset + length - 1);
      if (part.status === 206 && totalSize(url, part) === size) return bodyBytes(url, part, length);
      await part.cancel();
      throw new SanaError('network-failed:changed', { url, status: part.status });
    },
  });
}

/** Called with how many bytes came, of a file that comes whole. */
export type OnBytes = (count: number) => void;

/**
 * Opens a file on a server for random access: small files come whole, of large ones ranges are requested.
 * @returns undefined if there is no such file (404, 410, or a web page in its place)
 * @throws SanaError `network-failed`: unreachable, silent, refused, or without range support
 */
export async function openUrl(url: string, onBytes: OnBytes = () => {}): Promise<ByteSource | undefined> {
  // not a range: browsers keep whole answers, so that small files are fetched once
  const answer = await HttpAnswer.of(url);
  const { status } = answer;
  // Servers of single-page applications answer every unknown path with their page.
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (status === 404 || status === 410 || isPage) {
    await answer.cancel();
    return undefined;
  }
  if (status !== 200) {
    await answer.cancel();
    throw new SanaError('network-failed:answered', { url, status });
  }
  const small = await smallBody(url, answer, onBytes);
  return small ? blobSource(url, small) : rangedFile(url);
}

/** The files below a URL, e.g. `https://huggingface.co/OWNER/NAME/resolve/main`. */
export function httpFolder(baseUrl: string): Folder {
  const base = trimmedEnd(baseUrl, character => character === '/');
  return {
    label: base,
    open: async path => openUrl([base, ...folderPath(base, path).map(encodeURIComponent)].join('/')),
  };
}
