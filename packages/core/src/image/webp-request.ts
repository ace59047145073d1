// WebP is a RIFF container: https://developers.google.com/speed/webp/docs/riff_container. The request is in its XMP chunk.

import { BUDGETS, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import type { GenerateRequest } from '../request/index.ts';
import { parseRequest, requestJson, type StoredRequest } from '../request/index.ts';
import type { Chunk } from './png-chunks.ts';

/** `RIFF`, size, `WEBP`. */
const FILE_HEADER = 12;
/** Type and size of a chunk. */
const CHUNK_HEADER = 8;
const XMP_FLAG = 0x04;
const REQUEST = /<sana:request>([^<]*)<\/sana:request>/u;

/**
 * A WebP file with the request inside, and the prompt where programs look for a description.
 * @param file as an encoder made it
 * @throws SanaError `image-unreadable` if it is no WebP file, `over-budget` if it has more parts than pictures have
 */
export function webpWithRequest(file: Uint8Array, request: GenerateRequest): Uint8Array<ArrayBuffer> {
  const chunks = [...readChunks(file)].filter(({ type }) => type !== 'XMP ');
  if (chunks.length === 0) throw new SanaError('image-unreadable:not-webp');
  const extended = chunks.find(({ type }) => type === 'VP8X')?.data.slice() ?? extendedHeader(request);
  extended[0]! |= XMP_FLAG;
  return writeChunks([
    { type: 'VP8X', data: extended },
    ...chunks.filter(({ type }) => type !== 'VP8X'),
    { type: 'XMP ', data: new TextEncoder().encode(packet(request)) },
  ]);
}

/**
 * The request inside a WebP file; undefined when there is none, or one that could not be run. Reads no pixels.
 * @throws SanaError `over-budget` for a file of more parts than pictures have
 */
export function requestFromWebp(file: Uint8Array): StoredRequest | undefined {
  for (const { type, data } of readChunks(file)) {
    if (type !== 'XMP ' || data.length > BUDGETS.storedRequest.most) continue;
    const [, json] = REQUEST.exec(new TextDecoder().decode(data)) ?? [];
    if (json !== undefined) return parseRequest(fromXml(json));
  }
  return undefined;
}

/** Flags, three reserved bytes, then width and height less one in 24 bits each. */
function extendedHeader({ width, height }: GenerateRequest): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(10);
  [width - 1, height - 1].forEach((side, i) => {
    for (let byte = 0; byte < 3; byte++) header[4 + 3 * i + byte] = side >> (8 * byte);
  });
  return header;
}

function packet(request: GenerateRequest): string {
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sana="urn:sana-studio:request">',
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${toXml(request.prompt)}</rdf:li></rdf:Alt></dc:description>`,
    `<sana:request>${toXml(requestJson(request))}</sana:request>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
  ].join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function toXml(text: string): string {
  // XML has no way to write most control characters
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>]/g, char => ENTITIES[char]!);
}

function fromXml(text: string): string {
  return Object.entries(ENTITIES)
    .reverse()
    .reduce((plain, [char, entity]) => plain.replaceAll(entity, char), text);
}

/** The whole chunks, as views of the file; none if it is not a WebP file. */
function* readChunks(file: Uint8Array): Generator<Chunk> {
  if (file.length < FILE_HEADER || letters(file, 0) !== 'RIFF' || letters(file, 8) !== 'WEBP') return;
  if (file.length > BUDGETS.pictureFile.most) throw overBudget('pictureFile', 'The WebP picture');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = FILE_HEADER;
  for (let count = 0; at + CHUNK_HEADER <= file.length; count++) {
    if (count === BUDGETS.pictureChunks.most) throw overBudget('pictureChunks', 'The WebP picture');
    const start = at + CHUNK_HEADER;
    const end = start + view.getUint32(at + 4, true);
    if (end > file.length) return;
    yield { type: letters(file, at), data: file.subarray(start, end) };
    at = even(end);
  }
}

function writeChunks(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { data }) => sum + CHUNK_HEADER + even(data.length), FILE_HEADER);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const write = (at: number, type: string, bytes: number) => {
    for (let i = 0; i < 4; i++) file[at + i] = type.charCodeAt(i);
    view.setUint32(at + 4, bytes, true);
  };
  write(0, 'RIFF', size - CHUNK_HEADER);
  file.set(new TextEncoder().encode('WEBP'), CHUNK_HEADER);
  let at = FILE_HEADER;
  for (const { type, data } of chunks) {
    write(at, type, data.length);
    file.set(data, at + CHUNK_HEADER);
    at += CHUNK_HEADER + even(data.length);
  }
  return file;
}

function letters(file: Uint8Array, at: number): string {
  return String.fromCharCode(file[at]!, file[at + 1]!, file[at + 2]!, file[at + 3]!);
}

/** Chunks begin at even offsets. */
function even(size: number): number {
  return size + (size % 2);
}
