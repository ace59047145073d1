// What comlink does not carry by itself: objects of options with callbacks and an AbortSignal, and errors with their code.
// Both ends take comlink from here, since its handlers belong to the realm.

import { type Endpoint, expose, type Remote, type TransferHandler, transferHandlers, wrap } from 'comlink';
import { type Callback, type HandedOver, handedOverIn } from '../channel/live.ts';
import { isPlain } from '../channel/message.ts';
import { type ErrorData, SanaError } from '../errors.ts';

/** Through a port of the options' own, from the engine's end. */
type FromEngine = { readonly callback: string; readonly args: readonly unknown[] } | { readonly delivered: number };
/** And to it. */
type ToEngine = 'abort' | { readonly delivered: number };

interface WireOptions {
  readonly plain: Readonly<Record<string, unknown>>;
  readonly callbacks: readonly string[];
  readonly signal: 'none' | 'open' | 'aborted';
  readonly port: MessagePort;
}

const DELIVERED = Symbol('delivered');

/**
 * Resolves when everything that these options' callbacks were called with is at the other end. Their port keeps no order
 * with the call's answer, so an engine waits for this before it answers; nothing comes afterwards.
 */
export async function delivered(options: object): Promise<void> {
  await (options as { readonly [DELIVERED]?: () => Promise<void> })[DELIVERED]?.();
}

const optionsHandler: TransferHandler<object, WireOptions> = {
  canHandle: (value): value is object => isPlain(value) && Object.values(value).some(isLive),
  serialize(options) {
    const { port1, port2 } = new MessageChannel();
    const entries = Object.entries(options);
    const callbacks = new Map(entries.filter(([, value]) => typeof value === 'function') as [string, Callback][]);
    const signal = entries.map(([, value]) => value).find(value => value instanceof AbortSignal);
    const post = (message: ToEngine) => port1.postMessage(message);
    const abort = () => post('abort');
    signal?.addEventListener('abort', abort);
    port1.onmessage = ({ data }: MessageEvent<FromEngine>) => {
      if ('callback' in data) callbacks.get(data.callback)?.(...data.args);
      else {
        post(data);
        signal?.removeEventListener('abort', abort);
      }
    };
    const wire: WireOptions = {
      plain: Object.fromEntries(entries.filter(([, value]) => !isLive(value))),
      callbacks: [...callbacks.keys()],
      signal: signal === undefined ? 'none' : signal.aborted ? 'aborted' : 'open',
      port: port2,
    };
    return [wire, [port2]];
  },
  deserialize({ plain, callbacks, signal, port }) {
    const controller = new AbortController();
    if (signal === 'aborted') controller.abort();
    let isDelivered: () => void = () => {};
    port.onmessage = ({ data }: MessageEvent<ToEngine>) => {
      if (data === 'abort') controller.abort();
      else isDelivered();
    };
    const post = (message: FromEngine, buffers: readonly HandedOver[] = []) =>
      port.postMessage(message, [...(buffers as readonly Transferable[])]);
    const call = (callback: string) => [
      callback,
      (...args: readonly unknown[]) => post({ callback, args }, handedOverIn(args)),
    ];
    return {
      ...plain,
      ...Object.fromEntries(callbacks.map(call)),
      ...(signal !== 'none' && { signal: controller.signal }),
      [DELIVERED]: () =>
        new Promise<void>(resolve => {
          isDelivered = () => {
            port.close();
            resolve();
          };
          post({ delivered: 1 });
        }),
    };
  },
};

interface Thrown {
  readonly value: unknown;
}

const errorHandler = (thrown: TransferHandler<Thrown, unknown>): TransferHandler<Thrown, unknown> => ({
  canHandle: thrown.canHandle,
  serialize: value =>
    value.value instanceof SanaError ? [{ sana: value.value.toData() }, []] : thrown.serialize(value),
  deserialize(wire) {
    if (typeof wire === 'object' && wire !== null && 'sana' in wire) throw SanaError.fromData(wire.sana as ErrorData);
    return thrown.deserialize(wire);
  },
});

const OPTIONS = 'sana-options';

function register(): void {
  if (transferHandlers.has(OPTIONS)) return;
  transferHandlers.set(OPTIONS, optionsHandler);
  transferHandlers.set('throw', errorHandler(transferHandlers.get('throw') as TransferHandler<Thrown, unknown>));
}

/** Serves an object to the other end. */
export function exposeApi(api: object, endpoint?: Endpoint): void {
  register();
  expose(api, endpoint);
}

/** The object that the other end exposes. */
export function wrapApi<Api>(endpoint: Endpoint): Remote<Api> {
  register();
  return wrap<Api>(endpoint);
}

function isLive(value: unknown): boolean {
  return typeof value === 'function' || value instanceof AbortSignal;
}
