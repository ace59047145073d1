import { SanaError } from '@sana-studio/core';
import { NO_CALL, type RemoteMessage } from './messages.ts';

export interface CallContext {
  readonly signal: AbortSignal;
  /** Calls a callback at the other end. */
  readonly emit: (name: string, ...args: readonly unknown[]) => void;
}

// What is served checks what it is given, so the arguments are taken as they come.
// biome-ignore lint/suspicious/noExplicitAny: arguments of a call from another page
export type Handler = (context: CallContext, ...args: any[]) => Promise<unknown>;

/**
 * Answers the calls of a RemoteCaller at the other end of `port`, until the port is closed. Bytes are handed over, not
 * copied: a handler that answers with an array lets go of it.
 * @param greeting called before the first call; what it emits belongs to no call
 */
export function serveCalls(
  port: MessagePort,
  handlers: Readonly<Record<string, Handler>>,
  greeting?: (emit: CallContext['emit']) => void,
): void {
  const running = new Map<number, AbortController>();
  const send = (message: RemoteMessage, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  const emitter =
    (id: number): CallContext['emit'] =>
    (name, ...args) =>
      send({ kind: 'event', id, name, args });
  port.addEventListener('message', async ({ data }: MessageEvent<RemoteMessage>) => {
    if (data.kind === 'abort') running.get(data.id)?.abort();
    if (data.kind !== 'call') return;
    const { id, method, args } = data;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
      if (!handler) throw new SanaError('request-invalid:method', { method });
      const value = await handler({ signal: controller.signal, emit: emitter(id) }, ...args);
      send({ kind: 'value', id, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
    } catch (error) {
      send({ kind: 'error', id, error: SanaError.from(error).toData() });
    } finally {
      running.delete(id);
    }
  });
  greeting?.(emitter(NO_CALL));
  port.start();
}
