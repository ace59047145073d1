import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { referencePath } from '../reference-data.ts';
import { ensureChromium } from './chromium.ts';
import { chromiumArguments } from './chromium-arguments.ts';
import { type StaticServer, startServer } from './server.ts';

/** A browser on an empty page of a server that has the bundles (/web, /test) and test/reference (/reference). */
export interface TestBrowser {
  readonly server: StaticServer;
  readonly browser: Browser;
  /** Opens another page. `script`: what it loads from /test. */
  open(script?: string): Promise<Page>;
  close(): Promise<void>;
}

/** @param webgpu whether pages find a WebGPU adapter */
export async function startBrowser({ webgpu }: { readonly webgpu: boolean }): Promise<TestBrowser> {
  const executablePath = ensureChromium();
  const dist = (folder: string) => fileURLToPath(new URL(`../../dist/${folder}`, import.meta.url));
  const server = await startServer({
    web: dist('web'),
    test: dist('test'),
    reference: referencePath(),
    pages: fileURLToPath(new URL('pages', import.meta.url)),
  });
  const browser = await chromium.launch({ executablePath, args: chromiumArguments({ webgpu }) });
  return {
    server,
    browser,
    async open(script) {
      const page = await browser.newPage();
      await page.goto(`${server.url}/pages/empty.html`);
      if (script) await page.addScriptTag({ url: `${server.url}/test/${script}`, type: 'module' });
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
