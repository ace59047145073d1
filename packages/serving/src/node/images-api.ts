// OpenAI's interface for pictures over an engine of this process:
// https://platform.openai.com/docs/api-reference/images/create and .../images-streaming

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  BUDGETS,
  encodePng,
  type GeneratedPicture,
  overBudget,
  type Picture,
  parseJson,
  SanaError,
} from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import { encode as encodeJpeg } from 'jpeg-js';
import { ShortQueue } from './images-queue.ts';
import { type ImagesRequest, imagesRequest, type PictureFormat } from './images-request.ts';

export interface DrawOptions {
  readonly signal: AbortSignal;
  /** Previews in the course of a picture, evenly; 0: none. */
  readonly previews: number;
  readonly onPreview: (preview: Picture) => void;
  readonly onPicture: (picture: GeneratedPicture) => void;
}

export interface ImagesApiOptions {
  /** What clients call the model. */
  readonly model: string;
  /** Draws one request; never called twice at the same time. @throws SanaError */
  readonly draw: (request: PartialRequest, options: DrawOptions) => Promise<void>;
  /** What every client has to show; default: nothing. */
  readonly key?: string | undefined;
  /** Origins of pages that may ask, as the server lets them read. */
  readonly origins: readonly string[];
  /** How many may wait; default: 8. */
  readonly queue?: number | undefined;
}

/** Whose paths these are: everything below it is answered by the interface. */
export const IMAGES_API_PATH = '/v1/';

const IMAGES = '/v1/images/generations';
const MODELS = '/v1/models';

export type ImagesApi = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

export function imagesApi({ model, draw, key, origins, queue: most = 8 }: ImagesApiOptions): ImagesApi {
  const queue = new ShortQueue(most);
  const described = { id: model, object: 'model', created: 0, owned_by: 'sana-studio' };
  return async (request, response, path) => {
    try {
      permit(request, response, origins);
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      if (key !== undefined && !isKey(request.headers.authorization, key)) throw new SanaError('access-denied:serve');
      if (request.method === 'GET' && path === MODELS)
        return send(response, 200, { object: 'list', data: [described] });
      if (request.method === 'GET' && path === `${MODELS}/${model}`) return send(response, 200, described);
      if (request.method !== 'POST' || path !== IMAGES) throw new SanaError('request-invalid:route', { path });
      // a page that may not read could send a form; this type it cannot without being asked for first
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
        throw new SanaError('request-invalid:json-only');
      const asked = imagesRequest(await bodyOf(request), model);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      await queue.run(() => answer(asked, response, draw, gone.signal), gone.signal);
    } catch (error) {
      refuse(response, SanaError.from(error));
    }
  };
}

/** @throws SanaError `access-denied` for a page that was not named: it cannot read the answer, and must not draw either */
function permit({ headers }: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  const { origin, host } = headers;
  if (origin === undefined || origin === `http://${host}`) return;
  if (!origins.includes(origin)) throw new SanaError('access-denied:origin', { origin });
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
}

function isKey(authorization: string | undefined, key: string): boolean {
  const [given, wanted] = [authorization ?? '', `Bearer ${key}`].map(text => new TextEncoder().encode(text)) as [
    Uint8Array,
    Uint8Array,
  ];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > BUDGETS.serverQuestion.most) throw overBudget('serverQuestion', IMAGES);
  }
  try {
    return parseJson(Buffer.concat(chunks), IMAGES);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw new SanaError('request-invalid:body', { field: 'body', problem: 'it is no JSON' }, error);
  }
}

async function answer(
  { request, format, previews }: ImagesRequest,
  response: ServerResponse,
  draw: ImagesApiOptions['draw'],
  signal: AbortSignal,
): Promise<void> {
  const created = Math.floor(Date.now() / 1000);
  const pictures: GeneratedPicture[] = [];
  /** Previews are encoded in threads, where a later one may be ready sooner. */
  let sent = Promise.resolve();
  let previewed = 0;
  const event = async (type: string, picture: Picture, more: object) => {
    const b64_json = base64(await fileOf(picture, format));
    const told = {
      type,
      b64_json,
      created_at: created,
      size: sizeWords(picture),
      output_format: format,
      quality: 'high',
      background: 'opaque',
      ...more,
    };
    if (!response.headersSent)
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`event: ${type}\ndata: ${JSON.stringify(told)}\n\n`);
  };
  await draw(request, {
    signal,
    previews: previews ?? 0,
    onPreview: preview => {
      const partial_image_index = previewed++;
      sent = sent.then(() => event('image_generation.partial_image', preview, { partial_image_index }));
    },
    onPicture: picture => void pictures.push(picture),
  });
  await sent;
  const [first] = pictures;
  if (previews !== undefined) {
    await event('image_generation.completed', first!, { usage: USAGE });
    response.end();
    return;
  }
  const data = await Promise.all(
    pictures.map(async picture => ({ b64_json: base64(await fileOf(picture, format)), seed: picture.request.seed })),
  );
  send(response, 200, {
    created,
    data,
    size: sizeWords(first!),
    output_format: format,
    quality: 'high',
    background: 'opaque',
    usage: USAGE,
  });
}

/** Nobody counts tokens here. */
const USAGE = {
  total_tokens: 0,
  input_tokens: 0,
  output_tokens: 0,
  input_tokens_details: { text_tokens: 0, image_tokens: 0 },
};

const sizeWords = ({ width, height }: Picture) => `${width}x${height}`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function fileOf(picture: Picture | GeneratedPicture, format: PictureFormat): Promise<Uint8Array> {
  if (format === 'jpeg') return encodeJpeg(picture, 95).data;
  return 'request' in picture ? encodePng(picture, picture.request) : encodePng(picture);
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(json));
}

/** Codes whose failure is not the client's. */
const OWN = new Set([
  'internal',
  'out-of-memory',
  'device-lost',
  'runtime-failed',
  'worker-failed',
  'phase-not-finite',
]);

function statusOf({ code, reason }: SanaError): number {
  if (reason === 'access-denied:origin') return 403;
  if (reason === 'request-invalid:route') return 404;
  if (code === 'access-denied') return 401;
  if (code === 'server-busy') return 429;
  if (code === 'model-not-found') return 404;
  if (code === 'over-budget') return 413;
  return OWN.has(code) ? 500 : 400;
}

/** As OpenAI words errors, so that its clients know them. */
function refuse(response: ServerResponse, error: SanaError): void {
  const { code, message, data } = error;
  // nobody is there any more, or the answer has begun
  if (response.destroyed || response.closed) return;
  const status = statusOf(error);
  const type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  const told = { error: { message, type, param: null, code } };
  if (response.headersSent) {
    response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', ...told })}\n\n`);
    return;
  }
  if (typeof data.retryAfter === 'number') response.setHeader('Retry-After', String(data.retryAfter));
  send(response, status, told);
}
