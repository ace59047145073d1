import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  Uri,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import { errorFrom, type HostMessage, type PageMessage, type PageSettings, readPageMessage } from '../messages.ts';
import { readSettings } from './settings.ts';

export const PANEL_VIEW = 'sanaStudio.panel';

/** The panel in the side bar. Its page holds the engine, so it has to exist before pictures can be made. */
export class PanelView implements WebviewViewProvider, Disposable {
  readonly #extension: Uri;
  readonly #messages = new EventEmitter<PageMessage>();
  readonly onMessage = this.#messages.event;
  #webview: Webview | undefined;
  #listens = false;

  constructor(extension: Uri) {
    this.#extension = extension;
  }

  resolveWebviewView(view: WebviewView): void {
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(this.#extension, 'page'), this.#models],
    };
    this.#webview = webview;
    webview.onDidReceiveMessage((received: unknown) => {
      const message = readPageMessage(received);
      if (message?.type === 'ready') this.#listens = true;
      if (message) this.#messages.fire(message);
    });
    view.onDidDispose(() => {
      this.#webview = undefined;
      this.#listens = false;
    });
    webview.html = this.#html(webview);
  }

  /** Makes the page exist, and listen. It stays in the background where that is possible. */
  async open(): Promise<void> {
    if (!this.#webview) await commands.executeCommand(`${PANEL_VIEW}.focus`);
    if (this.#listens) return;
    await new Promise<void>(resolve => {
      const waiting = this.onMessage(({ type }) => {
        if (type !== 'ready') return;
        waiting.dispose();
        resolve();
      });
    });
  }

  get exists(): boolean {
    return this.#webview !== undefined;
  }

  /** A PNG as a WebP file, with its request inside. @throws SanaError of the page's browser */
  async toWebp(png: Uint8Array): Promise<Uint8Array> {
    await this.open();
    const call = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      const waiting = this.onMessage(message => {
        if (!('call' in message) || message.call !== call || message.type === 'insert') return;
        waiting.dispose();
        if (message.type === 'converted') resolve(new Uint8Array(message.image));
        else reject(errorFrom(message.error));
      });
      this.send({ type: 'convert', call, png: png.slice().buffer });
    });
  }

  /** Does nothing while there is no page. */
  send(message: HostMessage): void {
    void this.#webview?.postMessage(message);
  }

  dispose(): void {
    this.#messages.dispose();
  }

  get #models(): Uri {
    return Uri.joinPath(this.#extension, 'models');
  }

  #html(webview: Webview): string {
    const resource = (...path: string[]) => webview.asWebviewUri(Uri.joinPath(this.#extension, ...path)).toString();
    const { device, memoryBudget } = readSettings();
    const settings: PageSettings = {
      locale: env.language,
      resources: {
        engineWorker: resource('page', 'engine-worker.js'),
        pngWorker: resource('page', 'png-worker.js'),
        wasm: resource('page', 'engine.wasm.gz'),
      },
      models: [{ id: 'sana-mini', title: 'Sana mini', baseUrl: resource('models', 'sana-mini') }],
      device,
      memoryBudget,
    };
    const nonce = crypto.randomUUID();
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
      'worker-src blob:',
      `connect-src ${webview.cspSource} blob:`,
      `img-src ${webview.cspSource} blob:`,
      `style-src ${webview.cspSource}`,
    ].join('; ');
    return `<!doctype html>
<html lang="${escapeHtml(env.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sana Studio</title>
    <link rel="stylesheet" href="${escapeHtml(resource('page', 'panel.css'))}">
  </head>
  <body>
    <main>
      <h1 class="visually-hidden">Sana Studio</h1>
      <div id="panel" data-settings="${escapeHtml(JSON.stringify(settings))}"></div>
    </main>
    <script type="module" nonce="${nonce}" src="${escapeHtml(resource('page', 'panel.js'))}"></script>
  </body>
</html>`;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, char => `&#${char.charCodeAt(0)};`);
}
