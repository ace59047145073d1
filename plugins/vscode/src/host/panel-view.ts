import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  type Memento,
  Uri,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
  workspace,
} from 'vscode';
import type * as z from 'zod/mini';
import { hubSources } from '../hub-access.ts';
import {
  errorFrom,
  type HostMessage,
  type PageMessage,
  type PageSettings,
  readPageMessage,
  storedValues,
} from '../messages.ts';
import { readSettings } from './settings.ts';

export const PANEL_VIEW = 'sanaStudio.panel';

const STORED_PANEL = 'panel';

/** Of the person's changes: what is typed into a setting arrives letter by letter. */
const SETTLED_AFTER_MS = 800;

/** The panel in the side bar. Its page holds the engine, so it has to exist before pictures can be made. */
export class PanelView implements WebviewViewProvider, Disposable {
  readonly #extension: Uri;
  readonly #memory: Memento;
  readonly #messages = new EventEmitter<PageMessage>();
  readonly onMessage = this.#messages.event;
  readonly #watching: Disposable;
  #webview: Webview | undefined;
  #listens = false;
  /** What the page was told of the settings. */
  #told = '';
  #renewal: ReturnType<typeof setTimeout> | undefined;

  /** @param memory outlives reloads of the window. A page's own state would be lost in a browser: it is written too late */
  constructor(extension: Uri, memory: Memento) {
    this.#extension = extension;
    this.#memory = memory;
    this.#watching = workspace.onDidChangeConfiguration(() => {
      clearTimeout(this.#renewal);
      this.#renewal = setTimeout(() => this.#renew(), SETTLED_AFTER_MS);
    });
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
      if (message?.type === 'store') void this.#store(message.key, message.value);
      else if (message) this.#messages.fire(message);
    });
    view.onDidDispose(() => {
      this.#webview = undefined;
      this.#listens = false;
    });
    this.#show(webview);
  }

  /** Begins the page anew if settings of its own have changed. What it was making, it makes again. */
  #renew(): void {
    if (this.#webview && this.#told !== JSON.stringify(this.#settings(this.#webview))) this.#show(this.#webview);
  }

  #show(webview: Webview): void {
    const settings = this.#settings(webview);
    this.#listens = false;
    this.#told = JSON.stringify(settings);
    webview.html = this.#html(webview, settings);
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
    clearTimeout(this.#renewal);
    this.#watching.dispose();
    this.#messages.dispose();
  }

  get #models(): Uri {
    return Uri.joinPath(this.#extension, 'models');
  }

  get #stored(): z.infer<typeof storedValues> {
    return storedValues.safeParse(this.#memory.get(STORED_PANEL)).data ?? {};
  }

  async #store(key: string, value: z.infer<typeof storedValues>[string]): Promise<void> {
    await this.#memory.update(STORED_PANEL, { ...this.#stored, [key]: value });
  }

  #resource(webview: Webview, ...path: string[]): string {
    return webview.asWebviewUri(Uri.joinPath(this.#extension, ...path)).toString();
  }

  #settings(webview: Webview): PageSettings {
    const resource = (...path: string[]) => this.#resource(webview, ...path);
    const { device, memoryBudget, mirror, safety } = readSettings();
    return {
      locale: env.language,
      resources: {
        engineWorker: resource('page', 'engine-worker.js'),
        modelsWorker: resource('page', 'models-worker.js'),
        pngWorker: resource('page', 'png-worker.js'),
        wasm: resource('page', 'engine.wasm.gz'),
      },
      models: [{ id: 'sana-mini', title: 'Sana mini', baseUrl: resource('models', 'sana-mini') }],
      device,
      memoryBudget,
      mirror,
      safety,
    };
  }

  #html(webview: Webview, settings: PageSettings): string {
    const resource = (...path: string[]) => this.#resource(webview, ...path);
    const nonce = crypto.randomUUID();
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
      'worker-src blob:',
      `connect-src ${[webview.cspSource, 'blob:', ...hubSources(settings.mirror)].join(' ')}`,
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
      <div id="panel" data-settings="${escapeHtml(JSON.stringify(settings))}" data-stored="${escapeHtml(JSON.stringify(this.#stored))}"></div>
    </main>
    <script type="module" nonce="${nonce}" src="${escapeHtml(resource('page', 'panel.js'))}"></script>
  </body>
</html>`;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, char => `&#${char.charCodeAt(0)};`);
}
