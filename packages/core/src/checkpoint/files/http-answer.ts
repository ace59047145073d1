import { BUDGETS } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';

/**
 * What `wait` gives, if the server sends something in time. Time is counted while this thread runs: one that computed for
 * ten seconds has heard nothing either, and the server is not to blame.
 * @throws SanaError `network-failed:silent`
 */
async function unlessSilent<Result>(url: string, ending: AbortController, wait: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const silence = new Promise<never>((_, reject) => {
    let seconds = 0;
    timer = setInterval(() => {
      seconds++;
      if (seconds < BUDGETS.silence.most) return;
      reject(new SanaError('network-failed:silent', { url, seconds: BUDGETS.silence.most }));
      ending.abort();
    }, 1000);
  });
  try {
    return await Promise.race([wait, silence]);
  } finally {
    clearInterval(timer);
  }
}

/** What a server answers: its head, and its body piece by piece. A server that goes silent ends it. */
export class HttpAnswer {
  readonly #url: string;
  readonly #ending: AbortController;
  readonly #response: Response;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;

  private constructor(url: string, ending: AbortController, response: Response) {
    this.#url = url;
    this.#ending = ending;
    this.#response = response;
    this.#reader = response.body?.getReader();
  }

  /** @throws SanaError `network-failed`: unreachable or silent */
  static async of(url: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    const ending = new AbortController();
    try {
      const response = await unlessSilent(url, ending, fetch(url, { headers, signal: ending.signal }));
      return new HttpAnswer(url, ending, response);
    } catch (cause) {
      if (cause instanceof SanaError) throw cause;
      throw new SanaError('network-failed:unreachable', { url }, cause);
    }
  }

  get status(): number {
    return this.#response.status;
  }

  get headers(): Headers {
    return this.#response.headers;
  }

  /**
   * The next piece of the body, undefined at its end.
   * @throws SanaError `network-failed:silent`; whatever else ends the connection
   */
  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (!this.#reader) return undefined;
    return (await unlessSilent(this.#url, this.#ending, this.#reader.read())).value;
  }

  /** Lets the rest go. */
  async cancel(): Promise<void> {
    await this.#reader?.cancel();
  }
}
