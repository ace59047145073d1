import { BUDGETS, type BudgetName, credentialHeaders, overBudget, SanaError, unlessAborted } from '@sana-studio/core';
import { Backoff } from './backoff.ts';
import { cancelled, systemClock } from './clock.ts';
import { Patience } from './patience.ts';
import type { HttpOptions } from './range-client.ts';

/** Fewer than for a download that is under way: somebody is waiting to hear whether there is such a model. */
const ATTEMPTS = 5;

/** An answer as it comes: its head, and how to read its body. */
export interface Answer {
  readonly response: Response;
  /** The whole body as text. @throws SanaError `over-budget` where it goes on behind `hubAnswer` */
  text(): Promise<string>;
}

/** How it is asked. */
interface Question {
  readonly method?: 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is asked of sources before anything is fetched: all questions together have one budget of time. */
export class Questions {
  readonly #http: HttpOptions;
  readonly #patience: Patience;

  constructor(http: HttpOptions) {
    this.#http = http;
    this.#patience = new Patience(http.clock ?? systemClock);
  }

  /**
   * Asks once more as long as that is of use and time is left.
   * @param read what the answer means; what it throws with `retry` among its data is asked again
   * @param failure what it means that there was none
   * @throws SanaError what `read` and `failure` give, `network-failed`, `over-budget`, `cancelled`
   */
  async ask<T>(
    url: string,
    init: Question,
    read: (answer: Answer) => Promise<T>,
    failure: (cause: unknown) => SanaError,
    signal?: AbortSignal,
  ): Promise<T> {
    const backoff = new Backoff({ clock: this.#http.clock ?? systemClock, attempts: ATTEMPTS });
    for (;;) {
      try {
        return await this.#once(url, init, read, signal);
      } catch (cause) {
        if (signal?.aborted) throw cancelled(cause);
        await backoff.wait(cause instanceof SanaError ? cause : failure(cause), signal, this.#patience.left);
      }
    }
  }

  async #once<T>(url: string, init: Question, read: (answer: Answer) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { fetch = globalThis.fetch, credentials } = this.#http;
    const ended = new AbortController();
    const end = () => ended.abort(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end);
    const step = <S>(work: Promise<S>) =>
      this.#patience.within(url, unlessAborted(work, ended.signal), () => ended.abort());
    try {
      const headers = { ...init.headers, ...credentialHeaders(url, credentials) };
      const response = await step(fetch(url, { ...init, headers, signal: ended.signal }));
      this.#patience.heard();
      return await read({ response, text: () => this.#text(url, response, step) });
    } finally {
      signal?.removeEventListener('abort', end);
      ended.abort(); // also what of the body was not wanted
    }
  }

  async #text(url: string, response: Response, step: <S>(work: Promise<S>) => Promise<S>): Promise<string> {
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    let text = '';
    let received = 0;
    for (;;) {
      const chunk = reader && (await step(reader.read()));
      if (!chunk?.value) return text + decoder.decode();
      this.#patience.heard();
      received += chunk.value.length;
      if (received > BUDGETS[LIMIT].most) throw overBudget(LIMIT, url);
      text += decoder.decode(chunk.value, { stream: true });
    }
  }
}

const LIMIT = 'hubAnswer' satisfies BudgetName;
