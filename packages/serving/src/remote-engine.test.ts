import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Credential, encodePng, requestFromPng } from '@sana-studio/core';
import { serverAddress } from '@sana-studio/core/server';
import { afterEach, describe, expect, it } from 'vitest';
import { embedded } from '../../../test/embedded-model.ts';
import { DIALECTS } from './dialect.ts';
import { decodePicture } from './node/index.ts';
import { RemoteEngine } from './remote-engine.ts';
import { engineOf, pictureOfSeed, sizeOf } from './served.fixture.ts';
import { knownModel } from './served-model.ts';
import { tryServer } from './trial.ts';

const SECRET = 'sk-SecretSecret';
const MODELS = ['sana-mini', 'sana-1.6b-512'].map(id => ({ id, owned_by: 'somebody' }));

let servers: Server[] = [];

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  }
  servers = [];
});

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Readonly<Record<string, unknown>>;
  /** How many requests for pictures came before. */
  readonly before: number;
}

/** A server with sana-mini and another model that answers requests for pictures in its own way. */
async function start(draw: (asked: Asked) => unknown): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/models')
      return response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: MODELS }));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = { request, response, body: JSON.parse(Buffer.concat(chunks).toString() || '{}'), before: asked.length };
    asked.push(one);
    return draw(one);
  });
  // a machine that is busy keeps the other end waiting for longer than the usual five seconds
  server.keepAliveTimeout = 60_000;
  servers.push(server);
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function drawn({ response, body }: Pick<Asked, 'response' | 'body'>, size = sizeOf(body)): Promise<void> {
  const png = await encodePng(pictureOfSeed(size.width, size.height, Number(body.seed)));
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ data: [{ b64_json: Buffer.from(png).toString('base64') }] }));
}

/** A picture's beginning: 12,000 pixels a side. */
function enormousPng(): string {
  const file = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64');
  file.writeUInt32BE(12_000, 16);
  file.writeUInt32BE(12_000, 20);
  return JSON.stringify({ data: [{ b64_json: `data:image/png;base64,${file.toString('base64')}` }] });
}

const engineAt = (server: string, key?: string) =>
  new RemoteEngine({
    server: serverAddress(server),
    decode: decodePicture,
    credentials: key === undefined ? [] : [new Credential(server, key)],
  });

async function generate(url: string, request = {}, options = {}) {
  const engine = engineAt(url);
  await engine.load();
  return engine.generate({ prompt: 'a cat', seed: 7, width: 256, height: 256, ...request }, options);
}

describe('a server', () => {
  it('is asked for one picture at a time, with seeds that follow each other, two of them at once', async () => {
    let now = 0;
    let most = 0;
    let release = () => {};
    const { url, asked } = await start(async one => {
      most = Math.max(most, ++now);
      // the second one that comes lets both go, so that two have to be there at once; the fifth has nobody to wait for
      const isLast = one.before === 4;
      if (!isLast) {
        if (now === 2) release();
        else await new Promise<void>(go => (release = go));
      }
      now--;
      await drawn(one);
    });
    const order: number[] = [];
    const side = embedded.nativeSize;
    const pictures = await generate(
      url,
      { count: 5, width: side, height: side },
      { onPicture: (_: unknown, index: number) => order.push(index) },
    );
    expect(most).toBe(2);
    expect(asked.map(({ body }) => body.n)).toEqual([1, 1, 1, 1, 1]);
    expect(pictures.map(({ request }) => request.seed)).toEqual([7, 8, 9, 10, 11]);
    for (const [at, { data }] of pictures.entries()) {
      expect(Buffer.from(data).equals(Buffer.from(pictureOfSeed(side, side, 7 + at).data))).toBe(true);
    }
    expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
    const [first] = pictures;
    expect(requestFromPng(await encodePng(first!, first!.request))).toMatchObject({
      prompt: 'a cat',
      seed: 7,
      steps: embedded.steps,
    });
  });

  it('sees what the guard leaves of a prompt, and the picture keeps the words of the person', async () => {
    const { url, asked } = await start(drawn);
    const [picture] = await generate(url, { prompt: 'a nude woman on a bed' });
    expect(asked[0]!.body.prompt).toContain('❤️');
    expect(JSON.stringify(asked[0]!.body)).not.toContain('nude');
    expect(picture).toMatchObject({ request: { prompt: 'a nude woman on a bed' }, replaced: [{ text: 'nude' }] });
  });

  it('is shown a key at its own address only, and nobody else is', async () => {
    const other = await start(drawn);
    const { url, asked } = await start(async ({ response, before, ...one }) => {
      if (before === 0) return drawn({ response, ...one });
      return response.writeHead(307, { location: `${other.url}/v1/images/generations` }).end();
    });
    const engine = engineAt(url, SECRET);
    await engine.load();
    await engine.generate({ prompt: 'a cat', width: 64, height: 64 });
    expect(asked[0]!.request.headers.authorization).toBe(`Bearer ${SECRET}`);
    await expect(engine.generate({ prompt: 'a cat' })).rejects.toMatchObject({ reason: 'network-failed:moved' });
    expect(other.asked).toEqual([]);
    await engineAt(other.url, undefined).load();
  });

  it('that repeats the key says it to nobody, and one by http elsewhere is not shown it', async () => {
    const answers = [
      ({ response }: Asked) => response.writeHead(401).end(`{"detail":"Wrong key ${SECRET}, ${SECRET}!"}`),
      ({ response }: Asked) => response.writeHead(302, { location: `/login?key=${SECRET}` }).end(),
      ({ response }: Asked) => response.end(`{"data":[{"url":"http://other.example/?key=${SECRET}"}]}`),
    ];
    const { url } = await start(asked => answers[asked.before]!(asked));
    const engine = engineAt(url, SECRET);
    await engine.load();
    for (const reason of ['access-denied:server-key', 'network-failed:moved', 'server-failed:address']) {
      const error = await engine.generate({ prompt: 'a cat' }).catch(error => error);
      expect(error).toMatchObject({ reason, message: expect.stringContaining('****') });
      expect(JSON.stringify(error.toData())).not.toContain(SECRET);
    }
    const asked: Headers[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      asked.push(new Headers(init?.headers));
      return new Response('{"detail":"No key"}', { status: 401 });
    };
    const server = 'http://gpu.example:30000';
    const credentials = [new Credential(server, SECRET)];
    const far = new RemoteEngine({ server, decode: decodePicture, credentials, fetch });
    await expect(far.load()).rejects.toMatchObject({ reason: 'access-denied:server-plain' });
    expect(asked[0]!.has('authorization')).toBe(false);
  });

  it.each([
    ['another size', { width: 64, height: 96 }, { width: 64, height: 96 }, ['server-size']],
    ['the size of its shapes', { width: 100, height: 60 }, { width: 100, height: 60 }, []],
  ])('whose picture has %s: nothing is thrown away', async (_, asked, expected, remarks) => {
    const { url } = await start(one => drawn(one, remarks.length > 0 ? { width: 64, height: 96 } : undefined));
    const [picture] = await generate(url, remarks.length > 0 ? { width: 256, height: 256 } : asked);
    expect(picture).toMatchObject({ ...expected, request: expected });
    expect(picture!.remarks.map(({ remark }) => remark)).toEqual(remarks);
  });

  it('that is busy is asked again when it says so, and no sooner', async () => {
    const times: number[] = [];
    const { url } = await start(one => {
      times.push(performance.now());
      return one.before === 0 ? one.response.writeHead(429, { 'retry-after': '1' }).end() : drawn(one);
    });
    expect(await generate(url)).toHaveLength(1);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1000);
  });

  it.each([
    ['fails', 'server-failed:answered', ({ response }: Asked) => response.writeHead(500).end('Internal Server Error')],
    ['breaks off', 'network-failed:server-lost', ({ response }: Asked) => response.socket?.destroy()],
    [
      'breaks off in the middle',
      'network-failed:server-lost',
      ({ response }: Asked) => {
        response.writeHead(200, { 'content-length': '5000' }).write('{"data":');
        setTimeout(() => response.socket?.destroy(), 20);
      },
    ],
    [
      'says too much',
      'over-budget:bytes',
      ({ response }: Asked) => response.writeHead(200, { 'content-length': '900000000' }).write('{'),
    ],
    [
      'answers with JSON of something else',
      'server-failed:no-picture',
      ({ response }: Asked) => response.end('{"data":{"b64_json":7}}'),
    ],
    [
      'answers with a bomb of brackets',
      'over-budget:depth',
      ({ response }: Asked) => response.end('['.repeat(100_000)),
    ],
    [
      'answers with base64 of nothing',
      'server-failed:unreadable',
      ({ response }: Asked) => response.end('{"data":[{"b64_json":"%%%%"}]}'),
    ],
    [
      'answers with a page',
      'server-failed:page',
      ({ response }: Asked) => response.setHeader('content-type', 'text/html').end('<p>Hi</p>'),
    ],
    [
      'calls a failure a success',
      'server-failed:told',
      ({ response }: Asked) => response.end('{"error":{"message":"out of credits"}}'),
    ],
    ['says that its picture is enormous', 'over-budget:pixels', ({ response }: Asked) => response.end(enormousPng())],
    [
      'leads to another server',
      'server-failed:address',
      ({ response }: Asked) => response.end('{"data":[{"url":"http://169.254.169.254/latest"}]}'),
    ],
    [
      'leads to a file',
      'server-failed:address',
      ({ response }: Asked) => response.end('{"data":[{"url":"file:///etc/passwd"}]}'),
    ],
  ] as const)('that %s is asked once, and said to: %s', async (_, reason, answer) => {
    const { url, asked } = await start(answer);
    await expect(generate(url)).rejects.toMatchObject({ reason });
    expect(asked).toHaveLength(1);
  });

  it('that is not there, or is no address, has its sentence', async () => {
    const { url } = await start(drawn);
    await new Promise(closed => servers[0]!.close(closed));
    servers = [];
    await expect(engineAt(url).load()).rejects.toMatchObject({ reason: 'network-failed:server' });
    for (const wrong of ['gpu-box', 'ftp://a', 'gpu-box:30000', '']) {
      expect(() => serverAddress(wrong)).toThrow(expect.objectContaining({ reason: 'request-invalid:server' }));
    }
    for (const secret of ['http://a:b@c', 'https://c/?key=1', 'https://c/#k']) {
      expect(() => serverAddress(secret)).toThrow(expect.objectContaining({ reason: 'request-invalid:server-secret' }));
    }
    for (const same of [
      'http://a:1',
      'http://a:1/',
      'http://a:1/v1',
      'http://a:1/v1/',
      ' http://a:1/v1/images/generations',
    ]) {
      expect(serverAddress(same)).toBe('http://a:1');
    }
    expect(serverAddress('https://a/b/v1')).toBe('https://a/b');
  });

  it('is let go within a moment, also while it is waited for', async () => {
    for (const answer of [() => {}, ({ response }: Asked) => response.writeHead(503, { 'retry-after': '60' }).end()]) {
      const { url } = await start(answer);
      const stop = new AbortController();
      const made = generate(url, { count: 3 }, { signal: stop.signal });
      setTimeout(() => stop.abort(), 200);
      const started = performance.now();
      await expect(made).rejects.toMatchObject({ code: 'cancelled' });
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });

  it('that fails for one of several gives the others all the same', async () => {
    const { url } = await start(one => (one.body.seed === 8 ? one.response.writeHead(500).end() : drawn(one)));
    const got: number[] = [];
    const made = generate(url, { count: 4 }, { onPicture: (_: unknown, index: number) => got.push(index) });
    await expect(made).rejects.toMatchObject({ code: 'server-failed' });
    expect(got).toContain(0);
    expect(got).not.toContain(1);
  });

  it('cannot be asked for what its interface has no room for', async () => {
    const { url, asked } = await start(drawn);
    await expect(generate(url, { variation: 0.3 })).rejects.toMatchObject({ reason: 'request-invalid:on-server' });
    await expect(generate(url, { quality: 'draft' })).rejects.toMatchObject({ data: { fields: ['quality'] } });
    expect(asked).toEqual([]);
  });

  it('is tried with two pictures of one seed', async () => {
    const honest = await start(drawn);
    expect(await tryServer(engineAt(honest.url))).toMatchObject({ size: 'as-asked', seed: 'same' });
    const swapping = await start(one => {
      const { width, height } = sizeOf(one.body);
      return drawn({ ...one, body: { ...one.body, seed: one.before } }, { width: height, height: width });
    });
    for (const model of ['sana-mini', 'sana-1.6b-512']) {
      expect(await tryServer(engineAt(swapping.url), model)).toMatchObject({ size: 'swapped', seed: 'differs' });
    }
    const fixed = await start(one => drawn(one, { width: 640, height: 512 }));
    expect(await tryServer(engineAt(fixed.url))).toMatchObject({ size: { width: 640, height: 512 } });
  });
});

describe('requests', () => {
  const asked = {
    ...{ prompt: 'a cat', negativePrompt: 'dog', width: 384, height: 640, steps: 4, guidanceScale: 3, seed: 3 },
    ...{ model: 'sana-mini', plain: false },
  };

  it('are in the words of each engine, as it was seen to take them', () => {
    const bodies = Object.fromEntries(
      Object.entries(DIALECTS).map(([name, { path, body }]) => [name, [path, body(asked)]]),
    );
    expect(bodies).toMatchSnapshot();
  });

  it.each([
    ['sglang-0.5.23-diffusers', 'gen-jpeg', '/v1/images/generations'],
    ['xinference-4.1.0', 'gen-seed3-a', '/v1/images/generations'],
    ['dynamo-1.6.1+2xsglang', 'gen-seed3-a', '/v1/images/generations'],
    ['hf-serve-0.1.6', 'predict-seed3-a', '/predict'],
    ['ray-serve-2.60', 'gen-seed3', '/v1/images/generations'],
  ])('know %s by what it says of itself', async (engine, exchange, path) => {
    const { fetch, seen } = engineOf(engine, exchange);
    const remote = new RemoteEngine({ server: 'http://engine.example', decode: decodePicture, fetch });
    await remote.load();
    await remote.generate({ prompt: 'a cat', seed: 3, width: 256, height: 256 });
    expect(seen.at(-1)!.path).toBe(path);
    expect(JSON.stringify(seen.at(-1)!.body)).toMatch(/seed\\*":3/);
  });

  it.each([
    ['Efficient-Large-Model/Sana_600M_512px_diffusers', 512, 20],
    ['/srv/models/Sana_1600M_4Kpx_BF16_diffusers/', 4096, 20],
    ['SANA1.5_4.8B_1024px_diffusers', 1024, 20],
    ['sprint-1.6b', 1024, 2],
    ['Efficient-Large-Model/Sana_Sprint_0.6B_1024px_diffusers', 1024, 2],
    ['/srv/sana-mini', embedded.nativeSize, embedded.steps],
  ])('have the size and steps of %s', (name, width, steps) => {
    expect(knownModel(name)).toMatchObject({ recognised: true, defaults: { model: name, width, steps } });
  });

  it('say so where a name tells nothing', async () => {
    expect(knownModel('flux')).toMatchObject({ recognised: false, defaults: { width: 1024 } });
    expect(knownModel(undefined).recognised).toBe(false);
  });
});
