import { type ModelPath, SanaError, type WebAddress } from '@sana-studio/core';
import { FOLDER_NOTE, type FolderNote, parseFolderNote } from './folder-note.ts';
import { probeLayout } from './layout.ts';
import type { Answer, Questions } from './questions.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import { type Remote, type RemoteFile, withoutSlashes } from './remote.ts';

/** Characters of an entity tag or date that are kept; a longer one tells nothing. */
const LONGEST_VALIDATOR = 256;

export interface UrlRemote extends Remote {
  /** A file that is there; undefined where it is not. @throws SanaError `network-failed`, `access-denied` */
  look(path: ModelPath, signal?: AbortSignal): Promise<RemoteFile | undefined>;
}

/**
 * A folder in the official layout on any server. One that was exported says what it has, with hashes; of any other the names
 * are tried, and what arrives is checked by size and structure.
 */
export function urlRemote(url: WebAddress, options: HttpOptions, questions: Questions): UrlRemote {
  const base = withoutSlashes(url);
  const client = new RangeClient(options);
  const address = (path: string) => `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;
  let note: FolderNote | undefined;

  function ask<T>(target: string, init: Parameters<Questions['ask']>[1], read: (answer: Answer) => Promise<T>) {
    return (signal?: AbortSignal): Promise<T> =>
      questions.ask(
        target,
        init,
        read,
        cause => new SanaError('network-failed:unreachable', { url: target, retry: true }, cause),
        signal,
      );
  }

  function look(path: ModelPath, signal?: AbortSignal): Promise<RemoteFile | undefined> {
    const target = address(path);
    return ask(target, { method: 'HEAD' }, async ({ response }) => described(target, path, response))(signal);
  }

  function readNote(signal?: AbortSignal): Promise<FolderNote | undefined> {
    const target = address(FOLDER_NOTE);
    return ask(target, {}, async ({ response, text }) => {
      if (isAbsent(response)) return undefined;
      if (!response.ok) throw statusError(target, response.status, response.headers);
      return parseFolderNote(await text(), target);
    })(signal);
  }

  return {
    label: base,
    look,
    heard: () => client.heard,
    wholeFiles: options.wholeFiles,
    note: () => note,
    async list(signal) {
      note = await readNote(signal);
      return note ? note.files.map(noted) : probeLayout(path => look(path, signal));
    },
    hasRanges(file, signal) {
      const target = address(file.path);
      return ask(target, { headers: { Range: 'bytes=0-0' } }, async ({ response }) => {
        if (!response.ok) throw statusError(target, response.status, response.headers);
        return response.status === 206;
      })(signal);
    },
    stream: (file, range, signal) => client.stream(address(file.path), range, file.size, signal),
  };
}

function noted({ path, size, sha256, pieces }: FolderNote['files'][number]): RemoteFile {
  return { path, size, hash: { algorithm: 'sha256', hex: sha256 }, ...(pieces && { pieces }) };
}

/** Servers of single-page applications answer every unknown path with their page. */
function isAbsent({ status, headers }: Response): boolean {
  return status === 404 || status === 410 || (headers.get('content-type')?.startsWith('text/html') ?? false);
}

/** @throws SanaError `network-failed`, `access-denied` */
function described(target: string, path: ModelPath, response: Response): RemoteFile | undefined {
  const { ok, status, headers } = response;
  if (isAbsent(response)) return undefined;
  if (!ok) throw statusError(target, status, headers);
  const length = headers.get('content-length') ?? '';
  const size = /^\d+$/.test(length) ? Number(length) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw new SanaError('network-failed:no-size', { url: target, retry: false });
  const validator = [headers.get('etag'), headers.get('last-modified')].find(
    value => value !== null && value.length <= LONGEST_VALIDATOR,
  );
  return { path, size, ...(validator !== undefined && validator !== null && { validator }) };
}
