import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

export interface PageServer {
  /** Without a slash at the end. */
  readonly url: string;
  close(): void;
}

export interface PageOptions {
  readonly below: string;
  /** A page with the policy of docs/recipes.md; of its scripts the import map is allowed by its hash. */
  readonly policyFor?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of scripts. */
  readonly scriptType?: string | undefined;
}

/** The policy that docs/recipes.md tells of. */
export function policyOf(html: string, origins = "'self'"): string {
  const [, map = ''] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(map).digest('base64');
  return [
    "default-src 'none'",
    `script-src ${origins} 'wasm-unsafe-eval' 'sha256-${hash}'`,
    `worker-src ${origins}`,
    `connect-src ${origins}`,
    'img-src blob:',
    "require-trusted-types-for 'script'",
    'trusted-types sana-studio',
  ].join('; ');
}

/** Serves files as a host of static files does. @param folders the first that has a file serves it */
export async function servePages(folders: string | readonly string[], options: PageOptions): Promise<PageServer> {
  const { below, policyFor, headers = {}, scriptType = TYPES['.js'] } = options;
  const policy = policyFor === undefined ? {} : { 'content-security-policy': policyOf(policyFor) };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(below) ? pathname.slice(below.length) : undefined;
    const file = [folders]
      .flat()
      .map(folder => join(folder, normalize(`/${decodeURIComponent(path || 'index.html')}`)))
      .find(name => statSync(name, { throwIfNoEntry: false })?.isFile());
    if (path === undefined || !file) return response.writeHead(404).end();
    const type = extname(file) === '.js' ? scriptType : TYPES[extname(file)];
    response.writeHead(200, { ...policy, ...headers, ...(type && { 'content-type': type }) });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
