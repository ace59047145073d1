import { type ModelPath, SanaError, type WebAddress } from '@sana-studio/core';
import { probeLayout } from './layout.ts';
import type { Questions } from './questions.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import { type Remote, type RemoteFile, withoutSlashes } from './remote.ts';

/** Characters of an entity tag or date that are kept; a longer one tells nothing. */
const LONGEST_VALIDATOR = 256;

/**
 * A folder in the official layout on any server with range requests, e.g. `sana serve`. Such a server lists nothing and
 * states no hashes: the names are tried, and what arrives is checked by size and structure.
 */
export function urlRemote(url: WebAddress, options: HttpOptions, questions: Questions): Remote {
  const base = withoutSlashes(url);
  const client = new RangeClient(options);
  const address = (path: ModelPath) => `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;

  async function look(path: ModelPath, signal?: AbortSignal): Promise<RemoteFile | undefined> {
    const target = address(path);
    return questions.ask(
      target,
      { method: 'HEAD' },
      async ({ response }) => described(target, path, response),
      cause => new SanaError('network-failed:unreachable', { url: target, retry: true }, cause),
      signal,
    );
  }

  return {
    label: base,
    heard: () => client.heard,
    list: signal => probeLayout(path => look(path, signal)),
    stream: (file, range, signal) => client.stream(address(file.path), range, file.size, signal),
  };
}

/** @throws SanaError `network-failed`, `access-denied` */
function described(target: string, path: ModelPath, { ok, status, headers }: Response): RemoteFile | undefined {
  // Servers of single-page applications answer every unknown path with their page.
  if (status === 404 || status === 410 || headers.get('content-type')?.startsWith('text/html')) return undefined;
  if (!ok) throw statusError(target, status, headers);
  const length = headers.get('content-length') ?? '';
  const size = /^\d+$/.test(length) ? Number(length) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw new SanaError('network-failed:no-size', { url: target, retry: false });
  const validator = [headers.get('etag'), headers.get('last-modified')].find(
    value => value !== null && value.length <= LONGEST_VALIDATOR,
  );
  return { path, size, ...(validator !== undefined && validator !== null && { validator }) };
}
