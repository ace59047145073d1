import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Credential, credentialHeaders } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lyingHub, SMALL } from '../../../test/hub/answers.ts';
import { MemoryFileStore } from './memory-store.ts';
import type { ModelSource } from './model-spec.ts';
import { ModelStore } from './model-store.ts';
import { REPO, TEST_OPTIONS } from './store.fixture.ts';

const SECRET = 'hf_SecretSecretSecret';

interface Asked {
  readonly path: string;
  readonly secret: boolean;
}

/** A server on a port of its own, i.e. an origin, that writes down who shows it a token. */
class Listener {
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor(answer: (path: string, range: string) => Promise<Response>) {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push({ path, secret: JSON.stringify(request.headers).includes(SECRET) });
      void answer(path, request.headers.range ?? '').then(async ({ status, headers, body }) => {
        response.writeHead(status, Object.fromEntries(headers));
        if (request.method !== 'HEAD') for await (const chunk of body ?? []) response.write(chunk);
        response.end();
      });
    });
  }

  static async start(answer: (path: string, range: string) => Promise<Response>): Promise<Listener> {
    const listener = new Listener(answer);
    await new Promise<void>(resolve => listener.#server.listen(0, '127.0.0.1', resolve));
    return listener;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get secrets(): readonly string[] {
    return this.asked.filter(({ secret }) => secret).map(({ path }) => path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

const answer = lyingHub(REPO, SMALL);
const served = (path: string, range: string) => answer(`http://any${path}`, { headers: { range } });

let storage: Listener;
let hub: Listener;
let link: string | undefined;

beforeEach(async () => {
  link = undefined;
  storage = await Listener.start(async (path, range) => {
    // and back to where the token would be good
    if (path.startsWith('/back/')) return Response.redirect(`${hub.url}/direct/${path.slice('/back/'.length)}`);
    if (path.startsWith('/model/')) {
      const bytes = SMALL.get(path.slice('/model/'.length));
      if (!bytes) return new Response('none', { status: 404 });
      const [, from = '0', to = String(bytes.length - 1)] = /(\d+)-(\d+)/.exec(range) ?? [];
      const part = bytes.slice(Number(from), Number(to) + 1);
      return new Response(part, { status: range ? 206 : 200, headers: { 'content-length': `${part.length}` } });
    }
    return served(path, range);
  });
  hub = await Listener.start(async (path, range) => {
    if (path.startsWith('/direct/')) return served(path.slice('/direct'.length), range);
    if (!path.startsWith('/api/')) {
      const way = path.endsWith('.json') ? '/back' : '';
      return Response.redirect(`${storage.url}${way}${path}`);
    }
    const { body, headers } = await served(path, range);
    if (link !== undefined && path.includes('/tree/')) headers.set('link', link);
    return new Response(body, { headers });
  });
});

afterEach(() => Promise.all([hub.stop(), storage.stop()]));

const hubSource = () => ({ kind: 'hub', repo: REPO, revision: 'main', hubUrl: hub.url }) as const;
const add = (source: ModelSource, owner: string, files = new MemoryFileStore()) =>
  new ModelStore(files, { ...TEST_OPTIONS, credentials: [new Credential(owner, SECRET)] }).add({
    id: 'tiny',
    title: 'Tiny',
    source,
    licences: [],
  });

describe('a token', () => {
  it('goes to the origin that it belongs to, and no redirect takes it along', async () => {
    await add(hubSource(), `${hub.url}/any/path`);
    expect(hub.secrets).toEqual(hub.asked.map(({ path }) => path).filter(path => !path.startsWith('/direct/')));
    expect(hub.asked.some(({ path }) => path.startsWith('/direct/'))).toBe(true);
    expect(storage.asked.length).toBeGreaterThan(1);
    expect(storage.secrets).toEqual([]);
  });

  it('stays away from every other server: a hub, a folder, and one of the same name at another port', async () => {
    await add(hubSource(), 'https://huggingface.co');
    await add({ kind: 'url', url: `${storage.url}/model` }, hub.url);
    expect(storage.asked.some(({ path }) => path.startsWith('/model/'))).toBe(true);
    expect([...hub.secrets, ...storage.secrets]).toEqual([]);
  });

  it('stays away from sources that were written down earlier', async () => {
    const files = new MemoryFileStore();
    await add(hubSource(), 'https://huggingface.co', files);
    const store = new ModelStore(files, { ...TEST_OPTIONS, credentials: [new Credential(storage.url, SECRET)] });
    const source = await (await store.open('tiny')).open('text_encoder/model.safetensors');
    await source?.read(0, source.size);
    await store.add({ id: 'tiny', title: 'Tiny', source: hubSource(), licences: [] }, { needs: { offline: true } });
    expect([...hub.secrets, ...storage.secrets]).toEqual([]);
  });

  it.each([
    () => `<${storage.url}/api/models/${REPO}/tree/main?cursor=1>; rel="next"`,
    () => `<https://elsewhere.example/>; rel=next`,
    () => `<//elsewhere.example/>; rel="next"`,
    () => `<${hub.url.replace('//', '//user:key@')}/api/>; rel="next"`,
    () => `<file:///etc/passwd>; rel="next"`,
    () => `<http://[>; title="a, b"; rel="next"`,
    () => `<${hub.url}/last>; rel="last", <${storage.url}/a,b;c>; title="<,"; rel="next"`,
  ])('does not go where a listing says that it goes on: %s', async next => {
    link = next();
    await expect(add(hubSource(), hub.url)).rejects.toMatchObject({ reason: 'network-failed:other-origin' });
    expect(storage.asked).toEqual([]);
  });
});

describe('a credential', () => {
  const belongs = (owner: string, address: string) => Object.keys(new Credential(owner, SECRET).headersFor(address));

  it.each([
    ['https://huggingface.co', 'https://huggingface.co/api/models/a/b'],
    ['https://hub.example:8443/base', 'https://hub.example:8443/other'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/x'],
    ['http://localhost:8080', 'http://localhost:8080/x'],
    ['http://[::1]:8080', 'http://[::1]:8080/x'],
  ])('of %s goes to %s', (owner, address) => expect(belongs(owner, address)).toEqual(['Authorization']));

  it.each([
    ['https://huggingface.co', 'http://huggingface.co/'],
    ['https://huggingface.co', 'https://huggingface.co:444/'],
    ['https://huggingface.co', 'https://huggingface.co.elsewhere.example/'],
    ['https://huggingface.co', 'https://cdn.huggingface.co/'],
    ['https://huggingface.co', 'https://huggingface.co@elsewhere.example/'],
    ['http://hub.example', 'http://hub.example/'],
    ['http://localhost.elsewhere.example', 'http://localhost.elsewhere.example/'],
    ['http://127.0.0.1.elsewhere.example', 'http://127.0.0.1.elsewhere.example/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8081/'],
    ['http://localhost:8080', 'http://127.0.0.1:8080/'],
    ['https://huggingface.co', 'not an address'],
  ])('of %s does not go to %s', (owner, address) => expect(belongs(owner, address)).toEqual([]));

  it('shows its secret nowhere, not even a wrong one', () => {
    const credential = new Credential('https://hub.example', `${SECRET}\nX: y`);
    const shown = [inspect(credential, { showHidden: true, depth: 9 }), JSON.stringify(credential), `${credential}`];
    let message = '';
    try {
      credentialHeaders('https://hub.example/', [credential]);
    } catch (error) {
      message = inspect(error);
    }
    expect(message).toContain('access-denied');
    for (const text of [...shown, message]) expect(text).not.toContain(SECRET);
    expect(credentialHeaders('https://other.example/', [credential])).toEqual({});
  });
});
