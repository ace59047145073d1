import type { Remote } from 'comlink';
import { SanaError } from '../errors.ts';
import type { EngineConnection } from './connection.ts';
import type { EngineApi } from './protocol.ts';
import { wrapApi } from './wire-types.ts';

/** How many times the engine is asked for a sign of life before it is given up. */
const PINGS = 10;

/** Whoever cancels waits for a second at most: what is left of it goes by elsewhere. */
const DEFAULT_STOP_LIMIT = 800;
/** In stop limits: what an engine that answers may take to stop, as it keeps the model that was loaded. */
const STOPS = 12;
const TICKS = 8;

/** Milliseconds. */
export interface EngineLimits {
  /** Without a sign of life while a call is under way. */
  readonly silence: number;
  /** Without a sign of life once a call is cancelled. */
  readonly stop?: number | undefined;
}

/** One engine from its start until it ends or is given up. */
export class LiveEngine {
  readonly #connection: EngineConnection;
  readonly #api: Remote<EngineApi>;
  readonly #silenceLimit: number;
  readonly #stopLimit: number;
  readonly #waiting = new Set<(reason: SanaError) => void>();
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #end: SanaError | undefined;
  /** Whether the engine may be silent for as long as it likes: a run on the processor blocks its thread. */
  mayBlock = false;

  constructor(connection: EngineConnection, { silence, stop = DEFAULT_STOP_LIMIT }: EngineLimits) {
    this.#connection = connection;
    this.#api = wrapApi<EngineApi>(connection.endpoint);
    this.#silenceLimit = silence;
    this.#stopLimit = stop;
    connection.onCrash?.(crash =>
      this.end(crash instanceof SanaError ? crash : new SanaError('worker-failed:crashed', { detail: crash })),
    );
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Makes a call and waits for its answer, or for the end of the engine; with a signal, as `unlessCancelled`.
   * @throws SanaError of any code
   */
  async call<T>(send: (api: Remote<EngineApi>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#end) throw this.#end;
    let reject: (reason: SanaError) => void = () => {};
    const ended = new Promise<never>((_, rejected) => {
      reject = rejected;
    });
    this.#waiting.add(reject);
    this.#watchdog ??= this.#watch();
    try {
      return await Promise.race([this.unlessCancelled(send(this.#api), signal), ended]);
    } catch (error) {
      // anything else comes from comlink, e.g. a request that cannot be cloned
      throw SanaError.from(error, 'request-invalid');
    } finally {
      this.#waiting.delete(reject);
      if (this.#waiting.size === 0) this.#stopWatching();
    }
  }

  /** A call that nobody waits for: it may remain without an answer. @throws SanaError of any code */
  async inBackground(send: (api: Remote<EngineApi>) => Promise<void>): Promise<void> {
    try {
      await send(this.#api);
    } catch (error) {
      throw SanaError.from(error, 'request-invalid');
    }
  }

  /**
   * What a call answers. When `signal` is aborted it soon ends, whatever the engine does: one that gives no sign of life,
   * or is at it for long, is ended, however busy it is.
   * @throws SanaError `cancelled`, and what the call throws
   */
  async unlessCancelled<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (!signal) return answer;
    let timer: ReturnType<typeof setInterval> | undefined;
    const reason = new SanaError('cancelled');
    let stop = () => {};
    const cancelled = new Promise<never>((_, reject) => {
      stop = () => {
        let alive = false;
        void this.#api.ping().then(() => {
          alive = true;
        });
        let ticks = 0;
        // in pieces: a thread of this end's that was busy has then heard what came meanwhile
        timer ??= setInterval(() => {
          ticks++;
          if (ticks >= TICKS) reject(reason);
          if (ticks === (alive ? STOPS * TICKS : TICKS)) this.end(reason);
          if (this.ended) clearInterval(timer);
        }, this.#stopLimit / TICKS);
      };
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const settled = () => {
      signal.removeEventListener('abort', stop);
      clearInterval(timer);
    };
    answer.then(settled, settled);
    return Promise.race([answer, cancelled]);
  }

  /** Whether nobody waits for an answer. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
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
