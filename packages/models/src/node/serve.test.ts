import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpFolder, memoryFolder, openModelFolder } from '@sana-studio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { MemoryFileStore } from '../memory-store.ts';
import { parseModelReference } from '../model-spec.ts';
import { ModelStore } from '../model-store.ts';
import { expectEqualFiles, NEEDED, REPOSITORY, TEST_OPTIONS } from '../store.fixture.ts';
import { type ModelServer, serveModels } from './serve.ts';

const STUDIO = 'https://studio.example';
const CONFIG = REPOSITORY.get('vae/config.json')!;

let pages: string;
let server: ModelServer;

beforeEach(async () => {
  pages = await mkdtemp(join(tmpdir(), 'sana-pages-'));
  await mkdir(join(pages, 'web', 'nested'), { recursive: true });
  await writeFile(join(pages, 'web', 'index.html'), '<title>Studio</title>');
  await writeFile(join(pages, 'web', 'nested', 'index.html'), '<title>Nested</title>');
  await writeFile(join(pages, 'web', 'ort.wasm'), new Uint8Array([0, 97, 115, 109]));
  await writeFile(join(pages, 'web', 'app.mjs'), 'export {};');
  await writeFile(join(pages, 'web', '.env'), 'hidden');
  await writeFile(join(pages, 'secret.txt'), 'outside');
  await symlink(join(pages, 'secret.txt'), join(pages, 'web', 'link.txt'));
  await symlink(pages, join(pages, 'web', 'up'));
  server = await serveModels({
    folder: referencePath('sana', 'model'),
    webRoot: join(pages, 'web'),
    origins: [STUDIO],
    port: 0,
  });
});

afterEach(async () => {
  await server.close();
  await rm(pages, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks as no client would that normalises paths and hosts. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, path, method, headers };
    const request = httpRequest(options, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

const CONFIG_PATH = '/model/vae/config.json';

it('serves the model and the pages', async () => {
  const config = await ask(CONFIG_PATH);
  expect(config.status).toBe(200);
  expect(config.body.equals(CONFIG)).toBe(true);
  expect(config.headers).toMatchObject({ 'content-type': 'application/json', 'accept-ranges': 'bytes' });
  expect((await ask('/')).body.toString()).toContain('Studio');
  expect((await ask('/nested/')).body.toString()).toContain('Nested');
  expect((await ask('/ort.wasm')).headers['content-type']).toBe('application/wasm');
  expect((await ask('/none')).status).toBe(404);
  const head = await ask(CONFIG_PATH, {}, 'HEAD');
  expect(head.headers['content-length']).toBe(String(CONFIG.length));
  expect(head.body).toHaveLength(0);
});

it('opens in the core, and in a store that keeps it', async () => {
  const model = await openModelFolder(httpFolder(server.modelUrl));
  expect(model.family).toBe('sana');
  await model.close();

  const store = new ModelStore(new MemoryFileStore(), TEST_OPTIONS);
  const spec = parseModelReference(server.modelUrl);
  expect(await store.add(spec)).toMatchObject({ complete: true, source: server.modelUrl });
  await expectEqualFiles(await store.open(spec.id));
});

it('serves a folder at hand', async () => {
  const facts = { name: 'picked', safety: { preset: 'school' } } as const;
  const stored = await serveModels({ folder: memoryFolder('picked', REPOSITORY), ...facts, origins: [], port: 0 });
  const response = await fetch(`${stored.modelUrl}/${NEEDED[5]}`, { headers: { range: 'bytes=8-15' } });
  expect(response.status).toBe(206);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(REPOSITORY.get(NEEDED[5]!)!.slice(8, 16));
  expect((await fetch(stored.url)).status).toBe(404);
  expect(await (await fetch(new URL('model.json', stored.url))).json()).toEqual(facts);
  await stored.close();
});

it.each([
  ['bytes=0-9', 206, 0, 10],
  ['bytes=100-', 206, 100, CONFIG.length],
  ['bytes=-7', 206, CONFIG.length - 7, CONFIG.length],
  ['bytes=-99999', 206, 0, CONFIG.length],
  [`bytes=5-${CONFIG.length + 100}`, 206, 5, CONFIG.length],
  // Malformed or several: the whole, as the standard permits.
  ['bytes=9-5', 200, 0, CONFIG.length],
  ['bytes=0-1,4-5', 200, 0, CONFIG.length],
  ['lines=0-1', 200, 0, CONFIG.length],
  ['bytes=-', 200, 0, CONFIG.length],
])('answers %s with %i', async (range, status, from, to) => {
  const answer = await ask(CONFIG_PATH, { range });
  expect(answer.status).toBe(status);
  expect(answer.body.equals(CONFIG.subarray(from, to))).toBe(true);
  expect(answer.headers['content-range']).toBe(status === 206 ? `bytes ${from}-${to - 1}/${CONFIG.length}` : undefined);
});

it.each([`bytes=${CONFIG.length}-`, 'bytes=-0'])('cannot satisfy %s', async range => {
  const answer = await ask(CONFIG_PATH, { range });
  expect(answer.status).toBe(416);
  expect(answer.headers['content-range']).toBe(`bytes */${CONFIG.length}`);
});

it('knows what a browser has already', async () => {
  const etag = (await ask(CONFIG_PATH)).headers.etag!;
  expect((await ask(CONFIG_PATH, { 'if-none-match': etag })).status).toBe(304);
  expect((await ask(CONFIG_PATH, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
  expect((await ask(CONFIG_PATH, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
});

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/nested/../../secret.txt',
  '/..\\secret.txt',
  '/link.txt',
  '/up/secret.txt',
  '/.env',
  '/model/../../README.md',
  '/model/%2e%2e/%2e%2e/README.md',
  '/nested%00/index.html',
  '/%E0%A4%A',
  '//etc/passwd',
])('gives nothing away through %s', async path => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).not.toContain('outside');
});

it('answers to local names only, so that no foreign name can be pointed here', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    expect((await ask('/', { host: `${host}:${server.port}` })).status).toBe(200);
  }
  for (const host of [
    'evil.example',
    `evil.example:${server.port}`,
    `localhost.evil.example:${server.port}`,
    'localhost:1',
  ]) {
    expect((await ask('/', { host })).status, host).toBe(403);
  }
});

it('lets only configured origins read', async () => {
  const allowed = await ask(CONFIG_PATH, { origin: STUDIO });
  expect(allowed.headers['access-control-allow-origin']).toBe(STUDIO);
  expect(allowed.headers['access-control-expose-headers']).toContain('Content-Range');
  for (const origin of ['https://evil.example', 'null', `${STUDIO}.evil.example`]) {
    const { headers } = await ask(CONFIG_PATH, { origin });
    expect(headers['access-control-allow-origin'], origin).toBeUndefined();
    expect(headers.vary).toBe('Origin');
  }
});

it('permits a public page the way into this machine when it is configured', async () => {
  const preflight = { origin: STUDIO, 'access-control-request-private-network': 'true' };
  const answer = await ask(CONFIG_PATH, preflight, 'OPTIONS');
  expect(answer.status).toBe(204);
  expect(answer.headers['access-control-allow-private-network']).toBe('true');
  expect(answer.headers['access-control-allow-headers']).toContain('Range');
  const other = await ask(CONFIG_PATH, { ...preflight, origin: 'https://evil.example' }, 'OPTIONS');
  expect(other.headers['access-control-allow-private-network']).toBeUndefined();
});

it.each(['POST', 'PUT', 'DELETE'])('refuses %s', async method => {
  expect((await ask('/', {}, method)).status).toBe(405);
});

describe('the policy of an answer', () => {
  const policyOf = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    (await ask(path, headers, method)).headers['content-security-policy'] as string;
  const HTML = '<script>fetch("http://evil.example")</script>';

  beforeEach(async () => {
    await server.close();
    await mkdir(join(pages, 'evil'));
    for (const name of ['index.html', 'page.svg', 'page.xhtml', 'code.js', 'odd', 'model.css', 'page.HTM']) {
      await writeFile(join(pages, 'evil', name), HTML);
    }
    await writeFile(join(pages, 'web', 'picture.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(pages, 'web', 'worker.mjs'), '');
    server = await serveModels({
      folder: join(pages, 'evil'),
      webRoot: join(pages, 'web'),
      origins: [STUDIO],
      port: 0,
    });
  });

  it.each([
    '/',
    '/nested/',
    '/picture.svg',
    '/worker.mjs',
    '/none.html',
    '/model.json',
    '/model/index.html',
    '/model/page.svg',
    '/model/page.xhtml',
    '/model/page.HTM',
    '/model/code.js',
    '/model/odd',
    '/model/model.css',
    '/model/none',
  ])('at %s says what may run and who may frame it, and lets nothing run that stands in it', async path => {
    for (const method of ['GET', 'HEAD', 'POST']) {
      const { headers } = await ask(path, {}, method);
      const policy = headers['content-security-policy'];
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/frame-ancestors /);
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'| \*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('isolates its pages and what their workers run, so that they may have threads, and nothing else', async () => {
    const isolation = async (path: string) => {
      const { headers } = await ask(path);
      return [headers['cross-origin-opener-policy'], headers['cross-origin-embedder-policy']];
    };
    expect(await isolation('/')).toEqual(['same-origin', 'require-corp']);
    expect(await isolation('/app.mjs')).toEqual([undefined, 'require-corp']);
    expect(await isolation('/model/index.html')).toEqual([undefined, undefined]);
  });

  it.each(['/model/index.html', '/model/page.svg', '/model/code.js'])('lets %s run nothing at all', async path => {
    expect(await policyOf(path)).toMatch(/sandbox(;|$)/);
    expect(await policyOf(path)).not.toMatch(/script-src|'self'/);
  });

  it('lets Figma and its own site frame the engine page, and nobody frame anything else', async () => {
    const framed = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' };
    const figma = "frame-ancestors 'self' https://www.figma.com";
    for (const asked of [{}, { 'sec-fetch-dest': 'document' }, { ...framed, referer: 'https://evil.example/' }]) {
      expect(await policyOf('/', asked)).toContain(figma);
      expect(await policyOf('/nested/', asked)).toContain("frame-ancestors 'none'");
      expect(await policyOf('/model/index.html', asked)).toContain("frame-ancestors 'none'");
    }
    // a plugin's page has no name that a policy could say
    expect(await policyOf('/', framed)).not.toContain('frame-ancestors');
    expect(await policyOf('/nested/', framed)).toContain("frame-ancestors 'none'");
    expect((await ask('/')).headers.etag).toBeUndefined();
  });

  it('says of the built page what the page says of itself', async () => {
    const page = await readFile(new URL('../../../../plugins/web/src/index.html', import.meta.url), 'utf8');
    const [, own] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)!;
    expect(await policyOf('/nested/')).toBe(`${own}; frame-ancestors 'none'`);
  });

  it('lets configured origins load, and no others', async () => {
    const { headers } = await ask('/model/odd', { origin: STUDIO });
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });
});

it('listens on the loopback interface only, and says when a port is taken', async () => {
  const taken = serveModels({ folder: pages, origins: [], port: server.port });
  await expect(taken).rejects.toMatchObject({ code: 'runtime-failed', data: { port: server.port } });
});
