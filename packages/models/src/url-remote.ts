import { SanaError } from '@sana-studio/core';
import { Backoff } from './backoff.ts';
import { systemClock } from './clock.ts';
import { probeLayout } from './layout.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import type { Remote, RemoteFile } from './remote.ts';

/**
 * A folder in the official layout on any server with range requests, e.g. `sana serve`. Such a server lists nothing and
 * states no hashes: the names are tried, and what arrives is checked by size and structure.
 */
export function urlRemote(url: string, options: HttpOptions): Remote {
  const base = url.replace(/\/+$/, '');
  const client = new RangeClient(options);
  const { fetch = globalThis.fetch, clock = systemClock } = options;
  const address = (path: string) => `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;

  async function look(path: string, signal?: AbortSignal): Promise<RemoteFile | undefined> {
    const target = address(path);
    const response = await fetch(target, { method: 'HEAD', ...(signal && { signal }) }).catch((cause: unknown) => {
      throw new SanaError('network-failed:unreachable', { url: target, retry: true }, cause);
    });
    const { status, headers } = response;
    // Servers of single-page applications answer every unknown path with their page.
    if (status === 404 || status === 410 || headers.get('content-type')?.startsWith('text/html')) return undefined;
    if (!response.ok) throw statusError(target, status, headers);
    const size = Number(headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(size)) {
      throw new SanaError('network-failed:no-size', { url: target, retry: false });
    }
    const validator = headers.get('etag') ?? headers.get('last-modified');
    return { path, size, ...(validator !== null && { validator }) };
  }

  return {
    label: base,
    async list(signal) {
      const backoff = new Backoff({ clock });
      return probeLayout(async path => {
        for (;;) {
          try {
            return await look(path, signal);
          } catch (error) {
            await backoff.wait(error, signal);
          }
        }
      });
    },
    stream: (file, range, signal) => client.stream(address(file.path), range, file.size, signal),
  };
}
