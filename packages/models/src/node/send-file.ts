import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServedFile } from './contained-folder.ts';
import { contentType } from './content-type.ts';
import { parseRange } from './range-header.ts';

/** What a reader that does not read costs, twice. Larger ones are not sent faster. */
const CHUNK_BYTES = 2 ** 16;

/** Resolves when the system has taken the bytes over, or nobody waits for them any more. */
function sent(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}

async function sendBytes(response: ServerResponse, file: ServedFile, from: number, to: number): Promise<void> {
  const room = new Uint8Array(Math.min(CHUNK_BYTES, to - from));
  for (let at = from; at < to && !response.destroyed; ) {
    const bytes = await file.read(at, room.subarray(0, Math.min(room.length, to - at)));
    // it has become shorter: better a broken answer than one that seems whole
    if (bytes.length === 0) return void response.destroy();
    at += bytes.length;
    // only then may the buffer be filled again
    await sent(response, bytes);
  }
  response.end();
}

/** Answers with a file, a range of it, or that the asker has it already. @param path by whose end its type is known */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  file: ServedFile,
): Promise<void> {
  const { size, version } = file;
  const tag = version === undefined ? undefined : `"${version}"`;
  const common = {
    'Accept-Ranges': 'bytes',
    ...(tag !== undefined && { ETag: tag }),
    'Cache-Control': 'no-cache',
    'Content-Type': contentType(path),
  };
  if (tag !== undefined && request.headers['if-none-match'] === tag) {
    response.writeHead(304, common).end();
    return;
  }
  const condition = request.headers['if-range'];
  const applies = condition === undefined || condition === tag;
  const range = applies ? parseRange(request.headers.range, size) : undefined;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { from, to } = range ?? { from: 0, to: size };
  response.writeHead(range ? 206 : 200, {
    ...common,
    'Content-Length': to - from,
    ...(range && { 'Content-Range': `bytes ${from}-${to - 1}/${size}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await sendBytes(response, file, from, to);
}
