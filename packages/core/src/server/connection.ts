import { unlessAborted } from '../abort.ts';
import { BUDGETS, type BudgetName, overBudget } from '../budgets.ts';
import { type Credential, credentialHeaders } from '../credential.ts';
import { SanaError } from '../errors.ts';
import { hostOf } from './address.ts';

export interface ConnectionOptions {
  /** As `serverAddress` gives it. */
  readonly server: string;
  /** Keys; each goes to its own server only, see Credential. */
  readonly credentials?: readonly Credential[] | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** What a server answered, whatever that is. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  /** Becomes JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long an answer may take as a whole, and how long it may be: names of budgets in seconds and bytes. */
  readonly patience: BudgetName;
  readonly length: BudgetName;
}

export type KeyUse = 'shown' | 'withheld' | 'none';

/** Codes of failures before a connection stood: nothing was asked of the server yet. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const OF_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** Asks one server, one question at a time or several at once. */
export class Connection {
  readonly server: string;
  readonly host: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #credentials: readonly Credential[];

  constructor({ server, credentials = [], fetch = globalThis.fetch.bind(globalThis) }: ConnectionOptions) {
    this.server = server;
    this.host = hostOf(server);
    this.#fetch = fetch;
    this.#credentials = credentials;
  }

  /** Whether the server is shown a key: one that was given for it is withheld from an address that others could listen at. */
  get key(): KeyUse {
    const own = this.#credentials.filter(credential => credential.isOf(this.server));
    if (own.length === 0) return 'none';
    return own.some(credential => credential.belongsTo(this.server)) ? 'shown' : 'withheld';
  }

  /**
   * @param path below the server's address, with a slash at the beginning, or an address of the same origin
   * @throws SanaError `network-failed`, `over-budget`, `cancelled`; an answer of any status is none
   */
  async ask(path: string, question: Question): Promise<Answer> {
    const { method = 'GET', body, headers, signal, patience, length } = question;
    const url = path.startsWith('/') ? `${this.server}${path}` : path;
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), BUDGETS[patience].most * 1000);
    const stop = () => end.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    try {
      const asked = this.#fetch(url, {
        method,
        headers: {
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
          ...credentialHeaders(url, this.#credentials),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // where it leads nobody has agreed to: neither the key nor the prompt goes there
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
        signal: end.signal,
      });
      const response = await unlessAborted(asked, end.signal);
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        const to = new TextEncoder().encode(response.headers.get('location') ?? '…');
        this.#hideKeys(to);
        throw new SanaError('network-failed:moved', { server: this.host, to: new TextDecoder().decode(to) });
      }
      const bytes = await this.#read(response, length, end.signal);
      this.#hideKeys(bytes);
      return { status: response.status, headers: response.headers, bytes };
    } catch (cause) {
      if (signal?.aborted) throw new SanaError('cancelled:server', { server: this.host }, cause);
      if (cause instanceof SanaError) throw cause;
      if (end.signal.aborted) {
        throw new SanaError(
          'network-failed:server-silent',
          { server: this.host, seconds: BUDGETS[patience].most },
          cause,
        );
      }
      throw this.#failure(cause);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      // lets go of what nobody reads any more
      end.abort();
    }
  }

  /** Some servers repeat the key that they refuse, and what they say is shown and written down. */
  #hideKeys(bytes: Uint8Array): void {
    for (const credential of this.#credentials) credential.hideIn(bytes);
  }

  async #read({ body, headers }: Response, length: BudgetName, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { most } = BUDGETS[length];
    if (Number(headers.get('content-length')) > most) throw overBudget(length, this.host);
    const parts: Uint8Array[] = [];
    let total = 0;
    const reader = body?.getReader();
    for (;;) {
      const part = reader && (await unlessAborted(reader.read(), signal));
      if (!part?.value) break;
      total += part.value.length;
      if (total > most) throw overBudget(length, this.host);
      parts.push(part.value);
    }
    const bytes = new Uint8Array(total);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  #failure(cause: unknown): SanaError {
    const codes = [...codesOf(cause)];
    const data = { server: this.host };
    if (codes.some(code => OF_CERTIFICATE.test(code))) {
      return new SanaError('network-failed:certificate', { ...data, detail: codes.join(', ') }, cause);
    }
    if (codes.some(code => NOT_REACHED.has(code))) {
      return new SanaError('network-failed:server', { ...data, retry: true }, cause);
    }
    // a browser tells a page nothing of why, and refuses before it asks where the server does not permit the page
    if (codes.length === 0) return new SanaError('network-failed:server-page', data, cause);
    return new SanaError('network-failed:server-lost', data, cause);
  }
}

/** Of an error, of what caused it, and of what was tried together. */
function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  const { code, cause, errors } = error as {
    readonly code?: unknown;
    readonly cause?: unknown;
    readonly errors?: unknown;
  };
  if (typeof code === 'string') yield code;
  yield* codesOf(cause, depth + 1);
  if (Array.isArray(errors)) for (const one of errors.slice(0, 4)) yield* codesOf(one, depth + 1);
}
