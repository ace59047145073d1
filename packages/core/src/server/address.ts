import { SanaError } from '../errors.ts';
import { trimmedEnd } from '../trim.ts';

/** What people copy along with the address from a server's documentation. */
const ROUTE = /\/(?:v1(?:\/(?:models|images(?:\/generations)?|chat(?:\/completions)?))?)$/;

/**
 * Where a server is: everything before `/v1`, without a slash at the end.
 * @param text e.g. `http://gpu.example:30000`, `https://draw.example/sana/v1`
 * @throws SanaError `request-invalid` for anything but an http(s) address without name, key, query and fragment
 */
export function serverAddress(text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SanaError('request-invalid:server', { server: trimmed });
  }
  // a key in an address ends in logs, and a query would be lost
  if (url.username || url.password || url.search || url.hash) {
    throw new SanaError('request-invalid:server-secret', { server: `${url.origin}${url.pathname}` });
  }
  const path = withoutSlash(url.pathname).replace(ROUTE, '');
  return `${url.origin}${withoutSlash(path)}`;
}

const withoutSlash = (path: string) => trimmedEnd(path, character => character === '/');

/** What a person knows a server by: `gpu.example:30000`. */
export function hostOf(server: string): string {
  return new URL(server).host;
}

/** Whether nobody in between can read what is sent: https, or this machine itself. @param address a URL */
export function isConfidential(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && (/^127(?:\.\d+){3}$/.test(hostname) || ['localhost', '[::1]'].includes(hostname));
}
