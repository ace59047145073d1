import { SanaError } from '../errors.ts';
import { parseJson } from '../json.ts';
import { trimmedEnd } from '../trim.ts';
import type { Answer, KeyUse } from './connection.ts';

/** Longer texts are pages for people, or traces for programmers. */
const MOST_DETAIL = 400;

/** Which process it was, or which of its lines: `[address=127.0.0.1:41425, pid=16902] `. */
const OF_PROGRAMMERS = /^ ?\[(?:address=[^\]]{1,80}|[0-9a-f]{32})\] /;

/** Seconds until the server wants to be asked again (`Retry-After`, seconds or a date), if it says so. */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** JSON, or undefined. @throws SanaError `over-budget` */
export function jsonOf({ bytes }: Answer, host: string): unknown {
  try {
    return parseJson(bytes, host);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    return undefined;
  }
}

/**
 * What a server says of why it refused: FastAPI's `detail` (a sentence, or a list with places), OpenAI's `error.message`,
 * `error` or `message` alone, or plain text. @returns without a full stop at its end; '' if it says nothing to people
 */
export function detailOf(answer: Answer, host: string): string {
  const json = jsonOf(answer, host);
  const said = json === undefined ? textOf(answer) : wordsIn(json);
  const line = said.replace(/\s+/g, ' ').replace(OF_PROGRAMMERS, '').trim();
  const short = line.length > MOST_DETAIL ? `${line.slice(0, MOST_DETAIL)}…` : line;
  return trimmedEnd(short, character => character === '.' || character === ' ');
}

/** Whether it is for people to look at, e.g. to sign in on. */
export function isPage({ headers }: Answer): boolean {
  return /html/i.test(headers.get('content-type') ?? '');
}

function textOf(answer: Answer): string {
  return isPage(answer) ? '' : new TextDecoder().decode(answer.bytes.subarray(0, 4 * MOST_DETAIL));
}

function wordsIn(json: unknown, depth = 0): string {
  if (typeof json === 'string') return json;
  if (Array.isArray(json)) return json.slice(0, 3).map(placeAndWords).join('; ');
  if (typeof json !== 'object' || json === null || depth > 2) return '';
  const { error, detail, message } = json as { readonly [Key in 'error' | 'detail' | 'message']?: unknown };
  const [first = ''] = [message, error, detail].map(value => wordsIn(value, depth + 1)).filter(words => words !== '');
  return first;
}

/** `{loc: ["body", "prompt"], msg: "Field required"}` */
function placeAndWords(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { loc, msg } = item as { readonly loc?: unknown; readonly msg?: unknown };
  const place = Array.isArray(loc) ? loc.filter(part => part !== 'body').join('.') : '';
  return [place, typeof msg === 'string' ? msg : ''].filter(words => words !== '').join(': ');
}

/** The words of engines whose status says nothing: of them some answer 400 and 500 to what is 401 or 429 elsewhere. */
const OF_MODEL = /model.{0,40}not found|invalid model name|unknown model|does not exist/i;
/** LiteLLM's answer, 400, to a key that it does not know. */
const OF_KEY = /^no connected db/i;
const OF_LOAD = /rate limit|too many requests|backpressure|overloaded|queue is full/i;

/** As HTTP calls them, for servers that say no more. */
const STATUS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const DENIED = {
  shown: 'access-denied:server-key',
  withheld: 'access-denied:server-plain',
  none: 'access-denied:server',
} as const;

/**
 * What an answer that is no success means.
 * @param asked whether a key was shown, and the model that was asked for
 */
export function refusalOf(
  answer: Answer,
  host: string,
  asked: { readonly key: KeyUse; readonly model?: string | undefined },
): SanaError {
  const { status, headers } = answer;
  const detail = detailOf(answer, host) || (STATUS[status] ?? 'no reason given');
  const facts = { server: host, status, detail };
  if (status === 401 || status === 403 || OF_KEY.test(detail)) {
    return new SanaError(DENIED[asked.key], facts);
  }
  if (status === 429 || status === 503 || OF_LOAD.test(detail)) {
    return new SanaError('server-busy', { ...facts, retryAfter: retryAfterOf(headers), retry: true });
  }
  if (asked.model !== undefined && OF_MODEL.test(detail)) {
    return new SanaError('server-refused:model', { ...facts, model: asked.model });
  }
  if (status === 404 || status === 405) return new SanaError('server-refused:no-route', facts);
  if (status >= 500) {
    // what a proxy answers when nobody behind it began
    const retry = status === 502 || status === 504;
    return new SanaError('server-failed:answered', { ...facts, retry });
  }
  return new SanaError('server-refused:answered', facts);
}
