import type { Wire } from './channel.ts';

/** What message ports, workers and the inside of a worker have in common. */
interface PortLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  start?(): void;
  close?(): void;
  terminate?(): void;
}

/** A message port, a worker seen from the page that started it, or that page seen from the worker (`self`). */
export function portWire(port: PortLike): Wire {
  return {
    post: (message, transfer) => port.postMessage(message, [...(transfer as Transferable[])]),
    listen(receive, broke) {
      port.addEventListener('message', event => receive((event as MessageEvent<unknown>).data));
      port.addEventListener('messageerror', () => broke('A message could not be read'));
      // of a worker: a script that cannot be loaded gives an event without a message
      port.addEventListener('error', event => broke((event as ErrorEvent).message || 'Its script could not be loaded'));
      port.start?.();
    },
    close: () => (port.terminate ? port.terminate() : port.close?.()),
  };
}
