import { type Credential, readForeign, SanaError, unlessAborted } from '@sana-studio/core';
import { type Answer, Connection, detailOf, jsonOf, retryAfterOf, serverAddress } from '@sana-studio/core/server';
import * as z from 'zod/mini';

export interface ChatOptions {
  /** Of any server that speaks OpenAI's interface, with or without `/v1`: Ollama, llama.cpp, LM Studio, vLLM. */
  readonly server: string;
  readonly model: string;
  /** Shown to its own origin only, by https or on this machine. */
  readonly credentials?: readonly Credential[] | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds; for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Fields that some servers refuse, above all those of models that think. Without them they answer all the same. */
const DISPENSABLE = ['temperature', 'seed', 'max_tokens', 'logprobs', 'top_logprobs'] as const;

export type ChatSettings = { readonly [Field in (typeof DISPENSABLE)[number]]?: number | boolean | undefined };

const PATH = '/v1/chat/completions';
/** Of one question to a server that has too much to do. */
const ATTEMPTS = 4;
/** What is asked for is waited for, up to that. Seconds. */
const LONGEST_WAIT = 60;

const NO_MODEL =
  /model.{0,80}(?:not found|not loaded|does not exist|not exist)|(?:unknown|invalid|no such) model|no models? loaded|does not exist/i;

const text = z.optional(z.nullable(z.string()));
const part = z.object({ type: z.optional(z.string()), text });
const token = z.object({ token: z.string(), logprob: z.number() });
const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.optional(z.nullable(z.union([z.string(), z.array(part)]))),
          refusal: text,
          reasoning: text,
          reasoning_content: text,
        }),
        logprobs: z.optional(
          z.nullable(
            z.object({
              content: z.optional(z.nullable(z.array(z.object({ top_logprobs: z.optional(z.array(token)) })))),
            }),
          ),
        ),
      }),
    )
    .check(z.minLength(1)),
});

export interface Completion {
  /** What was said; thoughts that the server has apart are put before it in `<think>`. */
  readonly said: string;
  /** Of the first token: what it could have been, and the logarithm of how probable each was. */
  readonly first: readonly { readonly token: string; readonly logprob: number }[];
}

/** Whether an address is this machine itself, where nothing leaves it. */
export function isHere(server: string): boolean {
  const { hostname } = new URL(server);
  return (
    /^127(?:\.\d{1,3}){3}$/.test(hostname) ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]'
  );
}

/** Addresses of a house or company, and names without a dot, which only their networks know. */
function isNear(server: string): boolean {
  const { hostname } = new URL(server);
  if (isHere(server) || /\.(?:local|internal|lan|home\.arpa)$/.test(hostname)) return true;
  if (/^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(hostname)) return true;
  return /^\[(?:f[cd]|fe80)/.test(hostname) || !/[.:]/.test(hostname);
}

/** Asks a model of a server something about a picture. */
export class Chat {
  readonly host: string;
  readonly where: 'here' | { readonly host: string };
  readonly #connection: Connection;
  readonly #model: string;
  readonly #sleep: (milliseconds: number) => Promise<void>;
  readonly #refused = new Set<string>();

  /** @throws SanaError `request-invalid` for what is no address, or one by http that is not near */
  constructor({ server, model, credentials, fetch, sleep }: ChatOptions) {
    const address = serverAddress(server);
    this.#connection = new Connection({ server: address, credentials, fetch });
    this.host = this.#connection.host;
    if (address.startsWith('http:') && !isNear(address)) {
      throw new SanaError('request-invalid:captions-http', { server: this.host });
    }
    this.where = isHere(address) ? 'here' : { host: this.host };
    this.#model = model;
    this.#sleep = sleep ?? (milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)));
  }

  /** @param picture a `data:` address @throws SanaError `captioner-…`, `access-denied`, `over-budget`, `cancelled` */
  async ask(question: string, picture: string, settings: ChatSettings, signal?: AbortSignal): Promise<Completion> {
    const content = [
      { type: 'text', text: question },
      { type: 'image_url', image_url: { url: picture } },
    ];
    for (let attempt = 1; ; attempt++) {
      const taken = Object.entries(settings).filter(([field]) => !this.#refused.has(field));
      const body = {
        model: this.#model,
        messages: [{ role: 'user', content }],
        stream: false,
        ...Object.fromEntries(taken),
      };
      const answer = await this.#post(body, signal);
      if (answer.status === 200) return this.#completion(answer);
      if (
        this.#isRefusalOfField(
          answer,
          taken.map(([field]) => field),
        )
      )
        continue;
      const refusal = this.#refusal(answer);
      const wait = waitOf(refusal, attempt);
      if (wait === undefined) throw refusal;
      await unlessAborted(this.#sleep(wait * 1000), signal, () => new SanaError('cancelled'));
    }
  }

  async #post(body: unknown, signal?: AbortSignal): Promise<Answer> {
    const server = this.host;
    try {
      return await this.#connection.ask(PATH, {
        method: 'POST',
        body,
        signal,
        patience: 'captionWriting',
        length: 'captionAnswer',
      });
    } catch (error) {
      const { reason, data } = SanaError.from(error);
      // what is said of a picture that is drawn there
      if (reason === 'cancelled:server') throw new SanaError('cancelled', {}, error);
      if (reason === 'network-failed:server')
        throw new SanaError('captioner-unavailable:not-reached', { server }, error);
      if (reason === 'network-failed:server-lost') throw new SanaError('captioner-unavailable:lost', { server }, error);
      if (reason === 'network-failed:server-silent') {
        throw new SanaError('captioner-unavailable:silent', { server, seconds: Number(data.seconds) }, error);
      }
      throw error;
    }
  }

  /** Remembers fields that this server does not take. */
  #isRefusalOfField(answer: Answer, sent: readonly string[]): boolean {
    if (answer.status !== 400 && answer.status !== 422) return false;
    const detail = detailOf(answer, this.host);
    const field = DISPENSABLE.find(name => sent.includes(name) && detail.includes(name));
    if (field) this.#refused.add(field);
    return field !== undefined;
  }

  #completion(answer: Answer): Completion {
    const read = readForeign(completion, jsonOf(answer, this.host) ?? null);
    if (!read.fits) {
      throw new SanaError('captioner-unavailable:answer', { server: this.host, field: read.field || 'no JSON' });
    }
    const { message, logprobs } = read.value.choices[0]!;
    const { content, refusal, reasoning, reasoning_content: thought } = message;
    const said = typeof content === 'string' ? content : (content ?? []).map(piece => piece.text ?? '').join('');
    const thinking = thought ?? reasoning ?? '';
    const whole = said.trim() === '' ? (refusal ?? '') : said;
    return {
      said: thinking.trim() === '' ? whole : `<think>${thinking}</think>${whole}`,
      first: logprobs?.content?.[0]?.top_logprobs ?? [],
    };
  }

  #refusal(answer: Answer): SanaError {
    const { status, headers } = answer;
    const detail = detailOf(answer, this.host) || `${status}`;
    const facts = { server: this.host, status, detail, model: this.#model };
    if (status === 401 || status === 403) {
      return new SanaError(
        this.#connection.key === 'shown' ? 'access-denied:captions-key' : 'access-denied:captions',
        facts,
      );
    }
    if (status === 429 || status === 503) {
      return new SanaError('captioner-busy', { ...facts, retryAfter: retryAfterOf(headers), retry: true });
    }
    if (NO_MODEL.test(detail)) return new SanaError('captioner-unavailable:model', facts);
    if (status === 404 || status === 405) return new SanaError('captioner-unavailable:no-route', facts);
    const retry = status === 502 || status === 504;
    if (status >= 500) return new SanaError('captioner-unavailable:failed', { ...facts, retry });
    return new SanaError('captioner-unavailable:answered', facts);
  }
}

/** Seconds to wait before it is asked again; undefined where that is of no use. */
function waitOf({ data }: SanaError, attempt: number): number | undefined {
  if (data.retry !== true || attempt >= ATTEMPTS) return undefined;
  const wait = typeof data.retryAfter === 'number' ? data.retryAfter : 2 ** (attempt - 1);
  return wait <= LONGEST_WAIT ? wait : undefined;
}
