import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpFolder, memoryFolder, openModelFolder } from '@sana-studio/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
  const stored = await serveModels({ folder: memoryFolder('picked', REPOSITORY), origins: [], port: 0 });
  const response = await fetch(`${stored.modelUrl}/${NEEDED[5]}`, { headers: { range: 'bytes=8-15' } });
  expect(response.status).toBe(206);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(REPOSITORY.get(NEEDED[5]!)!.slice(8, 16));
  expect((await fetch(stored.url)).status).toBe(404);
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

it('listens on the loopback interface only, and says when a port is taken', async () => {
  const taken = serveModels({ folder: pages, origins: [], port: server.port });
  await expect(taken).rejects.toMatchObject({ code: 'runtime-failed', data: { port: server.port } });
});
