// Each page is installed from the tarballs, served as its framework does in development and in production, and draws.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePng } from '@sana-studio/core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { freePort } from '../free-port.ts';
import { psnr } from '../picture-psnr.ts';
import { type StartedServer, startServer } from '../started-server.ts';
import { type Installed, install } from './installed.ts';
import { type PageServer, servePages } from './page-server.ts';

const README_PICTURE = join(import.meta.dirname, '../../docs/pictures/dog-and-ball.png');

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false, quickStart: true }),
  });
});
afterAll(() => browser?.close());

/** Opens a page, which has nothing to complain of. */
async function opened(url: string): Promise<{ page: Page; complaints: string[]; workers: () => number }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  let workers = 0;
  page.on('console', message => {
    // no page of these has an icon
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('worker', () => {
    workers++;
  });
  await page.goto(url);
  return { page, complaints, workers: () => workers };
}

/** That an image or canvas shows what README shows, within rounding of another device. */
async function expectPicture(page: Page, role: 'img' = 'img'): Promise<void> {
  const shown = page.getByRole(role, { name: 'A dog with a ball' });
  await shown.and(page.locator('img[src^="blob:"], canvas[data-seed="3"]')).waitFor({ timeout: 240_000 });
  const expected = await decodePng(new Uint8Array(await readFile(README_PICTURE)), README_PICTURE);
  const { width, height } = expected;
  const pixels = await shown.evaluate(
    async (element, [width, height]) => {
      if (element instanceof HTMLImageElement) await element.decode();
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.drawImage(element as HTMLImageElement, 0, 0);
      return [...context.getImageData(0, 0, width, height).data];
    },
    [width, height] as const,
  );
  const picture = { width, height, data: new Uint8ClampedArray(pixels) };
  expect(psnr(picture, expected)).toBeGreaterThan(40);
}

describe('a plain page', () => {
  let installed: Installed;
  let server: PageServer;

  beforeAll(async () => {
    installed = await install('plain');
  });
  afterAll(async () => {
    server?.close();
    await installed?.remove();
  });

  it('draws below a folder, under a policy that allows no more than is said', async () => {
    const html = await readFile(join(installed.folder, 'index.html'), 'utf8');
    server = await servePages(installed.folder, { below: '/a/site/', policyFor: html });
    const { page, complaints } = await opened(`${server.url}/a/site/index.html`);
    await expectPicture(page);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** That a component which is loaded anew draws with its engine, and a module which is, with one in place of the one before. */
async function expectOneEngineEach(page: Page, folder: string): Promise<void> {
  const component = join(folder, 'src/page.tsx');
  await writeFile(component, (await readFile(component, 'utf8')).replace('Another one', 'One more'));
  await page.getByRole('button', { name: 'One more' }).click();
  await page.getByRole('group', { name: 'A dog with a ball' }).waitFor();
  await page.locator('img[src^="blob:"]').waitFor();
  expect(page.workers()).toHaveLength(1);
  const recipes = await readFile(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
  const [, code = ''] = /^```js hot\.js\n([\s\S]*?)^```$/m.exec(recipes) ?? [];
  const say = (title: string) => `${code}document.title = '${title}';\n`;
  await writeFile(join(folder, 'src/hot.js'), say('first'));
  await page.addScriptTag({ type: 'module', content: "import '/pictures/src/hot.js';" });
  for (const title of ['second', 'third']) {
    await page.waitForFunction(shown => document.title === shown, title === 'second' ? 'first' : 'second');
    await writeFile(join(folder, 'src/hot.js'), say(title));
  }
  await page.waitForFunction(() => document.title === 'third');
  await expect.poll(() => page.workers().length).toBe(2);
}

interface Framework {
  readonly name: string;
  /** Folder of `examples`; default: the name. */
  readonly example?: string;
  /** Packages in other versions than the example's. */
  readonly others?: readonly string[];
  readonly path: string;
  readonly build: readonly string[];
  readonly development: (port: number) => readonly string[];
  readonly production: (port: number) => readonly string[];
}

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'vite-react',
    path: '/pictures/',
    build: ['run', 'build'],
    development: port => ['run', 'dev', '--', '--port', String(port), '--host', '127.0.0.1'],
    production: port => ['run', 'preview', '--', '--port', String(port), '--host', '127.0.0.1'],
  },
  {
    // it moves what a page imports in development, and leaves what lies beside it
    name: 'an older Vite',
    example: 'vite-react',
    others: ['vite@7', '@vitejs/plugin-react@5'],
    path: '/pictures/',
    build: ['run', 'build'],
    development: port => ['run', 'dev', '--', '--port', String(port), '--host', '127.0.0.1'],
    production: port => ['run', 'preview', '--', '--port', String(port), '--host', '127.0.0.1'],
  },
  {
    name: 'webpack',
    path: '/',
    build: ['run', 'build'],
    development: port => ['run', 'dev', '--', '--port', String(port), '--host', '127.0.0.1'],
    production: () => [],
  },
  {
    name: 'next',
    path: '/',
    build: ['run', 'build'],
    // by its name or address alone, else it is another origin to Next.js, which serves it no scripts of development
    development: port => ['run', 'dev', '--', '--port', String(port), '--hostname', '127.0.0.1'],
    production: port => ['run', 'start', '--', '--port', String(port)],
  },
];

describe.each(FRAMEWORKS)('$name', ({ name, example = name, others, path, build, development, production }) => {
  let installed: Installed;

  beforeAll(async () => {
    installed = await install(example, others);
  });
  afterAll(() => installed?.remove());

  async function served(args: readonly string[], port: number): Promise<Pick<StartedServer, 'url' | 'stop'>> {
    if (args.length > 0) {
      return startServer({ command: 'npm', args, port, path, log: join(installed.folder, 'server.log') });
    }
    const server = await servePages([join(installed.folder, 'dist'), join(installed.folder, 'public')], { below: '/' });
    return { url: server.url, stop: () => server.close() };
  }

  it.each(['development', 'production'] as const)('draws in %s', async kind => {
    if (kind === 'production') await installed.run('npm', ...build);
    const port = await freePort();
    const server = await served(kind === 'production' ? production(port) : development(port), port);
    try {
      const { page, complaints, workers } = await opened(server.url + path);
      await expectPicture(page);
      expect(complaints).toEqual([]);
      // also where React mounts everything twice
      expect(workers()).toBe(1);
      if (name === 'vite-react' && kind === 'development') await expectOneEngineEach(page, installed.folder);
      await page.close();
    } finally {
      server.stop();
    }
  });
});
