import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type * as VsCode from 'vscode';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { type CodeServer, settingsText } from './code-server.ts';
import { askProbe, PORT_FILE } from './probe.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

/** Milliseconds, for machines that have much else to do. */
const PATIENCE = 240_000;

export interface WorkbenchOptions {
  /** Of the person. One server holds them for all: only one workbench is open at a time. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether pages find a (software) graphics device. */
  readonly webgpu?: boolean;
  /** Other names of this computer, because VS Code treats requests to `localhost` in a way of its own. */
  readonly hosts?: readonly string[];
}

/** A real VS Code with the extension, on a folder of its own, driven as a person would. */
export class Workbench extends WorkspaceFolder {
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(folder: string, browser: Browser, page: Page) {
    super(folder);
    this.#browser = browser;
    this.page = page;
  }

  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const vscode = inject('vscode');
    if ('failure' in vscode) throw new Error(`VS Code could not be started: ${vscode.failure}`);
    const { webgpu = false, hosts = [] } = options;
    const browser = await chromium.launch({
      executablePath: ensureChromium(),
      args: [
        // every reload of the window starts the engine
        ...chromiumArguments({ webgpu, quickStart: true }),
        `--host-resolver-rules=${hosts.map(host => `MAP ${host} 127.0.0.1`).join(', ')}`,
      ],
    });
    return Workbench.in(browser, vscode, options);
  }

  /** As `start`, in a browser that is there; with the workbench it is closed. */
  static async in(
    browser: Browser,
    { url, settingsFile }: Pick<CodeServer, 'url' | 'settingsFile'>,
    { settings }: WorkbenchOptions,
  ): Promise<Workbench> {
    const folder = mkdtempSync(join(tmpdir(), 'sana-vscode-'));
    writeFileSync(settingsFile, settingsText({ ...settings, [PORT_FILE]: portFileOf(folder) }));
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
    const workbench = new Workbench(folder, browser, page);
    await page.locator('.explorer-folders-view').waitFor();
    await workbench.#ready();
    return workbench;
  }

  /** Reloads the window; the side bar shows again what it showed. */
  async reload(): Promise<void> {
    rmSync(portFileOf(this.folder));
    await this.page.reload();
    await this.#ready();
  }

  async #ready(): Promise<void> {
    // before that the palette would not know the extension's commands, and would offer others
    await this.page.getByRole('tab', { name: 'Sana Studio' }).waitFor();
    await this.until('the extension host listens', () => existsSync(portFileOf(this.folder)));
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    for (const path of [this.folder, portFileOf(this.folder)]) rmSync(path, { recursive: true, force: true });
  }

  /** Runs a function in the extension host: of what is around it, it knows its arguments and VS Code alone. */
  async inHost<Args extends readonly unknown[], Value>(
    run: (vscode: typeof VsCode, ...args: Args) => Value | PromiseLike<Value>,
    ...args: Args
  ): Promise<Value> {
    return (await askProbe(portFileOf(this.folder), String(run), args)) as Value;
  }

  /** Makes these the person's settings from now on. */
  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.runCommand('Preferences: Open User Settings (JSON)');
    await this.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
    await this.focusEditor();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(settingsText({ ...settings, [PORT_FILE]: portFileOf(this.folder) }));
    await this.page.locator('.tab.active.dirty').waitFor();
    await this.save();
  }

  /** The panel's document, two frames deep. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The same as a frame, in which scripts can be run. @throws Error if it is not open */
  get panelFrame(): Frame {
    const frame = this.page.frames().find(candidate => candidate.url().includes('fake.html'));
    if (!frame) throw new Error('The panel is not open');
    return frame;
  }

  /** Writes a document, opens it and puts the cursor where `|` stands; two of them are a selection. */
  async open(path: string, marked: string): Promise<void> {
    const [before = '', selected = '', behind] = marked.split('|');
    this.write(path, marked.replaceAll('|', ''));
    const start = before.length;
    await this.show(path, { start, end: behind === undefined ? start : start + selected.length });
  }

  /** Opens a document as it is, and puts the focus into its text. */
  async show(path: string, selection: { readonly start: number; readonly end: number } = { start: 0, end: 0 }) {
    await this.inHost(
      async ({ Selection, Uri, window, workspace }, file, { start, end }) => {
        const document = await workspace.openTextDocument(Uri.file(file));
        const [anchor, active] = [document.positionAt(start), document.positionAt(end)];
        await window.showTextDocument(document, { preview: false, selection: new Selection(anchor, active) });
      },
      join(this.folder, path),
      selection,
    );
    await this.page.locator('.tab.active', { hasText: basename(path) }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** Has drawn what is at the cursor. */
  async draw(): Promise<void> {
    await this.page.keyboard.press('Control+Alt+G');
  }

  /** What a document that is open says now, saved or not. */
  async text(path: string): Promise<string | undefined> {
    return this.inHost(
      ({ workspace }, file) => workspace.textDocuments.find(({ uri }) => uri.fsPath === file)?.getText(),
      join(this.folder, path),
    );
  }

  async untilText(path: string, expected: string | RegExp): Promise<void> {
    const wanted = typeof expected === 'string' ? expected : expect.stringMatching(expected);
    await expect.poll(() => this.text(path), { timeout: 60_000 }).toEqual(wanted);
  }

  /** A notice, by words of it. */
  notice(words: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: words });
  }

  async clearNotices(): Promise<void> {
    await this.inHost(({ commands }) => commands.executeCommand('notifications.clearAll'));
  }

  /** Puts the cursor somewhere; both numbers begin with 1. */
  async goTo(line: number, column: number): Promise<void> {
    const { page } = this;
    await this.#ask('Control+G', `:${line}:${column}`);
    await page.locator('.quick-input-list .monaco-list-row').first().click();
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page
      .locator('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` })
      .waitFor({ timeout: 30_000 });
  }

  async runCommand(title: string): Promise<void> {
    await this.#ask('F1', `>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Picks what a list offers, by its label. */
  async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget input[type="text"]').fill(label);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Puts the focus into the text, where it was before. */
  async focusEditor(): Promise<void> {
    await this.press('Control+1', this.page.locator('.editor-group-container.active .monaco-editor.focused'));
  }

  /** Saves the active document. A key pressed while the focus is on its way to the text would be lost. */
  async save(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'hidden' });
  }

  /** Waits until the text on the screen holds some words, and so the document. */
  async untilShown(words: string): Promise<void> {
    await this.page.locator('.view-line', { hasText: words }).first().waitFor();
  }

  /** Waits until VS Code has written words into what outlives a reload: it does so a moment after it was asked to. */
  async untilKept(words: string): Promise<void> {
    const isKept = () =>
      this.page.evaluate(async wanted => {
        const result = <Value>(request: IDBRequest<Value>) =>
          new Promise<Value>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        for (const { name = '' } of await indexedDB.databases()) {
          const database = await result(indexedDB.open(name));
          try {
            for (const store of database.objectStoreNames) {
              const values: unknown[] = await result(database.transaction(store).objectStore(store).getAll());
              if (values.some(value => typeof value === 'string' && value.includes(wanted))) return true;
            }
          } finally {
            database.close();
          }
        }
        return false;
      }, words);
    await expect.poll(isKept, { timeout: PATIENCE }).toBe(true);
  }

  /** Presses a key until something is there: a page that has just taken the focus, or gives it back, may swallow it. */
  async press(key: string, expected: Locator): Promise<void> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      if (await expected.isVisible()) return;
      await this.page.keyboard.press(key);
      const appeared = await expected.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (appeared) return;
    }
    throw new Error(`${key} did not lead to ${expected}`);
  }

  /** Opens the list at the top with a key and writes into it. */
  async #ask(key: string, words: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // the one before may still be closing
    await input.waitFor({ state: 'hidden' });
    await this.press(key, input);
    await input.fill(words);
  }

  /** What axe finds wrong with the panel. The page's own policy forbids scripts; this one comes through the debugger. */
  async axeViolations(): Promise<string[]> {
    const frame = this.panelFrame;
    await frame.evaluate(axe.source);
    return frame.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
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

  /**
   * Waits for the pictures that an open document names to be written to their end: the text comes first, then VS Code makes a
   * file, and then it fills it. Those of another document may still be on their way.
   */
  async untilPictures(path: string): Promise<void> {
    const text = (await this.text(path)) ?? '';
    const names = [...text.matchAll(/images\/([\w-]+\.png)/g)].map(([, name]) => name!);
    expect(names).not.toEqual([]);
    const isWhole = (name: string) =>
      Buffer.from(this.bytes(`images/${name}`))
        .toString('latin1')
        .slice(-8, -4) === 'IEND';
    await this.until(`${names.join()} are there`, () => {
      const there = this.list('images');
      return names.every(name => there.includes(name) && isWhole(name));
    });
  }

  async shot(name: string): Promise<void> {
    const folder = join(dirname(dirname(import.meta.dirname)), '.cache/vscode');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** Where the extension host of a folder's window writes its port. */
function portFileOf(folder: string): string {
  return `${folder}.port`;
}
