import { SanaError } from '@sana-studio/core';
import { NO_CALL, type RemoteMessage } from './messages.ts';

// Each callback knows what it is called with; the parts at both ends have the same types.
// biome-ignore lint/suspicious/noExplicitAny: callbacks of every kind
type Callbacks = Readonly<Record<string, ((...args: any[]) => void) | undefined>>;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly callbacks?: Callbacks | undefined;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: SanaError) => void;
  readonly callbacks: Callbacks;
}

/** Calls what `serveParts` serves at the other end of a port. */
export class RemoteCaller {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = NO_CALL;
  #closed: SanaError | undefined;

  /** @param listeners of events that belong to no call */
  constructor(port: MessagePort, listeners: Callbacks = {}) {
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<RemoteMessage>) => this.#receive(data, listeners));
    port.start();
  }

  /** @throws SanaError as the other end threw it, or the reason of `close` */
  call(method: string, args: readonly unknown[], { signal, callbacks = {} }: CallOptions = {}): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = ++this.#lastId;
    const send = (message: RemoteMessage) => this.#port.postMessage(message);
    const abort = () => send({ kind: 'abort', id });
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, callbacks }));
    send({ kind: 'call', id, method, args });
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    return answer.finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Calls under way fail with `reason`, and so do later ones. */
  close(reason: SanaError): void {
    this.#closed = reason;
    this.#port.close();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #receive(message: RemoteMessage, listeners: Callbacks): void {
    const waiting = this.#waiting.get(message.id);
    if (message.kind === 'event') (waiting?.callbacks ?? listeners)[message.name]?.(...message.args);
    if (message.kind === 'value') waiting?.resolve(message.value);
    if (message.kind === 'error') waiting?.reject(SanaError.fromData(message.error));
    if (message.kind === 'value' || message.kind === 'error') this.#waiting.delete(message.id);
  }
}
