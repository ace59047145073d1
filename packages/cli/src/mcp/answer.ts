import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { SanaError } from '@sana-studio/core';
import { failureLine } from '../failure-line.ts';
import { PREVIEW_BYTES, previewOf } from './preview.ts';
import type { Answer, ToldPicture } from './tool.ts';

/** UTF-16 units of an answer's words: with the previews and the same words for programs, less than clients cut off at. */
const MOST_WORDS = 12_000;

/** Pictures of one answer that are shown, and linked: the others are named. */
const MOST_PREVIEWS = 4;
const MOST_LINKS = 10;

export const uriOf = (path: string): string => pathToFileURL(path).href;

/** What a client gets of an answer: words, small previews, links to the whole pictures. */
export function resultOf({ text, data, pictures = [], failed = false }: Answer): CallToolResult {
  const shown = pictures.slice(0, MOST_PREVIEWS);
  const most = Math.floor(PREVIEW_BYTES / Math.max(1, shown.length));
  const [only, ...others] = pictures;
  const place = only && others.length === 0 && !('pictures' in data) ? placeOf(only) : {};
  return {
    content: [
      { type: 'text', text: inWords(text) },
      ...shown.flatMap(told => previewBlock(told, most)),
      ...pictures.slice(0, MOST_LINKS).map(linkTo),
    ],
    structuredContent: { ...place, ...data },
    ...(failed && { isError: true }),
  };
}

/** A failure in words, with its code, for an assistant to read. */
export function failureOf(error: unknown): CallToolResult {
  const { message, code } = SanaError.from(error);
  return { content: [{ type: 'text', text: failureLine(message, code) }], isError: true };
}

const placeOf = ({ path }: ToldPicture) => ({ path, uri: uriOf(path) });

function inWords(text: string): string {
  if (text.length <= MOST_WORDS) return text;
  return `${text.slice(0, MOST_WORDS).replace(/[\ud800-\udbff]$/, '')}\n… and ${text.length - MOST_WORDS} characters more.`;
}

function previewBlock({ picture }: ToldPicture, most: number): readonly ContentBlock[] {
  if (!picture) return [];
  const data = Buffer.from(previewOf(picture, most)).toString('base64');
  return [{ type: 'image', data, mimeType: 'image/jpeg' }];
}

/** The whole picture, which is a resource. */
export function linkTo({ path, alt }: ToldPicture): ContentBlock & { readonly type: 'resource_link' } {
  return {
    type: 'resource_link',
    uri: uriOf(path),
    name: basename(path),
    description: alt,
    mimeType: 'image/png',
    size: statSync(path).size,
  };
}
