import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodePng, encodePng, requestFromPng, type SafetyChoice } from '@sana-studio/core';
import { afterEach, describe, expect, it } from 'vitest';
import { embedded } from '../../../test/embedded-model.ts';
import type { PanelPicture } from '../host.ts';
import { unreachableFrom } from './server-asker.ts';
import { type KnownServer, pageServerMemory } from './server-memory.ts';
import { Servers } from './servers.ts';
import { servingAsker } from './serving-asker.ts';

const SECRET = 'sk-never-told';

interface Question {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Of a picture. */
  readonly body: { readonly size: string; readonly seed: number; readonly prompt: string } | undefined;
}

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map(close => close()));
  closing = [];
});

async function serve(answer: (question: Question) => unknown) {
  const seen: Question[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const question = { request, response, body: text ? JSON.parse(text) : undefined };
    seen.push(question);
    response.setHeader('content-type', 'application/json');
    await answer(question);
  });
  // a machine that is busy keeps the other end waiting for longer than the usual five seconds
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const MODELS = JSON.stringify({
  data: [{ id: 'sana-mini', owned_by: 'sglang', pipeline_class: 'DiffusersPipeline' }, { id: 'org/other' }],
});

async function drawn({ body, response }: Question, size = body!.size): Promise<void> {
  const [width, height] = size.split('x').map(Number) as [number, number];
  const png = await encodePng({ width, height, data: new Uint8ClampedArray(4 * width * height).fill(body!.seed) });
  response.end(JSON.stringify({ data: [{ b64_json: Buffer.from(png).toString('base64') }] }));
}

const honest = async (question: Question) => (question.body ? drawn(question) : question.response.end(MODELS));

/** A page with servers, and what it has in its storage. */
function page(stored = new Map<string, unknown>(), safety: SafetyChoice = 'designer') {
  const storage = {
    get: async (key: string) => stored.get(key),
    set: async (key: string, value: unknown) => void stored.set(key, structuredClone(value)),
  };
  const asker = servingAsker(async (file, _, name) => decodePng(file, name));
  const memory = pageServerMemory(storage);
  const servers = new Servers({ asker: () => asker, memory, safety: async () => safety });
  const { signal } = new AbortController();
  const generate = async (model: string, more: object = {}, stop = signal) => {
    const pictures: PanelPicture[] = [];
    const request = { prompt: 'a cat', seed: 7, steps: 2, width: 64, height: 64, model, ...more };
    const onPicture = (picture: PanelPicture) => pictures.push(picture);
    await servers.generate(request, { signal: stop, onProgress: () => {}, onPicture });
    return pictures;
  };
  return { servers, stored, generate, signal };
}

describe('servers of a page', () => {
  it('are remembered with their models, which draw under the name of their server', async () => {
    const { url, seen } = await serve(honest);
    const { servers, stored, generate, signal } = page();
    expect(await servers.entries()).toEqual([]);
    const used = await servers.use({ address: `${url}/v1` }, { signal });
    expect(used).toMatchObject({ address: url, engine: 'SGLang', models: ['sana-mini', 'org/other'], hasKey: false });
    const { id, title, server } = (await servers.entries())[0]!;
    expect({ id, title, server }).toEqual({ id: `${url}#sana-mini`, title: 'sana-mini', server: new URL(url).host });
    expect(await servers.load(id, { signal })).toMatchObject({
      defaults: { model: id, width: embedded.nativeSize, steps: embedded.steps },
      device: 'server',
      lacks: expect.arrayContaining(['startImage', 'variation', 'sampler']),
    });
    const [picture] = await generate(id);
    const png = new Uint8Array(await picture!.png.arrayBuffer());
    expect(requestFromPng(png)).toMatchObject({ prompt: 'a cat', seed: 7, steps: 2, model: id });
    expect(seen.at(-1)!.body).toMatchObject({ model: 'sana-mini', seed: 7 });
    // another visit has them too
    const again = page(stored);
    expect((await again.servers.entries()).map(({ title }) => title)).toEqual(['sana-mini', 'other']);
    await again.servers.forget(url);
    expect(await again.servers.entries()).toEqual([]);
    await expect(again.generate(id)).rejects.toMatchObject({ reason: 'model-not-found:server' });
  });

  it('last as long as the page where its storage is refused', async () => {
    const { url } = await serve(honest);
    const refused = Object.assign(new Map<string, unknown>(), {
      set() {
        throw new Error('refused');
      },
    });
    const { servers, generate, signal } = page(refused);
    await servers.use({ address: url }, { signal });
    expect(await generate(`${url}#sana-mini`)).toHaveLength(1);
  });

  it('are none but those that were chosen: what a document names is not asked', async () => {
    const { url, seen } = await serve(honest);
    const { servers, generate, signal } = page(new Map([['servers', [{ address: 'https://known.example' }, 7, null]]]));
    await expect(generate(`${url}#sana-mini`)).rejects.toMatchObject({ reason: 'model-not-found:server' });
    await expect(servers.load(`${url}#sana-mini`, { signal })).rejects.toMatchObject({
      reason: 'model-not-found:server',
    });
    expect(seen).toEqual([]);
  });

  it('are told what the policy leaves of a prompt', async () => {
    const { url, seen } = await serve(honest);
    const { servers, generate, signal } = page();
    await servers.use({ address: url }, { signal });
    const [picture] = await generate(`${url}#sana-mini`, { prompt: 'a nude woman' });
    expect(seen.at(-1)!.body!.prompt).toContain('❤️');
    expect(picture).toMatchObject({ request: { prompt: 'a nude woman' }, replaced: [{ text: 'nude' }] });
  });

  it('report what they make of a size and a seed, and are not remembered for that', async () => {
    let asked = 0;
    const { url } = await serve(async question => {
      if (!question.body) return question.response.end(MODELS);
      const [width, height] = question.body.size.split('x');
      return drawn({ ...question, body: { ...question.body, seed: 20 * ++asked } }, `${height}x${width}`);
    });
    const { servers, stored, signal } = page();
    expect(await servers.test({ address: url }, undefined, { signal })).toMatchObject({
      ...{ engine: 'SGLang', models: ['sana-mini', 'org/other'], model: 'sana-mini', recognised: true, likeHere: true },
      ...{ size: 'swapped', seed: 'differs', format: 'PNG' },
    });
    expect(stored.size).toBe(0);
  });

  it('are shown a key that nothing else sees: kept where the person says so, forgotten with the page otherwise', async () => {
    const other = await serve(honest);
    const { url, seen } = await serve(question => {
      const { request, response } = question;
      if (request.headers.authorization !== `Bearer ${SECRET}`) {
        return response.writeHead(401).end(`{"error":"wrong key ${request.headers.authorization}"}`);
      }
      if (question.body?.prompt === 'go elsewhere') {
        return response.writeHead(307, { location: `${other.url}/v1/images/generations` }).end();
      }
      return honest(question);
    });
    const { servers, stored, generate, signal } = page();
    await expect(servers.use({ address: url }, { signal })).rejects.toMatchObject({ reason: 'access-denied:server' });
    const wrong = await servers.use({ address: url, key: `${SECRET}2` }, { signal }).catch(error => error);
    expect(wrong).toMatchObject({ reason: 'access-denied:server-key' });
    expect(JSON.stringify([wrong, wrong.message])).not.toContain(SECRET);
    await servers.use({ address: url, key: SECRET }, { signal });
    expect(seen.at(-1)!.request.headers.authorization).toBe(`Bearer ${SECRET}`);
    const [picture] = await generate(`${url}#sana-mini`);
    expect(await picture!.png.text()).not.toContain(SECRET);
    expect(JSON.stringify([...stored, picture!.request])).not.toContain(SECRET);
    const moved = await generate(`${url}#sana-mini`, { prompt: 'go elsewhere' }).catch(error => error);
    expect(moved).toMatchObject({ reason: 'network-failed:moved' });
    expect(other.seen).toEqual([]);
    await expect(page(stored).generate(`${url}#sana-mini`)).rejects.toMatchObject({ reason: 'access-denied:server' });
    await servers.use({ address: url, key: SECRET }, { signal, keep: true });
    expect(await page(stored).generate(`${url}#sana-mini`)).toHaveLength(1);
    await servers.forget(url);
    expect(JSON.stringify([...stored])).not.toContain(SECRET);
  });

  it('get no key as plain text', async () => {
    const { servers, signal } = page();
    const asked = servers.use({ address: 'http://gpu.example', key: SECRET }, { signal });
    await expect(asked).rejects.toMatchObject({ reason: 'access-denied:server-plain-key' });
    await asked.catch(error => expect(JSON.stringify(error)).not.toContain(SECRET));
  });

  it.each([
    ['is busy', 'server-busy', 429],
    ['is overloaded', 'server-busy', 503],
    ['wants another key', 'access-denied', 403],
    ['fails', 'server-failed', 500],
  ])('that %s has its sentence', async (_, code, status) => {
    const { url } = await serve(question =>
      question.body ? question.response.writeHead(status, { 'retry-after': '900' }).end('{}') : honest(question),
    );
    const { servers, generate, signal } = page();
    await servers.use({ address: url }, { signal });
    const stop = new AbortController();
    const failing = generate(`${url}#sana-mini`, {}, stop.signal);
    // one that is asked again when it says so would be waited for
    if (code === 'server-busy') stop.abort();
    await expect(failing).rejects.toMatchObject({ code: code === 'server-busy' ? 'cancelled' : code });
  });

  it('that hangs is let go at once, and may finish', async () => {
    const { url } = await serve(question => (question.body ? undefined : honest(question)));
    const { servers, generate, signal } = page();
    await servers.use({ address: url }, { signal });
    const stop = new AbortController();
    const hanging = generate(`${url}#sana-mini`, {}, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(hanging).rejects.toMatchObject({ reason: 'cancelled:server' });
  });

  it.each([
    [
      'an answer without end',
      'over-budget',
      ({ response }: Question) => response.writeHead(200, { 'content-length': '9000000000' }).write('{'),
    ],
    ['no picture', 'server-failed', ({ response }: Question) => response.end('{"data":[]}')],
  ])('that gives %s is said to', async (_, code, answer) => {
    const { url } = await serve(question => (question.body ? answer(question) : honest(question)));
    const { servers, generate, signal } = page();
    await servers.use({ address: url }, { signal });
    await expect(generate(`${url}#sana-mini`)).rejects.toMatchObject({ code });
  });

  it('keeps a picture of another size, and says so', async () => {
    const { url } = await serve(question => (question.body ? drawn(question, '96x64') : honest(question)));
    const { servers, generate, signal } = page();
    await servers.use({ address: url }, { signal });
    const [picture] = await generate(`${url}#sana-mini`);
    expect(picture).toMatchObject({ request: { width: 96, height: 64 }, remarks: [{ remark: 'server-size' }] });
  });

  it('tells of each change before it is done, to everybody who watches', async () => {
    const { url } = await serve(honest);
    const { servers, signal } = page();
    const watching = new AbortController();
    const told: (readonly KnownServer[])[] = [];
    const watch = servers.watch({ onServers: now => told.push(now), signal: watching.signal });
    await expect.poll(() => told).toEqual([[]]);
    await servers.use({ address: url }, { signal });
    expect(told.at(-1)).toMatchObject([{ address: url }]);
    watching.abort();
    await watch;
  });
});

it.each([
  ['https://studio.example/', 'http://gpu:30000', 'request-invalid:server-plain'],
  ['https://studio.example/', 'https://gpu:30000', undefined],
  ['https://studio.example/', 'http://localhost:30000', undefined],
  ['http://localhost:5180/', 'http://gpu:30000', undefined],
])('a page at %s and a server at %s: %s', (from, server, reason) => {
  expect(unreachableFrom(from, server)?.reason).toBe(reason);
});
