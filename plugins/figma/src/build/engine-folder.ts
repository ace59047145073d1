// The engine page as a folder for any host of static files: what is in it, at which address, and what the host must send
// with each file, in the languages of several hosts.

import { createHash } from 'node:crypto';
import { safetyHeaders } from '@sana-studio/models/node';

export interface HeaderRule {
  /** From the site's root, for one file or address; one ends with `*` and is for all that begin so. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A file's bytes by its path below the version's folder. */
export type EngineFiles = ReadonlyMap<string, Uint8Array>;

/** How a frame of a `data:` page asks, which is the only one whose answer no other frame may lack: see page-policy.ts. */
const FRAMED = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' } as const;

/** Seconds: a year, the longest that browsers keep. What is below a version's address never changes. */
const FOREVER: readonly [string, string] = ['Cache-Control', 'public, max-age=31536000, immutable'];

/** What hosts are not sure to know, or must not guess. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  wasm: 'application/wasm',
};

/**
 * The folder of a version: its name tells the release and what is in the files, so that another content has another
 * address and one address always the same content.
 */
export function versionFolder(release: string, files: EngineFiles): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\n${createHash('sha256').update(bytes).digest('hex')}\n`);
  }
  return `v${release}-${hash.digest('hex').slice(0, 12)}`;
}

/** Whether an address holds the name of such a folder. */
export function isVersioned({ pathname }: URL): boolean {
  return /\/v\d[\w.+-]*\/$/.test(pathname);
}

/**
 * What the host sends with what. No two rules set the same header of one file: hosts would send both.
 * @param folder the version's, of which `paths` are the files
 */
export function headerRules(folder: string, paths: Iterable<string>): readonly HeaderRule[] {
  const everywhere = safetyHeaders(undefined, FRAMED).filter(([name]) => name !== 'Content-Security-Policy');
  const policies = (page: string | undefined) =>
    safetyHeaders(page, FRAMED).filter(header => !everywhere.some(([name]) => name === header[0]));
  const pages = [...paths].filter(path => !path.startsWith('model/')).sort();
  return [
    { path: `/${folder}/*`, headers: [...everywhere, FOREVER] },
    { path: `/${folder}/model/*`, headers: policies(undefined) },
    ...pages.flatMap(path => {
      const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
      const headers = [...(type ? [['Content-Type', type] as const] : []), ...policies(path)];
      const addresses = path === 'index.html' ? ['', path] : [path];
      return addresses.map(address => ({ path: `/${folder}/${address}`, headers }));
    }),
  ];
}

/** `_headers`, as Netlify and Cloudflare Pages read it. */
export function headersFile(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(({ path, headers }) => [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)]);
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** Locations for a `server` of nginx, whose `root` is the folder. A location inherits no header, so each has them all. */
export function nginxFile(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(({ path, headers }) => {
    const around = rules.filter(other => other.path !== path && isPrefix(other.path, path));
    const all = [...around.flatMap(other => other.headers), ...headers];
    const type = all.find(([name]) => name === 'Content-Type')?.[1];
    const wildcard = path.endsWith('*');
    const lines = [
      // a type of its own, whatever the server knows of endings
      ...(type ? ['types { }', `default_type ${quoted(type)};`] : []),
      ...all.filter(([name]) => name !== 'Content-Type').map(([name, value]) => `add_header ${name} ${quoted(value)};`),
    ];
    const head = wildcard ? `location ${path.slice(0, -1)}` : `location = ${path}`;
    return `${head} {\n${lines.map(line => `  ${line}`).join('\n')}\n}`;
  });
  return `# Inside of a server { } that has TLS and whose root is the folder with this file: include /…/nginx.conf;\n${blocks.join('\n')}\n`;
}

/** Directives for a site of Caddy, whose root is the folder. */
export function caddyFile(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(
    ({ path, headers }) =>
      `header ${path} {\n${headers.map(([name, value]) => `  ${name} ${quoted(value)}`).join('\n')}\n}`,
  );
  return `# Inside of a site { } that has a root with this file and file_server: import /…/Caddyfile\n${blocks.join('\n')}\n`;
}

function isPrefix(wildcard: string, path: string): boolean {
  return wildcard.endsWith('*') && path.startsWith(wildcard.slice(0, -1));
}

/** No value has a quotation mark or a backslash. */
function quoted(value: string): string {
  return `"${value}"`;
}
