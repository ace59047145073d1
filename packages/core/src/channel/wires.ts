import type { Wire } from './channel.ts';

/** A message port, or a worker seen from the page that started it. */
export function portWire(port: MessagePort | Worker): Wire {
  return {
    post: (message, transfer) => port.postMessage(message, [...(transfer as Transferable[])]),
    listen(receive, broke) {
      port.addEventListener('message', event => receive((event as MessageEvent<unknown>).data));
      port.addEventListener('messageerror', () => broke('A message could not be read'));
      if (port instanceof MessagePort) port.start();
      else
        port.addEventListener('error', event => {
          // a script that cannot be loaded gives an event without a message
          broke((event as ErrorEvent).message || 'Its script could not be loaded');
        });
    },
    close: () => (port instanceof MessagePort ? port.close() : port.terminate()),
  };
}
