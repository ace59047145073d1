import { BUDGETS } from '../budgets.ts';
import type { GenerateRequest } from '../request/index.ts';
import { parseRequest, requestJson, type StoredRequest } from '../request/index.ts';
import { type Chunk, readChunks } from './png-chunks.ts';

/** Keyword of the Latin-1 text chunk that holds the request as JSON. */
const KEYWORD = 'sana';
/** PNG's own keyword for what a picture shows; file managers and viewers display it. */
const DESCRIPTION = 'Description';

/** The request as JSON for programs, and the prompt for people. */
export function requestChunks(request: GenerateRequest): Chunk[] {
  // Keyword, its end, neither compressed nor in a stated language, then UTF-8.
  const description = `${DESCRIPTION}\0\0\0\0\0${request.prompt.replaceAll('\0', '')}`;
  const utf8 = new TextEncoder();
  return [
    { type: 'tEXt', data: utf8.encode(`${KEYWORD}\0${requestJson(request)}`) },
    { type: 'iTXt', data: utf8.encode(description) },
  ];
}

/**
 * The request inside a PNG file; undefined when there is none, or one that could not be run. Reads no pixels.
 * @throws SanaError `over-budget` for a file of more parts than pictures have
 */
export function requestFromPng(file: Uint8Array): StoredRequest | undefined {
  for (const { type, data } of readChunks(file)) {
    if (type !== 'tEXt' || data.length > BUDGETS.storedRequest.most) continue;
    const text = new TextDecoder('latin1').decode(data);
    if (text.startsWith(`${KEYWORD}\0`)) return parseRequest(text.slice(KEYWORD.length + 1));
  }
  return undefined;
}
