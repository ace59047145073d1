import { dirname, join } from 'node:path';
import { type ModelServer, serveModels } from '@sana-studio/models/node';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { referencePath } from '../reference-data.ts';

export const ROOT = dirname(dirname(import.meta.dirname));

/** The built studio with a small model on a server, and a browser. */
export interface TestStudio {
  readonly server: ModelServer;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The built studio with the model of a folder. */
export function serveStudio(folder: string): Promise<ModelServer> {
  return serveModels({ folder, webRoot: join(ROOT, 'dist/web'), origins: [], port: 0 });
}

export async function startStudio(): Promise<TestStudio> {
  const server = await serveStudio(referencePath('sana', 'model'));
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false, quickStart: true }),
  });
  return {
    server,
    browser,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
