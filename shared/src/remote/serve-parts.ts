import { type PartialRequest, SanaError } from '@sana-studio/core';
import type { PanelEngine, PanelHost, PanelPicture } from '../host.ts';
import { NO_CALL, type RemoteMessage } from './messages.ts';

/** What a panel needs of a place that may be another page. */
export type RemoteParts = Pick<PanelHost, 'engine' | 'models' | 'storage' | 'history'>;

interface CallContext {
  readonly signal: AbortSignal;
  /** Calls a callback at the other end. */
  readonly emit: (name: string, ...args: readonly unknown[]) => void;
}

// The engine and the stores check what they are given, so the arguments are taken as they come.
// biome-ignore lint/suspicious/noExplicitAny: arguments of a call from another page
type Handler = (context: CallContext, ...args: any[]) => Promise<unknown>;

/** Serves the parts to the panel at the other end of `port`, until the port is closed. */
export function serveParts(port: MessagePort, parts: RemoteParts): void {
  const handlers = handlersOf(parts);
  const running = new Map<number, AbortController>();
  const send = (message: RemoteMessage) => port.postMessage(message);
  port.addEventListener('message', async ({ data }: MessageEvent<RemoteMessage>) => {
    if (data.kind === 'abort') running.get(data.id)?.abort();
    if (data.kind !== 'call') return;
    const { id, method, args } = data;
    const controller = new AbortController();
    running.set(id, controller);
    const emit: CallContext['emit'] = (name, ...values) => send({ kind: 'event', id, name, args: values });
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
      if (!handler) throw new SanaError('request-invalid', `The engine page has no ${method}; reload it.`, { method });
      send({ kind: 'value', id, value: await handler({ signal: controller.signal, emit }, ...args) });
    } catch (error) {
      send({ kind: 'error', id, error: SanaError.from(error).toData() });
    } finally {
      running.delete(id);
    }
  });
  parts.models.subscribe?.(models => send({ kind: 'event', id: NO_CALL, name: 'models', args: [models] }));
  send({ kind: 'event', id: NO_CALL, name: 'connected', args: [] });
  port.start();
}

function handlersOf({ engine, models, storage, history }: RemoteParts): Readonly<Record<string, Handler>> {
  return {
    'engine.load': ({ signal, emit }, model: string) =>
      engine.load(model, { signal, onProgress: progress => emit('onProgress', progress) }),
    'engine.generate': ({ signal, emit }, request: PartialRequest) => {
      const options: Parameters<PanelEngine['generate']>[1] = {
        signal,
        onProgress: progress => emit('onProgress', progress),
        onPreview: (preview, index, step) => emit('onPreview', preview, index, step),
        onPicture: (picture, index) => emit('onPicture', picture, index),
      };
      return engine.generate(request, options);
    },
    'models.list': () => models.list(),
    'models.download': async ({ signal }, id: string) => models.download?.(id, signal),
    'models.remove': async (_, id: string) => models.remove?.(id),
    'storage.get': (_, key: string) => storage.get(key),
    'storage.set': (_, key: string, value: unknown) => storage.set(key, value),
    'history.list': () => history.list(),
    'history.add': (_, picture: PanelPicture, thumbnail: Blob) => history.add(picture, thumbnail),
    'history.picture': (_, id: string) => history.picture(id),
    'history.remove': (_, id: string) => history.remove(id),
    'history.clear': () => history.clear(),
  };
}
