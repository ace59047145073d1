import { completeRequest, type GenerateRequest, type PartialRequest, type RequestDefaults } from '../request.ts';
import { type Chunk, readChunks } from './png-chunks.ts';

/** Keyword of the Latin-1 text chunk that holds the request as JSON. */
const KEYWORD = 'sana';
/** PNG's own keyword for what a picture shows; file managers and viewers display it. */
const DESCRIPTION = 'Description';

/** A request as a file keeps it: all that made the picture but the pixels of its start image. */
export interface StoredRequest extends GenerateRequest {
  /** Present if the picture was made from another; to make it again, that one is needed. */
  readonly startedFromImage?: true;
}

/** The request as JSON for programs, and the prompt for people. */
export function requestChunks(request: GenerateRequest): Chunk[] {
  const { startImage, ...fields } = request;
  const stored: StoredRequest = startImage ? { ...fields, startedFromImage: true } : fields;
  const ascii = JSON.stringify(stored).replace(/[\x7f-\uffff]/g, unit => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  // Keyword, its end, neither compressed nor in a stated language, then UTF-8.
  const description = `${DESCRIPTION}\0\0\0\0\0${request.prompt.replaceAll('\0', '')}`;
  const utf8 = new TextEncoder();
  return [
    { type: 'tEXt', data: utf8.encode(`${KEYWORD}\0${ascii}`) },
    { type: 'iTXt', data: utf8.encode(description) },
  ];
}

/** The request inside a PNG file; undefined when there is none, or one that could not be run. Reads no pixels. */
export function requestFromPng(file: Uint8Array): StoredRequest | undefined {
  for (const { type, data } of readChunks(file)) {
    if (type !== 'tEXt') continue;
    const text = new TextDecoder('latin1').decode(data);
    if (text.startsWith(`${KEYWORD}\0`)) return parse(text.slice(KEYWORD.length + 1));
  }
  return undefined;
}

function parse(json: string): StoredRequest | undefined {
  try {
    const stored = JSON.parse(json) as PartialRequest & RequestDefaults & { startedFromImage?: unknown };
    // A stored request is complete, so it stands for the defaults as well: what is missing is refused. A seed would be
    // drawn instead, and make another picture.
    if (stored.seed === undefined) return undefined;
    const request = completeRequest({ ...stored, startImage: undefined }, stored);
    if (stored.startedFromImage !== true) return request;
    return { ...request, ...(stored.strength !== undefined && { strength: stored.strength }), startedFromImage: true };
  } catch {
    return undefined;
  }
}
