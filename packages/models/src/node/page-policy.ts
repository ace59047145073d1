import type { IncomingHttpHeaders } from 'node:http';
import { extname } from 'node:path';

/** Whose plugin has the engine page in a frame. */
const FIGMA = 'https://www.figma.com';

/**
 * What the built pages do: scripts, styles and workers of their own, WebAssembly, pictures that they made, and models from
 * wherever the person says. plugins/web/src/index.html says the same of itself, for servers that send no policy.
 */
export const PAGE_POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self' blob: http: https:",
  "base-uri 'none'",
  "form-action 'none'",
];

/** What their workers do: a worker has the policy of its own script. Glue code that was compared is run from a blob. */
const WORKER_POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob: http: https:",
];

/** For whatever is no page of ours: it runs nothing, loads nothing and belongs to no site. */
const INERT_POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", 'sandbox'];

const nobody = "frame-ancestors 'none'";
const figmaAndItself = `frame-ancestors 'self' ${FIGMA}`;

/**
 * Whether a page without a name asks for a frame. A plugin's page in Figma is a `data:` URL, which no value of
 * `frame-ancestors` permits, not even `*`. To it the page goes without, and decides itself whom it answers
 * (plugins/web/src/welcome.ts).
 */
function isFrameOfNamelessPage(headers: IncomingHttpHeaders): boolean {
  const isFrame = headers['sec-fetch-dest'] === 'iframe' && headers['sec-fetch-site'] === 'cross-site';
  return isFrame && headers.referer === undefined;
}

/** Pages, and scripts that workers may be. What they fetch of others comes with the others' consent (CORS) anyway. */
const ISOLATED: readonly string[] = ['.html', '.js', '.mjs'];

const type = (path: string) => extname(path).toLowerCase();

function policyOf(page: string | undefined, headers: IncomingHttpHeaders): readonly string[] {
  if (page === undefined) return [...INERT_POLICY, nobody];
  // the studio; in a frame the engine page, which shows nothing that could be clicked
  if (page === 'index.html') return isFrameOfNamelessPage(headers) ? PAGE_POLICY : [...PAGE_POLICY, figmaAndItself];
  if (type(page) === '.html') return [...PAGE_POLICY, nobody];
  if (['.js', '.mjs'].includes(type(page))) return [...WORKER_POLICY, nobody];
  return type(page) === '.css' ? [nobody] : [...INERT_POLICY, nobody];
}

/**
 * What every answer tells browsers of itself.
 * @param page the path of a file of the built pages; undefined for anything else, such as a file of a model
 */
export function safetyHeaders(
  page: string | undefined,
  headers: IncomingHttpHeaders,
): readonly (readonly [string, string])[] {
  const all: (readonly [string, string])[] = [
    ['Content-Security-Policy', policyOf(page, headers).join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    // other sites may not even load what they cannot read
    ['Cross-Origin-Resource-Policy', 'same-origin'],
  ];
  if (page === undefined || !ISOLATED.includes(type(page))) return all;
  // with the opener's policy it isolates the page, which then may have threads; a worker's script has to say it, too
  const isolated = [...all, ['Cross-Origin-Embedder-Policy', 'require-corp'] as const];
  if (type(page) !== '.html') return isolated;
  return [
    ...isolated,
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    // a hub does not learn where it was called from
    ['Referrer-Policy', 'no-referrer'],
  ];
}
