import { SanaError } from '@sana-studio/core';
import type { HistoryEntry, LoadedModel, ModelEntry, ModelPlace } from '../host.ts';
import { type ConnectMessage, isHandshake, PROTOCOL_VERSION } from './messages.ts';
import { type CallOptions, RemoteCaller } from './remote-caller.ts';
import type { RemoteParts } from './serve-parts.ts';

export interface EngineFrameOptions {
  /** Where the engine page is. */
  readonly url: string;
  /** Where the hidden frame is put. */
  readonly container: HTMLElement;
  /** Milliseconds until a page that does not answer counts as unreachable. Default: 20 s. */
  readonly patience?: number | undefined;
}

export interface EngineFrame {
  readonly parts: RemoteParts;
  close(): void;
}

/** Milliseconds in which a loaded page's word arrives, however busy the machine is. */
const AFTER_LOAD = 4000;

/**
 * The engine page in a hidden frame, as parts of a panel's host. A call that finds it unreachable fails with
 * `worker-failed`; the next one loads it anew.
 */
export function openEngineFrame(options: EngineFrameOptions): EngineFrame {
  const { url, container, patience = 20_000 } = options;
  const { origin } = new URL(url);
  const frame = container.ownerDocument.createElement('iframe');
  // storage and threads of the engine page are subject to what the frame is allowed
  frame.allow = 'cross-origin-isolated';
  frame.hidden = true;
  frame.title = 'Sana';
  // the engine page says that it is there before it counts as loaded; an error page of the browser's never does
  frame.addEventListener('load', () => {
    if (waiting !== undefined) wait(AFTER_LOAD);
  });
  let caller: RemoteCaller | undefined;
  let connecting: Promise<RemoteCaller> | undefined;
  let arrived: (connected: RemoteCaller) => void = () => {};
  let failed: (error: SanaError) => void = () => {};
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stopWaiting = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  const wait = (milliseconds: number) => {
    stopWaiting();
    waiting = setTimeout(() => failed(new SanaError('worker-failed:page-silent', { url })), milliseconds);
  };

  const onMessage = ({ data, source, origin: from }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || from !== origin || !isHandshake(data, 'engine-ready')) return;
    // a page that is ready for the second time has been reloaded: what it was doing is gone
    caller?.close(new SanaError('worker-failed:page-reloaded', { url }));
    if (data.version !== PROTOCOL_VERSION) {
      failed(new SanaError('worker-failed:page-version', { url }));
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const connect: ConnectMessage = { sana: 'connect', version: PROTOCOL_VERSION };
    frame.contentWindow?.postMessage(connect, origin, [port2]);
    const connected = new RemoteCaller(port1, {
      // only then has the page accepted this one: to others it keeps silent
      connected: () => {
        connecting = Promise.resolve(connected);
        arrived(connected);
      },
    });
    caller = connected;
  };
  const load = () =>
    new Promise<RemoteCaller>((resolve, reject) => {
      wait(patience);
      arrived = connected => {
        stopWaiting();
        resolve(connected);
      };
      failed = error => {
        stopWaiting();
        connecting = undefined;
        reject(error);
      };
      frame.src = url;
      container.append(frame);
    });
  const call = async <Value>(method: string, args: readonly unknown[] = [], callOptions?: CallOptions) => {
    connecting ??= load();
    return (await (await connecting).call(method, args, callOptions)) as Value;
  };

  container.ownerDocument.defaultView?.addEventListener('message', onMessage);
  return {
    parts: partsOf(call),
    close() {
      container.ownerDocument.defaultView?.removeEventListener('message', onMessage);
      caller?.close(new SanaError('cancelled:engine'));
      frame.remove();
    },
  };
}

type Call = <Value>(method: string, args?: readonly unknown[], options?: CallOptions) => Promise<Value>;

function partsOf(call: Call): RemoteParts {
  return {
    engine: {
      load: (model, { signal, ...callbacks }) => call<LoadedModel>('engine.load', [model], { signal, callbacks }),
      generate: (request, { signal, ...callbacks }) => call<void>('engine.generate', [request], { signal, callbacks }),
    },
    models: {
      watch: ({ signal, ...callbacks }) => call<void>('models.watch', [], { signal, callbacks }),
      download: (id, signal) => call<void>('models.download', [id], { signal }),
      acceptLicences: links => call<void>('models.acceptLicences', [links]),
      lookUp: reference => call<ModelEntry>('models.lookUp', [reference]),
      place: () => call<ModelPlace>('models.place'),
      setHub: url => call<void>('models.setHub', [url]),
      remove: id => call<void>('models.remove', [id]),
    },
    storage: {
      get: key => call<unknown>('storage.get', [key]),
      set: (key, value) => call<void>('storage.set', [key, value]),
    },
    history: {
      list: () => call<readonly HistoryEntry[]>('history.list'),
      add: (picture, thumbnail) => call<HistoryEntry>('history.add', [picture, thumbnail]),
      picture: id => call<Blob | undefined>('history.picture', [id]),
      remove: id => call<void>('history.remove', [id]),
      clear: () => call<void>('history.clear'),
    },
  };
}
