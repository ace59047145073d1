import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { type CodeServer, ensureCodeServer, startCodeServer } from './code-server.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];
const WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export interface WorkbenchOptions {
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether pages find a (software) graphics device. */
  readonly webgpu?: boolean;
}

/** A real VS Code with the extension, on a folder of its own, driven as a person would. */
export class Workbench {
  readonly folder: string;
  readonly page: Page;
  readonly #scratch: string;
  readonly #server: CodeServer;
  readonly #browser: Browser;

  private constructor(scratch: string, server: CodeServer, browser: Browser, page: Page) {
    this.#scratch = scratch;
    this.folder = join(scratch, 'workspace');
    this.#server = server;
    this.#browser = browser;
    this.page = page;
  }

  static async start({ vsix, settings, webgpu = false }: WorkbenchOptions): Promise<Workbench> {
    ensureCodeServer();
    const scratch = mkdtempSync(join(tmpdir(), 'sana-vscode-'));
    mkdirSync(join(scratch, 'workspace'));
    const server = await startCodeServer(join(scratch, 'state'), vsix, settings);
    const browser = await chromium.launch({
      executablePath: ensureChromium(),
      args: webgpu ? [...FLAGS, ...WEBGPU] : FLAGS,
    });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
    page.setDefaultTimeout(120_000);
    const workbench = new Workbench(scratch, server, browser, page);
    await page.goto(`${server.url}/?folder=${encodeURIComponent(workbench.folder)}`);
    await page.locator('.explorer-folders-view').waitFor({ timeout: 60_000 });
    return workbench;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  bytes(path: string): Uint8Array {
    return readFileSync(join(this.folder, path));
  }

  /** Names of the files in a folder; empty if there is none. */
  list(path: string): string[] {
    const folder = join(this.folder, path);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** Writes a document, opens it and puts the cursor where `|` stands; two of them are a selection. */
  async open(path: string, marked: string): Promise<void> {
    const [before = '', selected = '', behind] = marked.split('|');
    this.write(path, marked.replaceAll('|', ''));
    await this.show(path);
    const lines = before.split(/\r?\n/u);
    await this.goTo(lines.length, lines.at(-1)!.length + 1);
    if (behind === undefined) return;
    for (const _ of selected) await this.page.keyboard.press('Shift+ArrowRight');
  }

  /** Opens a document as it is. By its whole path, because the search for names takes a while to learn of new files. */
  async show(path: string): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').fill(join(this.folder, path));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: path }).first().click();
    await page.locator('.tab.active', { hasText: path }).waitFor();
  }

  /** Puts the cursor somewhere; both numbers begin with 1. */
  async goTo(line: number, column: number): Promise<void> {
    const { page } = this;
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page
      .locator('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` })
      .waitFor({ timeout: 30_000 });
  }

  async runCommand(title: string): Promise<void> {
    const { page } = this;
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').waitFor();
    await page.locator('.quick-input-widget input').fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Puts the focus into the text and saves it. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
  }

  /** Removes every picture. */
  clear(): void {
    rmSync(join(this.folder, 'images'), { recursive: true, force: true });
  }

  async until(what: string, condition: () => boolean, seconds = 300): Promise<void> {
    const end = Date.now() + 1000 * seconds;
    while (!condition()) {
      if (Date.now() > end) {
        throw new Error(`Waited ${seconds} s in vain: ${what}. Pictures: ${this.list('images')}`);
      }
      await this.page.waitForTimeout(100);
    }
  }

  async shot(name: string): Promise<void> {
    const folder = join(dirname(dirname(import.meta.dirname)), '.cache/vscode');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
