// One way to call what is on the other side of a pipe. An object of parts with asynchronous methods is the interface;
// a contract beside it lists the methods that may be called and reads what comes through the pipe. Both ends open a
// Channel over their end of the pipe (a Wire: `post` and `listen`): either may serve parts, call the other's, or both.
//
//     const ENGINE: ContractOf<{ engine: Engine }> = { engine: { load: { args: [text()], events: { onProgress: [progress] }, result: model } } };
//     openChannel(portWire(port), { version: 3, serves: serve(ENGINE, { engine }) });              // one end
//     const { engine } = openChannel(portWire(other), { version: 3 }).remote(ENGINE);              // the other
//     await engine.load('sana-mini', { signal, onProgress: progress => show(progress) });
//
// Arguments and values are plain data. An AbortSignal, as an argument or in an object of options, and callbacks in such
// an object stand at the other end again: what they are called with travels as events of that call, in order and before
// its answer. Errors arrive with their code and data. `transfer(value, buffers)` hands bytes over instead of copying.
// Versions are exchanged first, and calls wait for it; ends of different versions part with one sentence. An end that
// says hello again was reloaded: what waited for it fails, what it had begun is aborted. Methods that are not in the
// contract are answered with `request-invalid`. Nothing here needs a browser: it also runs in Figma's sandbox.

import { BUDGETS } from '../budgets.ts';
import { type ContractOf, type Method, partsOf, type Read, readAll, type Served } from './contract.ts';
import { type Callback, type HandedOver, handedOverIn, takeApart } from './live.ts';
import { type ErrorData, isMessage, type Live, type Message } from './message.ts';

/** A pipe. Messages arrive in the order in which they were posted. */
export interface Wire {
  post(message: Message, transfer: readonly HandedOver[]): void;
  /** @param broke called when nothing will come any more */
  listen(receive: (message: unknown) => void, broke: (reason: string) => void): void;
  close?(): void;
}

/** What a channel takes from its surroundings, which may have no such thing. */
export interface Surroundings {
  readonly errorOf: (data: ErrorData) => Error;
  readonly dataOf: (error: unknown) => ErrorData;
  /** Without it, signals of the other end are not heard. */
  readonly abortable?: (() => AbortController) | undefined;
}

export interface ChannelOptions {
  /** Raised whenever older ends would misunderstand newer ones. */
  readonly version: number;
  readonly serves?: Served | undefined;
  /** Says hello only when the other end has: for a pipe whose other end is not there yet. */
  readonly waits?: boolean | undefined;
  /** Called when the other end has said hello, and again when it was reloaded. */
  readonly onOpen?: (() => void) | undefined;
  /** The other end may be anybody: messages are bounded. */
  readonly bounded?: boolean | undefined;
}

interface Waiting {
  readonly method: Method;
  readonly callbacks: ReadonlyMap<string, Callback>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A call of the other end that is under way. */
interface Run {
  readonly signal: AbortSignal | undefined;
  abort(): void;
}

export class Channel {
  readonly #wire: Wire;
  readonly #options: ChannelOptions;
  readonly #surroundings: Surroundings;
  readonly #waiting = new Map<number, Waiting>();
  readonly #running = new Map<number, Run>();
  /** Calls made before the versions were exchanged. */
  #queued: (() => void)[] = [];
  #state: 'new' | 'open' | 'closed' = 'new';
  #closed: unknown;
  #lastId = 0;

  constructor(wire: Wire, options: ChannelOptions, surroundings: Surroundings) {
    this.#wire = wire;
    this.#options = options;
    this.#surroundings = surroundings;
    wire.listen(
      message => this.#receive(message),
      detail => this.close(this.#failed('crashed', detail, { detail })),
    );
    if (!options.waits) this.#hello(false);
  }

  /** The other end's parts: each method of the contract as a function. */
  remote<Parts>(contract: ContractOf<Parts>): Parts {
    return partsOf(
      contract,
      (part, name, method) =>
        (...args) =>
          this.#call(`${part}.${name}`, method, args),
    );
  }

  /** Calls under way fail with `reason`, and so do later ones; what runs for the other end is aborted. */
  close(reason: unknown): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#closed = reason;
    this.#forget(reason);
    this.#queued = [];
    this.#wire.close?.();
  }

  #call(name: string, method: Method, args: readonly unknown[]): Promise<unknown> {
    if (this.#state === 'closed') return Promise.reject(this.#closed);
    const id = ++this.#lastId;
    const { plain, live, callbacks, signals } = takeApart(args);
    const abort = () => {
      if (this.#state === 'open') this.#post({ sana: 'abort', id });
    };
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, callbacks, resolve, reject });
      const send = () => {
        try {
          const aborted = signals.some(signal => signal.aborted);
          this.#post({ sana: 'call', id, method: name, args: plain, live: live(aborted) }, handedOverIn(plain));
        } catch (error) {
          // what cannot be cloned
          this.#waiting.delete(id);
          reject(this.#refused(error));
        }
      };
      if (this.#state === 'open') send();
      else this.#queued.push(send);
    });
    for (const signal of signals) signal.addEventListener('abort', abort);
    return answer.finally(() => {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    });
  }

  #receive(received: unknown): void {
    if (this.#state === 'closed' || !isMessage(received, this.#options.bounded ?? false)) return;
    if (received.sana === 'hello') this.#greet(received);
    else if (this.#state !== 'open') return;
    else if (received.sana === 'call') void this.#serve(received);
    else if (received.sana === 'abort') this.#running.get(received.id)?.abort();
    else this.#hear(received);
  }

  #greet({ version, answer }: Extract<Message, { sana: 'hello' }>): void {
    if (version !== this.#options.version) {
      const own = this.#options.version;
      if (!answer) this.#hello(true);
      const sentence = `The other end is of another version (${version} instead of ${own}). Update both.`;
      this.close(this.#failed('other-version', sentence, { theirs: version, own }));
      return;
    }
    // the second one that is no answer
    const reloaded = this.#state === 'open' && !answer;
    if (reloaded) this.#forget(this.#failed('other-end', 'The other end was started again. Try again.', {}));
    if (!answer) this.#hello(true);
    const opens = reloaded || this.#state === 'new';
    this.#state = 'open';
    for (const send of this.#queued.splice(0)) send();
    if (opens) this.#options.onOpen?.();
  }

  #hear(message: Extract<Message, { sana: 'event' | 'value' | 'error' }>): void {
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    if (message.sana === 'event') {
      this.#event(message.id, waiting, message.name, message.args);
      return;
    }
    this.#waiting.delete(message.id);
    const { method, resolve, reject } = waiting;
    if (message.sana === 'error') reject(this.#surroundings.errorOf(message.error));
    else {
      try {
        resolve(this.#read([message.value], [method.result])[0]);
      } catch (error) {
        reject(error);
      }
    }
  }

  #event(id: number, waiting: Waiting, name: string, args: readonly unknown[]): void {
    const callback = waiting.callbacks.get(name);
    const readers = waiting.method.events?.[name];
    if (!callback || !readers) return;
    try {
      callback(...this.#read(args, readers));
    } catch (error) {
      // nobody wants the rest
      this.#post({ sana: 'abort', id });
      this.#waiting.delete(id);
      waiting.reject(error);
    }
  }

  async #serve({ id, method: name, args, live }: Extract<Message, { sana: 'call' }>): Promise<void> {
    const { serves } = this.#options;
    const method = serves?.methods.get(name);
    const called = name.slice(0, 100);
    if (!serves || !method)
      return this.#refuse(id, 'no-method', `There is no method ${called} here`, { method: called });
    if (this.#running.size >= BUDGETS.channelCalls.most)
      return this.#refuse(id, 'too-many-calls', 'Too many calls are under way', {});
    if (this.#running.has(id)) return;
    const run: Run = this.#surroundings.abortable?.() ?? { signal: undefined, abort: () => {} };
    // nothing is said of a call that the other end has forgotten, being another one by now
    const answer = (message: Message, handedOver: readonly HandedOver[]) => {
      if (this.#running.get(id) === run) this.#post(message, handedOver);
    };
    this.#running.set(id, run);
    try {
      const given = this.#putTogether(method, args, live, run, (event, values) =>
        answer({ sana: 'event', id, name: event, args: values }, handedOverIn(values)),
      );
      const value = await serves.run(name, given);
      answer({ sana: 'value', id, value }, handedOverIn([value]));
    } catch (error) {
      answer({ sana: 'error', id, error: this.#surroundings.dataOf(error) }, []);
    } finally {
      if (this.#running.get(id) === run) this.#running.delete(id);
    }
  }

  #putTogether(
    method: Method,
    args: readonly unknown[],
    live: readonly Live[],
    run: Run,
    emit: (event: string, values: readonly unknown[]) => void,
  ): readonly unknown[] {
    const given = this.#read(args, method.args);
    for (const [index, key, kind] of live) {
      if (index < 0 || index >= given.length) throw this.#invalid('There are fewer arguments');
      if (kind === 'callback') {
        if (key === null || !Object.keys(method.events ?? {}).includes(key)) throw this.#invalid(`Nobody calls ${key}`);
        given[index] = { ...given[index]!, [key]: (...values: readonly unknown[]) => emit(key, values) };
      } else {
        if (kind === 'aborted') run.abort();
        if (key === null) given[index] = run.signal;
        else if (key === 'signal') given[index] = { ...given[index]!, signal: run.signal };
        else throw this.#invalid(`Nobody listens to ${key}`);
      }
    }
    return given;
  }

  /** @throws what `errorOf` makes of what does not fit; an error with a code of its own keeps it */
  #read(values: readonly unknown[], readers: readonly Read[]): unknown[] {
    try {
      return readAll(values, readers);
    } catch (error) {
      throw this.#refused(error);
    }
  }

  #hello(answer: boolean): void {
    this.#post({ sana: 'hello', version: this.#options.version, answer });
  }

  #post(message: Message, transfer: readonly HandedOver[] = []): void {
    this.#wire.post(message, transfer);
  }

  #forget(reason: unknown): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const run of running) run.abort();
  }

  #refuse(id: number, why: string, what: string, data: ErrorData['data']): void {
    this.#post({ sana: 'error', id, error: invalid(why, what, data) });
  }

  /** What others threw has no code of its own. */
  #refused(error: unknown): Error {
    const data = this.#surroundings.dataOf(error);
    const { errorOf } = this.#surroundings;
    return errorOf(data.code === 'internal' ? { ...data, code: 'request-invalid', reason: undefined } : data);
  }

  #invalid(what: string): Error {
    return this.#surroundings.errorOf(invalid('arguments', what, { detail: what }));
  }

  #failed(why: string, message: string, data: ErrorData['data']): Error {
    return this.#surroundings.errorOf({ code: 'worker-failed', reason: `worker-failed:${why}`, message, data });
  }
}

/** In English for those who do not have the sentences of the core, which words the reason. */
function invalid(why: string, what: string, data: ErrorData['data']): ErrorData {
  return { code: 'request-invalid', reason: `request-invalid:${why}`, message: `${what}; reload the page.`, data };
}
