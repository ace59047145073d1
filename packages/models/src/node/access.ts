import type { IncomingMessage } from 'node:http';

const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request is addressed to this machine by a local name. A page of any site can have its own name point to
 * 127.0.0.1 and would then count as the same origin; the Host header gives it away.
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return LOCAL_NAMES.some(name => host === `${name}:${port}` || (port === 80 && host === name));
}

/** The headers that let a configured origin, and no other, read the answer. */
export function accessHeaders(
  { headers, method }: IncomingMessage,
  origins: readonly string[],
): readonly (readonly [string, string])[] {
  const { origin } = headers;
  // Caches must not give one origin's answer to another.
  const vary = ['Vary', 'Origin'] as const;
  if (origin === undefined || !origins.includes(origin)) return [vary];
  const allowed: (readonly [string, string])[] = [
    vary,
    ['Access-Control-Allow-Origin', origin],
    // pages that use threads ask their resources for this
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
    ['Access-Control-Expose-Headers', 'Content-Range, Content-Length, Accept-Ranges, ETag'],
  ];
  if (method === 'OPTIONS') {
    allowed.push(
      ['Access-Control-Allow-Methods', 'GET, HEAD'],
      ['Access-Control-Allow-Headers', 'Range, If-Range, If-None-Match'],
      ['Access-Control-Max-Age', '600'],
    );
    // Browsers ask before a public page reaches into the local network.
    if (headers['access-control-request-private-network'] === 'true') {
      allowed.push(['Access-Control-Allow-Private-Network', 'true']);
    }
  }
  return allowed;
}
