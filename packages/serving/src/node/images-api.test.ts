import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { decodePng, requestFromPng, SanaError } from '@sana-studio/core';
import { completeRequest, requestOfPicture } from '@sana-studio/core/request';
import OpenAI from 'openai';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedded } from '../../../../test/embedded-model.ts';
import { RemoteEngine } from '../remote-engine.ts';
import { pictureOfSeed } from '../served.fixture.ts';
import { knownModel } from '../served-model.ts';
import { decodePicture } from './decode-picture.ts';
import { type DrawOptions, IMAGES_API_PATH, imagesApi } from './images-api.ts';

const KEY = 'sk-test';
const { defaults } = knownModel('sana-mini');

let server: Server;
let url: string;
/** Requests that are being drawn, those that were drawn, and those whose client went away. */
let now: number;
let drawn: number;
let quality: string | undefined;
let stopped: number;
/** Milliseconds for a picture, and what every picture waits for beside. */
let slow: number;
let gate: Promise<unknown> | undefined;

async function draw(
  partial: Parameters<Parameters<typeof imagesApi>[0]['draw']>[0],
  options: DrawOptions,
): Promise<void> {
  const request = completeRequest(partial, defaults);
  if (request.prompt === 'refused') throw new SanaError('request-refused', { words: ['x'] });
  if (request.prompt === 'broken') throw new SanaError('internal');
  expect(++now).toBe(1);
  try {
    for (let index = 0; index < request.count; index++) {
      const own = requestOfPicture(request, index);
      const picture = pictureOfSeed(own.width, own.height, own.seed % 100);
      for (let preview = 0; preview < options.previews; preview++) {
        // the first one is encoded long after the others
        const side = preview === 0 ? 512 : 8;
        options.onPreview(pictureOfSeed(side, side, preview));
      }
      await gate;
      await new Promise(later => setTimeout(later, slow));
      if (options.signal.aborted) {
        stopped++;
        throw new SanaError('cancelled');
      }
      drawn++;
      quality = partial.quality;
      options.onPicture({ ...picture, request: own, replaced: [], remarks: [] });
    }
  } finally {
    now--;
  }
}

beforeEach(async () => {
  [now, drawn, stopped, slow, gate] = [0, 0, 0, 0, undefined];
  const answer = imagesApi({ model: 'sana-mini', draw, key: KEY, origins: ['https://team.example'], queue: 3 });
  server = createServer(
    (request, response) => void answer(request, response, new URL(request.url!, 'http://x').pathname),
  );
  // no client finds its connection closed, however slow this machine is
  server.keepAliveTimeout = 600_000;
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${IMAGES_API_PATH.slice(0, -1)}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(closed => server.close(closed));
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/images/generations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${KEY}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe("OpenAI's client", () => {
  const client = (key = KEY) => new OpenAI({ baseURL: url, apiKey: key, maxRetries: 0 });

  it('lists the model and gets pictures with their requests', async () => {
    expect((await client().models.list()).data.map(({ id }) => id)).toEqual(['sana-mini']);
    expect(await client().models.retrieve('sana-mini')).toMatchObject({ owned_by: 'sana-studio' });
    const asked = {
      model: 'sana-mini',
      prompt: 'a cat',
      n: 2,
      size: '96x64',
      response_format: 'b64_json',
      seed: 5,
    } as const;
    const { data } = await client().images.generate(asked as unknown as OpenAI.ImageGenerateParamsNonStreaming);
    const files = data!.map(({ b64_json }) => Buffer.from(b64_json!, 'base64'));
    expect(files.map(file => decodePng(file))).toMatchObject([
      { width: 96, height: 64 },
      { width: 96, height: 64 },
    ]);
    expect(files.map(file => requestFromPng(file)?.seed)).toEqual([5, 6]);
  });

  it('hears of the picture while it is drawn', async () => {
    const stream = await client().images.generate({
      model: 'sana-mini',
      prompt: 'a cat',
      stream: true,
      partial_images: 2,
    });
    const events = [];
    for await (const event of stream) events.push(event);
    expect(events.map(({ type }) => type)).toEqual([
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
    expect(events.map(event => 'partial_image_index' in event && event.partial_image_index)).toEqual([0, 1, false]);
    expect(decodePng(Buffer.from(events.at(-1)!.b64_json, 'base64'))).toMatchObject({
      width: embedded.nativeSize,
      height: embedded.nativeSize,
    });
  });

  it('is told in its own way what is wrong', async () => {
    const generate = (more: object) => client().images.generate({ prompt: 'a cat', ...more } as never);
    await expect(client('sk-other').models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(generate({ model: 'other' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    for (const [more, code] of [
      [{ prompt: 7 }, 'request-invalid'],
      [{ size: 'banana' }, 'request-invalid'],
      [{ size: '9x9' }, 'size-out-of-range'],
      [{ n: 0 }, 'count-out-of-range'],
      [{ seed: -1 }, 'seed-out-of-range'],
      [{ response_format: 'url' }, 'request-invalid'],
      [{ output_format: 'webp' }, 'request-invalid'],
      [{ prompt: 'refused' }, 'request-refused'],
    ] as const) {
      await expect(generate(more), JSON.stringify(more)).rejects.toMatchObject({ status: 400, code });
    }
    await expect(generate({ prompt: 'broken' })).rejects.toMatchObject({ status: 500, code: 'internal' });
    expect(drawn).toBe(0);
  });
});

it('is understood by the AI SDK', async () => {
  const provider = createOpenAICompatible({ name: 'sana', baseURL: url, apiKey: KEY });
  const { images } = await provider.imageModel('sana-mini').doGenerate({
    ...{ prompt: 'a cat', n: 1, size: '64x64', seed: 3, aspectRatio: undefined, files: undefined, mask: undefined },
    providerOptions: {},
  });
  expect(decodePng(Buffer.from(images[0] as string, 'base64'))).toMatchObject({ width: 64, height: 64 });
});

it('is understood by this project, which gets the picture that was drawn', async () => {
  const { Credential } = await import('@sana-studio/core');
  const base = url.replace(/\/v1$/, '');
  const engine = new RemoteEngine({ server: base, decode: decodePicture, credentials: [new Credential(base, KEY)] });
  await engine.load();
  const [picture] = await engine.generate({ prompt: 'a cat', seed: 4, width: 256, height: 256 });
  expect(Buffer.from(picture!.data).equals(Buffer.from(pictureOfSeed(256, 256, 4).data))).toBe(true);
  const qualityOf = async (asked: 'fast' | 'exact' | undefined) => {
    await engine.generate({ prompt: 'a cat', seed: 4, width: 64, height: 64, quality: asked });
    return quality;
  };
  expect([await qualityOf('fast'), await qualityOf('exact'), await qualityOf(undefined)]).toEqual([
    'fast',
    'exact',
    undefined,
  ]);
});

describe('nothing is drawn', () => {
  it.each([
    ['for a page that was not named', { Origin: 'https://evil.example' }, 403],
    ['for a form', { 'Content-Type': 'text/plain' }, 400],
    ['without the key', { Authorization: 'Bearer sk-tes' }, 401],
  ])('%s', async (_, headers, status) => {
    expect((await post({ prompt: 'a cat' }, headers)).status).toBe(status);
    expect(drawn).toBe(0);
  });

  it('of what is no request, or too long for one', async () => {
    expect((await post('{nope')).status).toBe(400);
    expect((await post(`[${'['.repeat(1000)}`)).status).toBe(413);
    expect((await post({ prompt: 'x'.repeat(600_000) })).status).toBe(413);
    expect((await fetch(`${url}/nothing`, { headers: { Authorization: `Bearer ${KEY}` } })).status).toBe(404);
  });

  it('but for a page that was named', async () => {
    const answer = await post({ prompt: 'a cat' }, { Origin: 'https://team.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://team.example');
    expect(drawn).toBe(1);
  });
});

it('lets a few wait, and tells the others when to come again', async () => {
  let refused = 0;
  let open = () => {};
  // nothing is drawn before the last one has come
  gate = new Promise<void>(opened => (open = opened));
  const one = async () => {
    const answer = await post({ prompt: 'a cat', size: '32x32' });
    if (answer.status === 429 && ++refused === 4) open();
    return answer;
  };
  const answers = await Promise.all(Array.from({ length: 8 }, one));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429, 429, 429]);
  for (const answer of answers)
    if (answer.status === 429) expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(drawn).toBe(4);
});

it('draws nothing for clients that have gone, a thousand of them, and is as free as before', async () => {
  slow = 2;
  let clients = 0;
  const hangUp = () =>
    new Promise<void>(gone => {
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${KEY}` };
      const request = httpRequest(`${url}/images/generations`, { method: 'POST', headers, agent: false });
      request
        .on('error', () => gone())
        .on('response', answer =>
          answer
            .resume()
            .on('end', gone)
            .on('error', () => gone()),
        );
      request.end(JSON.stringify({ prompt: 'a cat', size: '32x32' }));
      // before the server has heard of it, while it draws, and after
      setTimeout(() => request.destroy(), clients++ % 8);
    });
  for (let round = 0; round < 100; round++) await Promise.all(Array.from({ length: 10 }, hangUp));
  await expect.poll(() => now).toBe(0);
  expect(stopped).toBeGreaterThan(0);
  const connections = () => new Promise<number>(counted => server.getConnections((_, count) => counted(count)));
  // those that fetch keeps for later
  await expect.poll(connections).toBeLessThanOrEqual(4);
  expect((await post({ prompt: 'a cat' })).status).toBe(200);
});
