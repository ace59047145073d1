import { SanaError } from '../../errors.ts';
import { trimmedEnd } from '../../trim.ts';
import type { ByteSource, Folder } from '../tensors/tensors.ts';
import { readAhead } from './read-ahead.ts';
import { allocate, assertInside, blobSource, folderPath } from './source.ts';

/** Files up to this size are fetched whole: they are needed whole, and one request is faster than many. */
const MAX_WHOLE_BYTES = 64 * 2 ** 20;

async function request(url: string, options?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options);
  } catch (cause) {
    throw new SanaError('network-failed:unreachable', { url }, cause);
  }
}

function requestRange(url: string, from: number, to: number): Promise<Response> {
  return request(url, { headers: { Range: `bytes=${from}-${to}` } });
}

/** The body, which must have exactly `length` bytes; reading stops as soon as there are more. */
async function bodyBytes(url: string, response: Response, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = allocate(url, length);
  let done = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk?.value) break;
      if (done + chunk.value.length > length) {
        await reader?.cancel();
        throw new SanaError('network-failed:too-much', { url, length });
      }
      bytes.set(chunk.value, done);
      done += chunk.value.length;
    }
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    throw new SanaError('network-failed:broke-off', { url, received: done, length }, cause);
  }
  if (done === length) return bytes;
  throw new SanaError('network-failed:too-little', { url, received: done, length });
}

/** Total size from `Content-Range: bytes 0-0/SIZE`. */
function totalSize(url: string, response: Response): number {
  const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(total)) return total;
  throw new SanaError('network-failed:no-range-size', { url });
}

/**
 * A small body in a Blob, which browsers keep outside of the script's memory.
 * @returns undefined if there are more than MAX_WHOLE_BYTES; they are not read then
 */
async function smallBody(url: string, response: Response): Promise<Blob | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  // of what is sent, which is compressed at times; without it only reading tells
  let size = Number(response.headers.get('content-length') ?? 0);
  if (size <= MAX_WHOLE_BYTES) {
    size = 0;
    const reader = response.body?.getReader();
    try {
      while (size <= MAX_WHOLE_BYTES) {
        const chunk = await reader?.read();
        if (!chunk?.value) return new Blob(chunks);
        chunks.push(chunk.value);
        size += chunk.value.length;
      }
      reader?.releaseLock();
    } catch (cause) {
      throw new SanaError('network-failed:broke-off', { url, received: size }, cause);
    }
  }
  await response.body?.cancel();
  return undefined;
}

/** A large file, of which ranges are requested. */
async function rangedFile(url: string): Promise<ByteSource> {
  const probe = await requestRange(url, 0, 0);
  await probe.body?.cancel();
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
      await part.body?.cancel();
      throw new SanaError('network-failed:changed', { url, status: part.status });
    },
  });
}

/**
 * Opens a file on a server for random access: small files come whole, of large ones ranges are requested.
 * @returns undefined if there is no such file (404, 410, or a web page in its place)
 * @throws SanaError `network-failed`: unreachable, refused, or without range support
 */
export async function openUrl(url: string): Promise<ByteSource | undefined> {
  // not a range: browsers keep whole answers, so that small files are fetched once
  const response = await request(url);
  const { status } = response;
  // Servers of single-page applications answer every unknown path with their page.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (status === 404 || status === 410 || isPage) {
    await response.body?.cancel();
    return undefined;
  }
  if (status !== 200) {
    await response.body?.cancel();
    throw new SanaError('network-failed:answered', { url, status });
  }
  const small = await smallBody(url, response);
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
