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

/**
 * An engine with sana-mini as SGLang is one, that draws grey squares at once.
 * @param refuses the status to answer with instead, given the prompt
 */
export async function drawingServer(
  refuses: (prompt: string) => number | undefined = () => undefined,
): Promise<DrawingServer> {
  const asked: AskedPicture[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return response.end(JSON.stringify(MODELS));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: AskedPicture['body'] = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ headers: request.headers, body });
    const status = refuses(body.prompt);
    if (status !== undefined) return response.writeHead(status).end('{"detail":"It does not like this one"}');
    const [width, height] = body.size.split('x').map(Number) as [number, number];
    const data = new Uint8ClampedArray(4 * width * height).fill(body.seed);
    const png = await encodePng({ width, height, data });
    return response.end(JSON.stringify({ data: [{ b64_json: Buffer.from(png).toString('base64') }] }));
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
