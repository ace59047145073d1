import { type Credential, credentialHeaders, SanaError, unlessAborted } from '@sana-studio/core';
import { type Clock, cancelled, systemClock } from './clock.ts';
import { SILENCE, silent } from './patience.ts';
import type { ByteRange } from './ranges.ts';

/** A connection that brings nothing for so long is given up, in milliseconds. */
const IDLE_LIMIT = 30_000;

export interface HttpOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  /** What opens repositories that are not for everybody. */
  readonly credentials?: readonly Credential[] | undefined;
  /** The server ignores ranges: what comes before one is read and let go. */
  readonly wholeFiles?: boolean | undefined;
}

/** Seconds until the server wants to be asked again: `Retry-After` (seconds or a date), or the hub's `RateLimit: …;t=55`. */
function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) {
    const reset = /\bt=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
    return reset === undefined ? undefined : Number(reset);
  }
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(seconds, 0) : undefined;
}

/** What an answer without the wanted bytes means. */
export function statusError(url: string, status: number, headers: Headers): SanaError {
  if (status === 401 || status === 403) {
    return new SanaError('access-denied:status', { url, status });
  }
  if (status === 404 || status === 410) {
    return new SanaError('file-missing:address', { url, status });
  }
  const retry = status === 408 || status === 425 || status === 429 || status >= 500;
  const reason = retry ? 'network-failed:busy' : 'network-failed:answered-mirror';
  return new SanaError(reason, { url, status, retry, retryAfter: retryAfterSeconds(headers) });
}

/**
 * Reads ranges of files on servers that may redirect to signed URLs. Where the last redirect led is remembered and asked
 * directly until it is refused, which spares the hub a request per range.
 */
export class RangeClient {
  readonly #fetch: typeof globalThis.fetch;
  readonly #clock: Clock;
  readonly #credentials: readonly Credential[];
  readonly #wholeFiles: boolean;
  #heard = false;
  readonly #signed = new Map<string, string>();

  constructor({
    fetch = globalThis.fetch.bind(globalThis),
    clock = systemClock,
    credentials = [],
    wholeFiles = false,
  }: HttpOptions) {
    this.#fetch = fetch;
    this.#clock = clock;
    this.#credentials = credentials;
    this.#wholeFiles = wholeFiles;
  }

  /** Whether any byte of a file came yet: until then nobody waits long. */
  get heard(): boolean {
    return this.#heard;
  }

  /** One attempt, see Remote.stream. @param size of the whole file, in bytes */
  async *stream(url: string, range: ByteRange, size: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const idle = new AbortController();
    const giveUp = () => idle.abort(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
    let body: ReadableStreamDefaultReader<Uint8Array> | undefined;
    try {
      // Node's fetch can leave a read pending for ever when it is aborted between the answer and its body
      const response = await this.#alive(url, unlessAborted(this.#request(url, range, idle.signal), idle.signal), idle);
      this.#check(url, response, range, size);
      body = response.body?.getReader();
      let before = this.#wholeFiles ? range.from : 0;
      let left = range.to - range.from;
      while (left > 0) {
        const chunk = body && (await this.#alive(url, unlessAborted(body.read(), idle.signal), idle));
        if (!chunk?.value) throw new SanaError('network-failed:ended', { url, retry: true });
        this.#heard = true;
        const wanted = chunk.value.subarray(Math.min(before, chunk.value.length));
        before -= chunk.value.length - wanted.length;
        if (wanted.length === 0) continue;
        yield wanted.length > left ? wanted.subarray(0, left) : wanted;
        left -= wanted.length;
      }
    } catch (cause) {
      if (signal?.aborted) throw cancelled(cause);
      if (cause instanceof SanaError) throw cause;
      throw new SanaError('network-failed:lost', { url, retry: true }, cause);
    } finally {
      signal?.removeEventListener('abort', giveUp);
      body?.cancel().catch(() => undefined);
      idle.abort();
    }
  }

  /** Gives up what takes too long. */
  async #alive<T>(url: string, step: Promise<T>, idle: AbortController): Promise<T> {
    const done = new AbortController();
    const limit = this.#heard ? IDLE_LIMIT : SILENCE;
    const tooLong = this.#clock.limit(limit, done.signal).then(
      () => idle.abort(this.#heard ? new Error(`nothing arrived for ${limit / 1000} seconds`) : silent(url)),
      () => undefined,
    );
    try {
      return await step;
    } finally {
      done.abort();
      await tooLong;
    }
  }

  async #request(url: string, { from, to }: ByteRange, signal: AbortSignal): Promise<Response> {
    const range = `bytes=${from}-${to - 1}`;
    // Compressed bytes have other ranges; browsers ask for plain ones by themselves.
    const plain = { ...(!this.#wholeFiles && { Range: range }), 'Accept-Encoding': 'identity' };
    const signed = this.#signed.get(url);
    if (signed !== undefined) {
      const response = await this.#fetch(signed, { headers: plain, signal });
      if (response.ok || response.status === 429 || response.status >= 500) return response;
      // Expired: the hub gives a new one.
      this.#signed.delete(url);
      await response.body?.cancel();
    }
    const headers = { ...plain, ...credentialHeaders(url, this.#credentials) };
    // A redirect that the browser remembers may have expired.
    const response = await this.#fetch(url, { headers, signal, cache: 'no-store' });
    if (response.redirected && response.ok) this.#signed.set(url, response.url);
    return response;
  }

  #check(url: string, response: Response, { from, to }: ByteRange, size: number): void {
    const { status, headers } = response;
    if (status === 206) {
      // Browsers show the header only where the server permits it.
      const shown = headers.get('content-range');
      if (shown === null || shown === `bytes ${from}-${to - 1}/${size}`) return;
      const range = `${from}-${to - 1}/${size}`;
      throw new SanaError('network-failed:changed-range', { url, shown, range, status, retry: false });
    }
    if (status === 200) {
      if (this.#wholeFiles || (from === 0 && to === size)) return;
      throw new SanaError('network-failed:no-ranges', { url, status, retry: false });
    }
    // A signed URL that had expired before it was used, e.g. because the clocks differ.
    if (response.redirected && status >= 400 && status < 500 && status !== 429) {
      throw new SanaError('network-failed:expired', { url, status, retry: true });
    }
    throw statusError(url, status, headers);
  }
}
