import { isHandshake, PROTOCOL_VERSION, type ReadyMessage, type RemoteParts, serveParts } from '@sana-studio/shared';
import { isWelcome } from './welcome.ts';

/**
 * The page in a frame: gives its engine, models, history and storage to the page around it. Browsers keep the storage
 * of a framed page apart for every site around it, so one site cannot see what another made.
 */
export function serveEnginePage(parts: RemoteParts): void {
  window.addEventListener('message', ({ data, origin, source, ports }: MessageEvent<unknown>) => {
    const [port] = ports;
    if (source !== window.parent || !port) return;
    if (!isWelcome(origin, location.ancestorOrigins, location.origin)) return;
    if (isHandshake(data, 'connect') && data.version === PROTOCOL_VERSION) serveParts(port, parts);
  });
  const ready: ReadyMessage = { sana: 'engine-ready', version: PROTOCOL_VERSION };
  // to anybody: a parent without an origin could not be named
  window.parent.postMessage(ready, '*');
}
