// Engines as they were recorded, answering again.
import encoder from '@jsquash/webp/codec/enc/webp_enc.wasm';
import encodeWebp, { init } from '@jsquash/webp/encode.js';
import { encodePng, type Picture } from '@sana-studio/core';
import { encode as encodeJpeg } from 'jpeg-js';
import exchanges from './exchanges.fixture.json' with { type: 'json' };

export interface Exchange {
  readonly engine: string;
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const EXCHANGES: readonly Exchange[] = exchanges;

/** One request as a server has seen it. */
export interface Seen {
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What `size` says, or the fields of hf-serve. */
export function sizeOf(body: unknown): { width: number; height: number } {
  const { size, parameters } = body as { size?: string; parameters?: { width: number; height: number } };
  if (parameters) return parameters;
  const [width = 256, height = 256] = (size ?? '256x256').split('x').map(Number);
  return { width, height };
}

/** The same for the same seed, and another one for another. */
export function pictureOfSeed(width: number, height: number, seed: number): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : (at * (seed + 1)) >> 6;
  return { width, height, data };
}

/** @param type `png`, `jpeg` or `webp`, the last without loss */
export async function fileOf(
  type: string,
  { width, height }: { width: number; height: number },
  seed = 3,
): Promise<Uint8Array> {
  const picture = pictureOfSeed(width, height, seed);
  if (type === 'png') return encodePng(picture);
  if (type === 'jpeg') return encodeJpeg(picture, 95).data;
  await init(await WebAssembly.compile(encoder));
  // the encoder takes what has the fields of an ImageData, which there is none of in Node
  const image: ImageData = { ...picture, data: new Uint8ClampedArray(picture.data), colorSpace: 'srgb' };
  return new Uint8Array(await encodeWebp(image, { lossless: 1, exact: 1 }));
}

/** The recorded answer, with a picture of the size that is asked for where there was one. */
export async function answerOf({ status, headers, body }: Exchange, asked: unknown): Promise<Response> {
  if (body === '<file>') return new Response(new Uint8Array(await fileOf('png', sizeOf(asked))), { status, headers });
  if (typeof body === 'string') return new Response(body, { status, headers });
  const filled = JSON.stringify(body, undefined, 1).matchAll(/"<(png|jpeg|webp)>"/g);
  let text = JSON.stringify(body);
  for (const [mark, type] of filled) {
    const file = Buffer.from(await fileOf(type!, sizeOf(asked))).toString('base64');
    text = text.replace(mark, JSON.stringify(file));
  }
  return new Response(text, { status, headers });
}

/** Where pictures are asked for, whatever the engine. */
const DRAWING = /^(?:\/v1\/images\/generations|\/predict)$/;

/**
 * An engine that lists its models as it was recorded to, and answers every request for a picture with one exchange. What was
 * recorded of something else than a drawing is its list of models.
 * @param named of its exchanges
 */
export function engineOf(engine: string, named: string): { fetch: typeof globalThis.fetch; seen: Seen[] } {
  const own = EXCHANGES.filter(exchange => exchange.engine === engine);
  const listed = own.find(({ name }) => name === 'models')!;
  const routes = own.find(({ name }) => name === 'openapi');
  const answer = own.find(({ name }) => name === named)!;
  const isDrawing = answer.request.method === 'POST';
  const seen: Seen[] = [];
  const fetch = async (address: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const { pathname } = new URL(String(address));
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    seen.push({ path: pathname, headers: new Headers(init?.headers), body });
    if (pathname === '/v1/models') return answerOf(isDrawing ? listed : answer, body);
    if (pathname === '/openapi.json') return routes ? answerOf(routes, body) : new Response('', { status: 404 });
    if (isDrawing && DRAWING.test(pathname)) return answerOf(answer, body);
    // the address of a picture, or a picture of an engine that was let in
    return new Response(new Uint8Array(await fileOf('png', sizeOf(body ?? {}))));
  };
  return { fetch, seen };
}
