import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodePng } from '@sana-studio/core';
import { onTestFinished } from 'vitest';

/** What a server was asked for. */
export interface AskedPicture {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly prompt: string;
    readonly size: string;
    readonly seed: number;
    readonly [field: string]: unknown;
  };
}

export interface DrawingServer {
  readonly url: string;
  readonly asked: readonly AskedPicture[];
}

const SGLANG = { owned_by: 'sglang', pipeline_class: 'DiffusersPipeline' };
const MODELS = {
  data: [
    { id: 'sana-mini', ...SGLANG },
    { id: 'sprint-0.6b', ...SGLANG },
  ],
};

export interface DrawingServerOptions {
  /** The status to answer with instead, given the prompt. */
  readonly refuses?: ((prompt: string) => number | undefined) | undefined;
  /** What every question has to show. */
  readonly key?: string | undefined;
  /** Waited for before a picture is answered. */
  readonly hold?: (() => Promise<unknown>) | undefined;
}

/** An engine with sana-mini as SGLang is one, that draws grey squares at once, for pages too. */
export async function startDrawingServer({
  refuses = () => undefined,
  key,
  hold,
}: DrawingServerOptions = {}): Promise<DrawingServer & { close(): Promise<void> }> {
  const asked: AskedPicture[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    if (request.method === 'OPTIONS') return response.end();
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) {
      return response.writeHead(401).end('{"error":{"message":"Wrong key"}}');
    }
    if (request.method === 'GET') return response.end(JSON.stringify(MODELS));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: AskedPicture['body'] = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ headers: request.headers, body });
    await hold?.();
    const status = refuses(body.prompt);
    if (status !== undefined) return response.writeHead(status).end('{"detail":"It does not like this one"}');
    const [width, height] = body.size.split('x').map(Number) as [number, number];
    const data = new Uint8ClampedArray(4 * width * height).fill(body.seed);
    const png = await encodePng({ width, height, data });
    return response.end(JSON.stringify({ data: [{ b64_json: Buffer.from(png).toString('base64') }] }));
  });
  // a machine that is busy keeps the other end waiting for longer than the usual five seconds
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise(closed => server.close(closed));
    },
  };
}

/** The same for one test. @param refuses as in DrawingServerOptions */
export async function drawingServer(refuses?: DrawingServerOptions['refuses']): Promise<DrawingServer> {
  const server = await startDrawingServer({ refuses });
  onTestFinished(server.close);
  return server;
}
