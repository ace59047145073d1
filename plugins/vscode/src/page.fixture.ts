// The panel's page, as tests of the extension host need it: at the other end of a pipe like that of a webview.

import { type ContractOf, openChannel, serve, type Wire } from '@sana-studio/core/channel';
import type { Webview, WebviewView } from 'vscode';
import { HOST, type Host, PAGE, type Page, VERSION } from './contract.ts';

type HostParts = typeof HOST extends ContractOf<infer Parts> ? Parts : never;

/** A view whose page makes pictures as `make` does, and takes whatever it is told. */
export function fakeView(make: Page['make']) {
  let toHost: (message: unknown) => void = () => {};
  let toPage: (message: unknown) => void = () => {};
  let disposed = () => {};
  const send = async (message: unknown, receive: () => typeof toHost) => {
    const arrived = across(message);
    await undefined;
    receive()(arrived);
    return true;
  };
  const webview = {
    html: '',
    options: {},
    cspSource: 'https://*.example',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage(listener: typeof toHost) {
      toHost = listener;
    },
    postMessage: (message: unknown) => send(message, () => toPage),
  } as unknown as Webview;
  const view = {
    webview,
    onDidDispose(listener: () => void) {
      disposed = listener;
    },
  } as unknown as WebviewView;
  const page: Page = {
    ready: async () => {},
    needed: async () => undefined,
    fetch: async () => {},
    make,
    use: async () => {},
    follow: async () => {},
    changePart: async () => {},
    offers: async () => {},
    safetyChanged: async () => {},
  };
  let remote: HostParts | undefined;
  /** Begins the page, or begins it anew. @returns what it can ask of the host */
  const load = (): Host => {
    const wire: Wire = {
      post: message => void send(message, () => toHost),
      listen(receive) {
        toPage = receive;
      },
    };
    const channel = openChannel(wire, { version: VERSION, bounded: true, serves: serve(PAGE, { page }) });
    remote = channel.remote(HOST);
    return remote.host;
  };
  return {
    view,
    webview,
    page,
    load,
    /** Everything that the page can ask of the host. */
    get remote() {
      return remote!;
    },
    dispose: () => disposed(),
  };
}

/** As VS Code carries messages: JSON, with the bytes beside it. */
function across(message: unknown): unknown {
  const carried: Uint8Array[] = [];
  const json = JSON.stringify(message, (_, value) =>
    value instanceof Uint8Array ? { carried: carried.push(value.slice()) - 1 } : value,
  );
  return JSON.parse(json, (_, value) => carried[value?.carried] ?? value);
}
