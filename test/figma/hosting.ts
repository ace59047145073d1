// Static hosts with TLS, as the internet has them: what a test serves under a name of its own.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface Host {
  readonly name: string;
  readonly port: number;
  close(): void;
}

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** A certificate that nobody knows: browsers under test are told to take it. */
export function selfSigned(folder: string): { readonly key: string; readonly cert: string } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...made, '-subj', '/CN=sana', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

/** Serves what `answer` gives for a path. */
export async function startHost(
  name: string,
  identity: ReturnType<typeof selfSigned>,
  answer: (path: string) => Answer,
): Promise<Host> {
  const server = createServer(identity, ({ url = '/' }, response) => {
    const { status, headers, body } = answer(new URL(url, 'https://localhost').pathname);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A folder with a `_headers` file, by the rules of hosts that read one: what each matching block says, all together. */
export function headersOf(file: string): (path: string) => readonly (readonly [string, string])[] {
  const rules = file
    .trim()
    .split('\n\n')
    .map(block => {
      const [path = '', ...lines] = block.split('\n');
      const headers = lines.map(line => {
        const [, name = '', value = ''] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? [];
        return [name, value] as const;
      });
      return { path, headers };
    });
  const matches = (pattern: string, path: string) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  return path => rules.filter(rule => matches(rule.path, path)).flatMap(rule => rule.headers);
}

/** As a host of static files does that knows no more than the folder's own `_headers`. */
export function staticFiles(folder: string): (path: string) => Answer {
  const headers = headersOf(readFileSync(join(folder, '_headers'), 'utf8'));
  return path => {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    try {
      if (!statSync(file).isFile()) throw new Error('a folder');
      return { status: 200, headers: Object.fromEntries(headers(path)), body: readFileSync(file) };
    } catch {
      return { status: 404, headers: {}, body: Buffer.from('not found') };
    }
  };
}

/** Makes a browser find the hosts, take their certificates, and count them as the internet although they are here. */
export function hostArguments(hosts: readonly Host[]): string[] {
  return [
    `--host-resolver-rules=${hosts.map(({ name, port }) => `MAP ${name}:443 127.0.0.1:${port}`).join(', ')}`,
    `--ip-address-space-overrides=${hosts.map(({ port }) => `127.0.0.1:${port}=public`).join(',')}`,
    '--ignore-certificate-errors',
  ];
}
