// How a page around the engine page finds it: the only messages that go between the windows themselves. What follows goes
// through the port that comes with the second; see contract.ts.

import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { PARTS, type RemoteParts } from './contract.ts';

/** Raised whenever older pages and plugins would misunderstand each other. */
export const PROTOCOL_VERSION = 5;

/** From the engine page to the page around it: it is there. Tells nothing that anybody could not know. */
export interface ReadyMessage {
  readonly sana: 'engine-ready';
  readonly version: number;
}

/** The answer. Comes with the message port that everything else goes through. */
export interface ConnectMessage {
  readonly sana: 'connect';
  readonly version: number;
}

export function isHandshake<Kind extends 'engine-ready' | 'connect'>(
  data: unknown,
  kind: Kind,
): data is { readonly sana: Kind; readonly version: number } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'sana' in data &&
    data.sana === kind &&
    typeof (data as { version?: unknown }).version === 'number'
  );
}

/** Serves the parts to the panel at the other end of `port`, until the port is closed. */
export function serveParts(port: MessagePort, parts: RemoteParts): void {
  openChannel(portWire(port), { version: PROTOCOL_VERSION, bounded: true, serves: serve(PARTS, parts) });
}
