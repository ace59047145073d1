import { SanaError } from '@sana-studio/core';
import { openChannel, serve, type Wire } from '@sana-studio/core/channel';
import type { ComputerFiles } from '@sana-studio/models';
import { serverReference } from '@sana-studio/serving';
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
import { HOST, PAGE, type Page, VERSION } from '../contract.ts';
import { hubSources } from '../hub-access.ts';
import type { PageSettings } from '../page-settings.ts';
import { inserting } from './panel-insert.ts';
import { currentSafety, keepWord, openSafetySettings, SAFETY_SETTINGS } from './safety-settings.ts';
import type { ServedPictures } from './served-pictures.ts';
import { followModel, readSettings } from './settings.ts';
import { workspaceStyle } from './workspace-style.ts';

export const PANEL_VIEW = 'sanaStudio.panel';

const STORED_PANEL = 'panel';
const CHOSEN_MODEL = 'model';

const NO_COMPUTER: ComputerFiles = {
  find: async () => ({ models: [], problems: [] }),
  open: async () => undefined,
  read: async () => {
    throw new SanaError('internal:closed-file');
  },
  close: async () => {},
};

/** Why a call fails whose page is gone. */
const RELOADED = 'worker-failed:other-end';

/** Of the person's changes: what is typed into a setting arrives letter by letter. */
const SETTLED_AFTER_MS = 800;

/** The panel in the side bar. Its page holds the engine, so it has to exist before pictures can be made. */
export class PanelView implements WebviewViewProvider, Disposable {
  readonly #extension: Uri;
  readonly #memory: Memento;
  readonly #everywhere: Memento;
  readonly #served: ServedPictures;
  readonly #computer: ComputerFiles;
  readonly #loaded = new EventEmitter<void>();
  /** There is a page, for the first time or anew. */
  readonly onPage = this.#loaded.event;
  readonly #watching: Disposable;
  #webview: Webview | undefined;
  #page: Page | undefined;
  /** What the page was told of the settings. */
  #told = '';
  #renewal: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param memory outlives reloads of the window. A page's own state would be lost in a browser: it is written too late
   * @param everywhere the same of all workspaces
   * @param served what is drawn on servers
   * @param computer files of the computer that the extension runs on, where it runs on one
   */
  constructor(
    extension: Uri,
    memory: Memento,
    everywhere: Memento,
    served: ServedPictures,
    computer: ComputerFiles = NO_COMPUTER,
  ) {
    this.#served = served;
    this.#computer = computer;
    this.#extension = extension;
    this.#memory = memory;
    this.#everywhere = everywhere;
    this.#watching = workspace.onDidChangeConfiguration(change => {
      if (SAFETY_SETTINGS.some(setting => change.affectsConfiguration(setting)))
        this.#page?.safetyChanged().catch(() => {});
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
    const channel = openChannel(webviewWire(webview), {
      version: VERSION,
      // before the page listens, VS Code would keep a greeting for it
      waits: true,
      bounded: true,
      serves: serve(HOST, {
        servers: this.#served.forPanel,
        drawing: this.#served,
        computer: this.#computer,
        host: {
          ...inserting,
          ...workspaceStyle,
          safety: currentSafety,
          keepWord,
          openSafetySettings,
          store: (key, json) => this.#store(key, JSON.parse(json)),
        },
      }),
      onOpen: () => this.#loaded.fire(),
    });
    this.#page = channel.remote(PAGE).page;
    view.onDidDispose(() => {
      this.#webview = undefined;
      this.#page = undefined;
      channel.close(new SanaError(RELOADED));
    });
    this.#show(webview);
  }

  /** Begins the page anew if settings of its own have changed. What it was making, it makes again. */
  #renew(): void {
    if (this.#webview && this.#told !== JSON.stringify(this.#settings(this.#webview))) this.#show(this.#webview);
  }

  #show(webview: Webview): void {
    const settings = this.#settings(webview);
    this.#told = JSON.stringify(settings);
    webview.html = this.#html(webview, settings);
  }

  /** Makes the page exist, and be ready. It stays in the background where that is possible. */
  async open(): Promise<void> {
    if (!this.#webview) await commands.executeCommand(`${PANEL_VIEW}.focus`);
    await this.ask(page => page.ready());
  }

  /** The model that was chosen in the panel: in this workspace, else in the last one where one was; else that of a server. */
  get chosenModel(): string | undefined {
    const { server } = readSettings();
    const ofServer = server && serverReference({ server, model: undefined });
    return modelIn(this.#own) ?? this.#everywhere.get<string>(CHOSEN_MODEL) ?? ofServer;
  }

  get exists(): boolean {
    return this.#webview !== undefined;
  }

  /**
   * Asks something of the page, once there is one. A page that begins anew, because the view was moved or reloaded, knows
   * nothing of what the one before was asked: it is asked again.
   */
  async ask<T>(question: (page: Page) => Promise<T>): Promise<T> {
    for (;;) {
      if (!this.#page) await this.#nextPage();
      else {
        try {
          return await question(this.#page);
        } catch (error) {
          if (!(error instanceof SanaError) || error.reason !== RELOADED) throw error;
        }
      }
    }
  }

  #nextPage(): Promise<void> {
    return new Promise(resolve => {
      const waiting = this.onPage(() => {
        waiting.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    clearTimeout(this.#renewal);
    this.#watching.dispose();
    this.#loaded.dispose();
  }

  get #models(): Uri {
    return Uri.joinPath(this.#extension, 'models');
  }

  get #own(): Stored {
    const stored = this.#memory.get<unknown>(STORED_PANEL);
    return typeof stored === 'object' && stored !== null ? stored : {};
  }

  /** What the page begins with: the settings' model goes before the chosen one. */
  get #stored(): Stored {
    const own = this.#own;
    const model = readSettings().request.model ?? this.chosenModel;
    return model === undefined ? own : { ...own, form: { ...(isObject(own.form) && own.form), model } };
  }

  async #store(key: string, value: unknown): Promise<void> {
    const before = modelIn(this.#stored);
    await this.#memory.update(STORED_PANEL, { ...this.#own, [key]: value });
    const model = modelIn(this.#own);
    if (key !== 'form' || model === undefined || model === before) return;
    await this.#everywhere.update(CHOSEN_MODEL, model);
    await followModel(model);
  }

  #resource(webview: Webview, ...path: string[]): string {
    return webview.asWebviewUri(Uri.joinPath(this.#extension, ...path)).toString();
  }

  #settings(webview: Webview): PageSettings {
    const resource = (...path: string[]) => this.#resource(webview, ...path);
    const { device, memoryBudget, mirror, team } = readSettings();
    return {
      locale: env.language,
      resources: {
        engine: { script: resource('page', 'engine-worker.js'), wasm: resource('page', 'engine.wasm.gz') },
        processorEngine: {
          script: resource('page', 'processor-engine-worker.js'),
          wasm: resource('page', 'processor.wasm.gz'),
        },
        modelsWorker: resource('page', 'models-worker.js'),
        pngWorker: resource('page', 'png-worker.js'),
      },
      models: [{ id: 'sana-mini', title: 'Sana mini', baseUrl: resource('models', 'sana-mini') }],
      device,
      memoryBudget,
      mirror,
      team,
    };
  }

  #html(webview: Webview, settings: PageSettings): string {
    const resource = (...path: string[]) => this.#resource(webview, ...path);
    const nonce = crypto.randomUUID();
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
      'worker-src blob:',
      `connect-src ${[webview.cspSource, 'blob:', ...hubSources(settings)].join(' ')}`,
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

interface Stored {
  readonly form?: unknown;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function modelIn({ form }: Stored): string | undefined {
  return isObject(form) && 'model' in form && typeof form.model === 'string' ? form.model : undefined;
}

function webviewWire(webview: Webview): Wire {
  return {
    post: message => void webview.postMessage(message),
    listen: receive => void webview.onDidReceiveMessage(receive),
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, char => `&#${char.charCodeAt(0)};`);
}
