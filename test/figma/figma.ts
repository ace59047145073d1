import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ModelServer, serveModels } from '@sana-studio/models/node';
import { build } from 'esbuild';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { type Host, hostArguments, selfSigned, startHost, staticFiles } from './hosting.ts';
import type { LayerDescription, Setting } from './model/plugin-api.ts';

export const ROOT = dirname(dirname(import.meta.dirname));
/** Milliseconds: the pictures are made by a processor that others may be using too. */
export const PATIENCE = 90_000;

export interface FigmaOptions {
  /** Whether pages of other sites in frames may store data. */
  readonly storage: boolean;
  readonly webgpu: boolean;
  /** The software that plays the graphics device here does not say that it is software, so that the engine takes it. */
  readonly adapterSeemsReal?: boolean;
  /** Every tab starts the engine, which is compiled quickly for tests, and not to be fast. Default: so. */
  readonly quickStart?: boolean;
  /** Folder. */
  readonly model: string;
  /**
   * Figma is https://www.figma.com and the engine page the folder that is uploaded, on a static host: both of the
   * internet, as far as the browser knows. Otherwise both are this machine's.
   */
  readonly hosted?: boolean;
}

/** Everything that the tests play Figma with: built plugin, engine page, browser. */
export interface TestFigma {
  readonly engine: Pick<ModelServer, 'url'>;
  /** Opens the plugin in a new tab. */
  open(options?: Partial<Setting> & OpenOptions): Promise<OpenPlugin>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly command?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Of what the panel keeps. */
  readonly form?: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  /** Same site for Figma and the engine, where Chromium counts the engine's frame as insecure. */
  readonly sameSite?: boolean;
  /** The engine page that the plugin is built with, where that is another. */
  readonly engine?: string;
  /** The list of models of a team that the plugin is built with. */
  readonly models?: string;
  /** Figma does not know that the plugin is being developed. */
  readonly published?: boolean;
  /** Called before anything is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface DocumentDescription {
  /** Number of changes in each step that can be undone. */
  readonly undo: readonly number[];
  readonly uncommitted: number;
  readonly images: number;
  readonly stored: Readonly<Record<string, unknown>>;
  readonly shared: Readonly<Record<string, string>>;
  readonly layers: readonly LayerDescription[];
}

export async function startFigma(options: FigmaOptions): Promise<TestFigma> {
  const { model: folderOfModel, adapterSeemsReal = false, hosted = false, ...allowed } = options;
  const folder = mkdtempSync(join(tmpdir(), 'sana-figma-'));
  const webRoot = adapterSeemsReal ? pageWithRealAdapter(join(folder, 'web')) : join(ROOT, 'dist/web');
  const surroundings = hosted
    ? await onTheInternet(folder, folderOfModel)
    : await onThisMachine(await serveModels({ folder: folderOfModel, webRoot, origins: [], port: 0 }));
  const { engine, hosts } = surroundings;
  const [host, model] = await Promise.all([
    script('test/figma/host/main.ts', { target: 'es2022' }),
    // the realm's own globals: what is evaluated there may not bring any along
    script('test/figma/model/main.ts', { target: 'es2020', globalName: 'figmaModel' }),
  ]);
  const context = await browser(join(folder, 'profile'), allowed, hosts.length > 0 ? hostArguments(hosts) : []);
  context.setDefaultTimeout(PATIENCE);
  const builds = new Map<string, string>();
  const builtFor = (url: string, models?: string) => {
    const options = ['--engine', url, ...(models === undefined ? [] : ['--models', models])];
    const key = options.join(' ');
    const built = builds.get(key) ?? join(folder, `plugin-${builds.size}`);
    if (!builds.has(key)) runNode('dist/figma-build.mjs', ...options, '--out', built);
    builds.set(key, built);
    return (name: string) => readFileSync(join(built, name), 'utf8');
  };
  builtFor(engine.url);
  return {
    engine,
    async open({ command = 'open', editor = 'figma', layers = [], ...others } = {}) {
      const {
        parameters,
        paintStyles = [],
        shared = {},
        form,
        locale,
        sameSite = false,
        prepare,
        published = false,
      } = others;
      const file = builtFor(others.engine ?? engine.url, others.models);
      const tab = await context.newPage();
      if (locale) await tab.addInitScript(`Object.defineProperty(navigator, 'language', { value: '${locale}' })`);
      await prepare?.(tab);
      await tab.goto(surroundings.figma(sameSite));
      await tab.addScriptTag({ content: host });
      const stored = { ...others.stored, ...(form && { form }) };
      await tab.evaluate(start => figmaHost.start(start), {
        model: `${model};globalThis.createFigma = figmaModel.createFigma;`,
        code: file('code.js'),
        ui: file('ui.html'),
        policy: policyOf(JSON.parse(file('manifest.json')), published),
        command,
        parameters,
        setting: { editor, layers, stored, paintStyles, shared },
      });
      const ui = await frameOf(tab, frame => frame.url() === 'about:srcdoc' && frame.parentFrame() !== tab.mainFrame());
      return new OpenPlugin(tab, ui);
    },
    async close() {
      await context.close();
      await surroundings.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

interface Surroundings {
  readonly engine: Pick<ModelServer, 'url'>;
  readonly hosts: readonly Host[];
  /** The address of the page that plays Figma. */
  figma(sameSite: boolean): string;
  close(): Promise<void>;
}

async function onThisMachine(engine: ModelServer): Promise<Surroundings> {
  const page = await emptyPage();
  const { port } = page.address() as AddressInfo;
  return {
    engine,
    hosts: [],
    figma: sameSite => `http://${sameSite ? 'localhost' : '127.0.0.1'}:${port}/`,
    async close() {
      page.close();
      await engine.close();
    },
  };
}

async function onTheInternet(folder: string, model: string): Promise<Surroundings> {
  const upload = join(folder, 'engine');
  runNode('dist/engine-build.mjs', '--model', model, '--out', upload);
  const version = readdirSync(upload).find(name => name.startsWith('v'));
  const identity = selfSigned(folder);
  const figma = () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(EMPTY_PAGE) });
  const hosts = await Promise.all([
    startHost('www.figma.com', identity, figma),
    startHost('sana.example', identity, staticFiles(upload)),
  ]);
  return {
    engine: { url: `https://sana.example/${version}/` },
    hosts,
    figma: () => 'https://www.figma.com/',
    async close() {
      for (const host of hosts) host.close();
    },
  };
}

function runNode(...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A running plugin, and the document that it works on. */
export class OpenPlugin {
  readonly tab: Page;
  readonly ui: Frame;

  constructor(tab: Page, ui: Frame) {
    this.tab = tab;
    this.ui = ui;
  }

  /** The frame with the engine page, once it is there. */
  engine(origin: string): Promise<Frame> {
    return frameOf(this.tab, frame => frame.url().startsWith(origin));
  }

  call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.tab.evaluate(([method, values]) => figmaHost.call(method, ...values), [name, args] as const);
  }

  select(...names: string[]): Promise<unknown> {
    return this.call('select', names);
  }

  async document(): Promise<DocumentDescription> {
    return JSON.parse(String(await this.call('describe'))) as DocumentDescription;
  }

  /** A layer at the top of the page, by name. */
  async layer(name: string): Promise<LayerDescription> {
    const { layers } = await this.document();
    const found = layers.find(layer => layer.name === name);
    if (!found) throw new Error(`There is no layer ${name} among ${layers.map(layer => layer.name).join(', ')}.`);
    return found;
  }

  /** The file of a layer's topmost picture. */
  async picture({ fills }: LayerDescription): Promise<Buffer> {
    const hash = fills.findLast(({ type }) => type === 'IMAGE')?.imageHash ?? '';
    const base64 = await this.tab.evaluate(name => {
      const bytes = figmaHost.call('image', name) as Uint8Array;
      return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
    }, hash);
    return Buffer.from(base64, 'base64');
  }

  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    const { name, style } = await this.tab.evaluate(chosen => figmaHost.theme(chosen), theme);
    await this.ui.evaluate(
      ([className, css]) => {
        document.documentElement.className = className;
        document.querySelector('#figma-style')!.textContent = css;
      },
      [name, style] as const,
    );
  }

  log(): Promise<readonly string[]> {
    return this.tab.evaluate(() => [...figmaHost.log, ...figmaHost.unhandled()]);
  }

  async shot(name: string): Promise<void> {
    const folder = join(ROOT, '.cache/figma');
    mkdirSync(folder, { recursive: true });
    await this.tab.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The engine page, whose worker sees no difference between software and a graphics device. */
function pageWithRealAdapter(folder: string): string {
  cpSync(join(ROOT, 'dist/web'), folder, { recursive: true });
  const hide = "Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });";
  // the page asks as well, for the models that suit the device
  for (const name of ['engine-worker.mjs', 'studio.mjs']) {
    const script = join(folder, name);
    writeFileSync(script, `${hide}\n${readFileSync(script, 'utf8')}`);
  }
  return folder;
}

async function frameOf(tab: Page, isIt: (frame: Frame) => boolean): Promise<Frame> {
  for (;;) {
    const found = tab.frames().find(isIt);
    if (found) {
      await found.waitForLoadState('domcontentloaded');
      return found;
    }
    await tab.waitForEvent('framenavigated');
  }
}

async function script(entry: string, options: { target: string; globalName?: string }): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    write: false,
    platform: 'browser',
    logLevel: 'error',
    ...options,
  });
  return outputFiles[0]!.text;
}

interface Manifest {
  readonly networkAccess: {
    readonly allowedDomains: readonly string[];
    readonly devAllowedDomains?: readonly string[];
  };
}

/**
 * What Figma derives from the manifest; its script and style directives are assumed. Of a published plugin it heeds no
 * domains for development.
 */
function policyOf({ networkAccess }: Manifest, published: boolean): string {
  const { allowedDomains, devAllowedDomains = [] } = networkAccess;
  const domains = [...allowedDomains, ...(published ? [] : devAllowedDomains)]
    .filter(domain => domain !== 'none')
    .join(' ');
  return [
    `default-src data: blob: ${domains}`,
    `script-src data: blob: 'unsafe-inline' 'unsafe-eval' ${domains}`,
    "style-src 'unsafe-inline'",
  ].join('; ');
}

const EMPTY_PAGE = '<!doctype html><title>Figma</title><body style="margin:0">';

async function emptyPage(): Promise<Server> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(EMPTY_PAGE));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return server;
}

function browser(
  profile: string,
  { storage, webgpu, quickStart = true }: Pick<FigmaOptions, 'storage' | 'webgpu' | 'quickStart'>,
  hosting: readonly string[],
): Promise<BrowserContext> {
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const allowed = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  if (storage) writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(allowed));
  return chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    viewport: { width: 420, height: 760 },
    locale: 'en-US',
    args: [...chromiumArguments({ webgpu, quickStart }), ...hosting],
  });
}
