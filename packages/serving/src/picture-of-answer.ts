import { type Picture, readForeign, SanaError } from '@sana-studio/core';
import { type Answer, type Connection, detailOf, isPage, jsonOf, refusalOf } from '@sana-studio/core/server';
import * as z from 'zod/mini';

/** What people call the files that servers send. */
export const PICTURE_TYPES = { 'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP' } as const;

export type PictureType = keyof typeof PICTURE_TYPES;

/**
 * Reads the file of a picture. @throws SanaError `image-unreadable`, `over-budget`
 * @param name what to call it in messages
 */
export type PictureDecoder = (file: Uint8Array<ArrayBuffer>, type: PictureType, name: string) => Promise<Picture>;

const pictures = z.object({
  data: z.array(z.object({ b64_json: z.optional(z.nullable(z.string())), url: z.optional(z.nullable(z.string())) })),
});

export interface ReceivedFile {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
}

/**
 * The file of the picture that an answer holds, as text in JSON, by an address of the same server, or as it is.
 * @throws SanaError `server-failed` if there is none, `network-failed`
 */
export async function pictureFile(answer: Answer, connection: Connection, signal?: AbortSignal): Promise<ReceivedFile> {
  const { host } = connection;
  const own = pictureTypeOf(answer.bytes);
  if (own) return { file: answer.bytes, type: own };
  const read = readForeign(pictures, jsonOf(answer, host));
  const [first] = read.fits ? read.value.data : [];
  if (first?.b64_json) return checked(bytesOf(first.b64_json.replace(DATA_URL, ''), host), host);
  if (!first?.url) throw withoutPicture(answer, host);
  return fetched(first.url, connection, signal);
}

/** What some put before the text of a picture. */
const DATA_URL = /^data:image\/[a-z]{1,10};base64,/;

/** What came instead: words of a failure that calls itself a success, or a page to sign in on. */
function withoutPicture(answer: Answer, host: string): SanaError {
  if (isPage(answer)) return new SanaError('server-failed:page', { server: host });
  const detail = jsonOf(answer, host) === undefined ? '' : detailOf(answer, host);
  return detail === ''
    ? new SanaError('server-failed:no-picture', { server: host })
    : new SanaError('server-failed:told', { server: host, detail });
}

/** Only from the server itself: another one was not chosen by anybody. */
async function fetched(address: string, connection: Connection, signal?: AbortSignal): Promise<ReceivedFile> {
  const { host, server } = connection;
  if (address.startsWith('data:')) return checked(bytesOf(address.slice(address.indexOf(',') + 1), host), host);
  const url = URL.canParse(address, `${server}/`) ? new URL(address, `${server}/`) : undefined;
  if (url?.origin !== new URL(server).origin) {
    throw new SanaError('server-failed:address', { server: host, url: address });
  }
  const answer = await connection.ask(url.href, { signal, patience: 'listing', length: 'serverPicture' });
  if (answer.status !== 200) throw refusalOf(answer, host, { key: connection.key });
  return checked(answer.bytes, host);
}

function checked(file: Uint8Array<ArrayBuffer>, host: string): ReceivedFile {
  const type = pictureTypeOf(file);
  if (type) return { file, type };
  throw new SanaError('server-failed:unreadable', { server: host });
}

function bytesOf(base64: string, host: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  } catch (cause) {
    throw new SanaError('server-failed:unreadable', { server: host }, cause);
  }
}

/** By how files begin: what a server says of them is often wrong. */
export function pictureTypeOf(file: Uint8Array): PictureType | undefined {
  const begins = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => file[at + index] === byte);
  if (begins([0x89, 0x50, 0x4e, 0x47])) return 'image/png';
  if (begins([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (begins([0x52, 0x49, 0x46, 0x46]) && begins([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  return undefined;
}
