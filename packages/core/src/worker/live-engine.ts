import type { Remote } from 'comlink';
import { SanaError } from '../errors.ts';
import type { EngineConnection } from './connection.ts';
import type { EngineApi } from './protocol.ts';
import { wrapApi } from './wire-types.ts';

/** How many times the engine is asked for a sign of life before it is given up. */
const PINGS = 10;

/** One engine from its start until it ends or is given up. */
export class LiveEngine {
  readonly #connection: EngineConnection;
  readonly #api: Remote<EngineApi>;
  readonly #silenceLimit: number;
  readonly #waiting = new Set<(reason: SanaError) => void>();
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #end: SanaError | undefined;
  /** Whether the engine may be silent for as long as it likes: a run on the processor blocks its thread. */
  mayBlock = false;

  /** @param silenceLimit milliseconds without a sign of life while a call is under way */
  constructor(connection: EngineConnection, silenceLimit: number) {
    this.#connection = connection;
    this.#api = wrapApi<EngineApi>(connection.endpoint);
    this.#silenceLimit = silenceLimit;
    connection.onCrash?.(detail => this.end(new SanaError('worker-failed:crashed', { detail })));
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Makes a call and waits for its answer, or for the end of the engine.
   * @throws SanaError of any code
   */
  async call<T>(send: (api: Remote<EngineApi>) => Promise<T>): Promise<T> {
    if (this.#end) throw this.#end;
    let reject: (reason: SanaError) => void = () => {};
    const ended = new Promise<never>((_, rejected) => {
      reject = rejected;
    });
    this.#waiting.add(reject);
    this.#watchdog ??= this.#watch();
    try {
      return await Promise.race([send(this.#api), ended]);
    } catch (error) {
      // anything else comes from comlink, e.g. a request that cannot be cloned
      throw SanaError.from(error, 'request-invalid');
    } finally {
      this.#waiting.delete(reject);
      if (this.#waiting.size === 0) this.#stopWatching();
    }
  }

  /** Ends the engine; calls under way fail with `reason`. */
  end(reason: SanaError): void {
    if (this.#end) return;
    this.#end = reason;
    this.#stopWatching();
    this.#connection.close();
    for (const reject of this.#waiting) reject(reason);
  }

  /** Counts unanswered pings rather than time, which also passes while the computer sleeps. */
  #watch(): ReturnType<typeof setInterval> {
    let unanswered = 0;
    return setInterval(() => {
      if (this.mayBlock) return;
      if (unanswered >= PINGS) {
        this.end(new SanaError('worker-failed:silent', { silenceLimit: this.#silenceLimit }));
        return;
      }
      unanswered++;
      void this.#api.ping().then(() => {
        unanswered = 0;
      });
    }, this.#silenceLimit / PINGS);
  }

  #stopWatching(): void {
    clearInterval(this.#watchdog);
    this.#watchdog = undefined;
  }
}
