import { SanaError } from '@sana-studio/core';
import { type Channel, forward, openChannel, portWire } from '@sana-studio/core/channel';
import { PARTS, type RemoteParts } from './contract.ts';
import { type ConnectMessage, isHandshake, PROTOCOL_VERSION } from './handshake.ts';
import { isNearby, LOCAL_FEATURES, silenceError } from './silence.ts';

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
  const address = new URL(url);
  const { origin } = address;
  const document = container.ownerDocument;
  const frame = document.createElement('iframe');
  // storage and threads of the engine page are subject to what the frame is allowed
  frame.allow = isNearby(address) ? `cross-origin-isolated; ${LOCAL_FEATURES}` : 'cross-origin-isolated';
  frame.hidden = true;
  frame.title = 'Sana';
  // the engine page says that it is there before it counts as loaded; an error page of the browser's never does
  frame.addEventListener('load', () => {
    if (waiting !== undefined) wait(AFTER_LOAD);
  });
  let channel: Channel | undefined;
  let connecting: Promise<RemoteParts> | undefined;
  let arrived: (parts: RemoteParts) => void = () => {};
  let failed: (error: SanaError) => void = () => {};
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const stopWaiting = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  let blocked = false;
  const wait = (milliseconds: number) => {
    stopWaiting();
    waiting = setTimeout(() => void silenceError(url, blocked).then(failed), milliseconds);
  };
  // of a frame that a page's own policy forbids it hears nothing else
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (waiting === undefined || !URL.canParse(blockedURI) || new URL(blockedURI).origin !== origin) return;
    blocked = true;
    wait(0);
  };

  const onMessage = ({ data, source, origin: from }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || from !== origin || !isHandshake(data, 'engine-ready')) return;
    // a page that is ready for the second time has been reloaded: what it was doing is gone
    channel?.close(new SanaError('worker-failed:page-reloaded', { url }));
    if (data.version !== PROTOCOL_VERSION) {
      const reason = data.version < PROTOCOL_VERSION ? 'worker-failed:page-older' : 'worker-failed:page-newer';
      failed(new SanaError(reason, { url, theirs: data.version, own: PROTOCOL_VERSION }));
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const connect: ConnectMessage = { sana: 'connect', version: PROTOCOL_VERSION };
    frame.contentWindow?.postMessage(connect, origin, [port2]);
    const opening = openChannel(portWire(port1), {
      version: PROTOCOL_VERSION,
      bounded: true,
      // only then has the page accepted this one: to others it keeps silent
      onOpen: () => {
        const parts = opening.remote(PARTS);
        connecting = Promise.resolve(parts);
        arrived(parts);
      },
    });
    channel = opening;
  };
  const load = () =>
    new Promise<RemoteParts>((resolve, reject) => {
      blocked = false;
      wait(patience);
      arrived = parts => {
        stopWaiting();
        resolve(parts);
      };
      failed = error => {
        stopWaiting();
        connecting = undefined;
        reject(error);
      };
      frame.src = url;
      container.append(frame);
    });
  document.defaultView?.addEventListener('message', onMessage);
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    parts: forward(PARTS, () => {
      connecting ??= load();
      return connecting;
    }),
    close() {
      document.defaultView?.removeEventListener('message', onMessage);
      document.removeEventListener('securitypolicyviolation', onViolation);
      channel?.close(new SanaError('cancelled:engine'));
      frame.remove();
    },
  };
}
