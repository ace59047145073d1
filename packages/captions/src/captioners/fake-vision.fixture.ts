import { decodePng, type Picture } from '@sana-studio/core';
import type { EncodedPicture } from '../caption.ts';

export interface Asked {
  readonly question: string;
  readonly picture: Picture;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** What a server answers: words, or a whole response. */
export type Answering = (asked: Asked, count: number) => string | Response | Promise<string | Response>;

export const completion = (content: unknown, more: object = {}) =>
  Response.json({ choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }] });

/** The colour of the middle of a picture, as whoever looks would say it. */
export function colourOf({ width, height, data }: Picture): string {
  const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  if (red > green && red > blue) return 'Red.';
  return blue > green ? 'Blue' : 'Green';
}

/** A server whose model sees: it names colours, and answers everything else as it is told to. */
export function visionServer(answering: Answering): { fetch: typeof globalThis.fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch = async (_: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const body = JSON.parse(String(init?.body));
    const [{ text: question }, { image_url }] = body.messages[0].content;
    const bytes = Uint8Array.from(atob(image_url.url.split(',')[1]), letter => letter.charCodeAt(0));
    const one: Asked = { question, picture: decodePng(bytes), body, headers: new Headers(init?.headers) };
    if (/^Which colour/.test(question)) return completion(colourOf(one.picture));
    asked.push(one);
    const answer = await answering(one, asked.length);
    return typeof answer === 'string' ? completion(answer) : answer;
  };
  return { fetch, asked };
}

export const decodeTestPng = async ({ bytes }: EncodedPicture) => decodePng(bytes);
