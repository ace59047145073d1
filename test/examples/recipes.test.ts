// The recipes of docs/recipes.md run as they stand there.

import { readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EngineFiles } from '@sana-studio/library';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { embedded } from '../embedded-model.ts';
import { type Installed, install } from './installed.ts';
import { type PageServer, servePages } from './page-server.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEXT = readFileSync(join(ROOT, 'docs/recipes.md'), 'utf8');

/** By the names of their files. */
const RECIPES = new Map(
  [...TEXT.matchAll(/^```\w+ ([\w.-]+)\n([\s\S]*?)^```$/gm)].map(([, name = '', code = '']) => [name, code] as const),
);
const IN_NODE = ['batch.js', 'several.js', 'idle.js'];
const IN_PAGES = ['page.js', 'storage.js', 'served.js'];

/** A network of one node, Identity, from x to y, in base64. */
const IDENTITY = 'CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCAhAN';

let installed: Installed;
beforeAll(async () => {
  // with an import map, and nothing of a framework
  installed = await install('plain');
  for (const [name, code] of RECIPES) await writeFile(join(installed.folder, name), code);
});
afterAll(() => installed?.remove());

it('are all tried', async () => {
  const tried = [
    ...IN_NODE,
    ...IN_PAGES,
    'page.tsx',
    'hot.js',
    'element.html',
    'element.js',
    'files.js',
    'places.js',
    'worker.js',
  ];
  expect([...RECIPES.keys()].sort()).toEqual(tried.sort());
  expect(RECIPES.get('page.tsx')).toBe(await readFile(join(ROOT, 'examples/vite-react/src/page.tsx'), 'utf8'));
});

it('fit the types', async () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  // of Node, and of a development server
  const untyped = [...IN_NODE, 'hot.js'];
  const scripts = [...RECIPES.keys()].filter(name => name.endsWith('.js') && !untyped.includes(name));
  const options = ['--noEmit', '--allowJs', '--checkJs', '--target', 'es2023', '--module', 'esnext', '--skipLibCheck'];
  const said = installed.run(
    process.execPath,
    ...[tsc, ...options, '--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable', ...scripts],
  );
  await expect(said).resolves.toBe('');
  // a program for Node, which knows no types of browsers
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node', '--module', 'nodenext'];
  const inNode = ['--noEmit', '--strict', '--allowJs', '--checkJs', '--target', 'es2023', '--lib', 'es2023', ...types];
  await expect(installed.run(process.execPath, tsc, ...inNode, 'batch.js')).resolves.toBe('');
});

it.each(IN_NODE)('%s runs in Node', async name => {
  const said = await installed.run(process.execPath, name);
  if (name === 'several.js') expect(said).toBe('fulfilled cancelled\n');
});

describe('in a page', () => {
  let browser: Browser;
  let server: PageServer;
  beforeAll(async () => {
    const args = chromiumArguments({ webgpu: false, quickStart: true });
    browser = await chromium.launch({ executablePath: ensureChromium(), args });
    server = await servePages(installed.folder, { below: '/' });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** A page that has the import map of the plain example, and this in it. */
  async function shown(name: string, body: string, from = server) {
    const html = await readFile(join(installed.folder, 'index.html'), 'utf8');
    const [head = ''] = html.split('<script type="module"');
    await writeFile(join(installed.folder, name), `${head}</head><body>${body}</body></html>`);
    const page = await browser.newPage();
    await page.goto(`${from.url}/${name}`);
    return page;
  }

  it.each(IN_PAGES)('%s shows a picture', async name => {
    const page = await shown(`${name}.html`, `<script type="module" src="${name}"></script>`);
    await page.locator('img[src^="blob:"]').waitFor({ timeout: 180_000 });
    await page.close();
  });

  it('worker.js draws in a worker of the page', async () => {
    // as import maps do not reach it
    const addressed = RECIPES.get('worker.js')!
      .replace("'sana-studio'", "'./node_modules/sana-studio/dist/index.js'")
      .replace("'@sana-studio/sana-mini'", "'./node_modules/@sana-studio/sana-mini/index.js'");
    await writeFile(join(installed.folder, 'addressed-worker.js'), addressed);
    const script = `
      const worker = new Worker('addressed-worker.js', { type: 'module' });
      worker.onmessage = ({ data }) => { document.title = new TextDecoder().decode(data.subarray(1, 4)); };`;
    const page = await shown('worker.html', `<script type="module">${script}</script>`);
    await page.waitForFunction(() => document.title === 'PNG', undefined, { timeout: 180_000 });
    await page.close();
  });

  it('files.js finds all in one folder', async () => {
    const folder = join(installed.folder, 'sana');
    const packages = join(installed.folder, 'node_modules');
    for (const name of ['engine-worker.js', 'ort-wasm-simd-threaded.asyncify.wasm'])
      await cp(join(packages, 'sana-studio/dist', name), join(folder, name));
    await cp(join(packages, '@sana-studio/sana-mini/model'), join(folder, 'sana-mini'), { recursive: true });
    const script = `
      import './files.js';
      import { createEngine } from 'sana-studio';
      const engine = await createEngine();
      const { width } = await engine.generate({ prompt: 'a lighthouse', steps: 2 });
      document.title = [engine.info.model, width].join();`;
    const page = await shown('folder.html', `<script type="module">${script}</script>`);
    await page.waitForFunction(title => document.title === title, `sana-mini,${embedded.nativeSize}`, {
      timeout: 180_000,
    });
    await page.close();
  });

  it('the element shows a picture, and where it was stopped what stands for it', async () => {
    const script = '<script type="module" src="element.js"></script>';
    const page = await shown('own-element.html', RECIPES.get('element.html') + script);
    await page.locator('sana-image img[src^="blob:"]').waitFor({ timeout: 180_000 });
    await page.locator('sana-image').evaluate(element => element.setAttribute('steps', '900'));
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('No picture this time.').waitFor();
    await page.close();
  });

  it('another ONNX Runtime of the page computes beside it', async () => {
    const runtime = await servePages(join(ROOT, 'node_modules/onnxruntime-web/dist'), {
      ...{ below: '/', headers: { 'access-control-allow-origin': '*' } },
    });
    const script = `
      import * as ort from '${runtime.url}/ort.wasm.min.mjs';
      ort.env.wasm.numThreads = 1;
      const model = Uint8Array.from(atob('${IDENTITY}'), letter => letter.charCodeAt(0));
      const session = await ort.InferenceSession.create(model);
      const run = async () => (await session.run({ x: new ort.Tensor('float32', [7], [1]) })).y.data[0];
      const before = await run();
      await import('./page.js');
      document.title = [before, await run()].join();`;
    const page = await shown('two-runtimes.html', `<script type="module">${script}</script>`);
    await page.waitForFunction(() => document.title === '7,7', undefined, { timeout: 180_000 });
    await page.locator('img[src^="blob:"]').waitFor();
    runtime.close();
    await page.close();
  });

  it('what a policy forbids is named', async () => {
    for (const [policy, directive] of [
      ["worker-src 'none'", 'worker-src'],
      ["require-trusted-types-for 'script'; trusted-types others", 'trusted-types'],
    ] as const) {
      const headers = { 'content-security-policy': policy };
      const strict = await servePages(installed.folder, { below: '/', headers });
      const page = await shown('page.js.html', '<script type="module" src="page.js"></script>', strict);
      const { message } = await page.waitForEvent('pageerror');
      expect(message).toContain(`(${directive})`);
      strict.close();
      await page.close();
    }
  });

  it('files from another origin are fetched there, and a type that browsers do not run is named', async () => {
    const headers = { 'access-control-allow-origin': '*' };
    const other = await servePages(join(installed.folder, 'node_modules/sana-studio/dist'), { below: '/', headers });
    const wrong = await servePages(join(installed.folder, 'node_modules/sana-studio/dist'), {
      ...{ below: '/', headers },
      scriptType: 'application/octet-stream',
    });
    const page = await shown(
      'cdn.html',
      `<script type="module">import { createEngine } from 'sana-studio'; globalThis.open = createEngine;</script>`,
    );
    await page.waitForFunction(() => !/native/.test(String(globalThis.open)));
    const draw = (files: string | EngineFiles) =>
      page.evaluate(async files => {
        const createEngine = globalThis.open as unknown as typeof import('@sana-studio/library').createEngine;
        const options = { files, model: `${location.origin}/node_modules/@sana-studio/sana-mini/model/` };
        try {
          const engine = await createEngine(options);
          const { width } = await engine.generate({ prompt: 'a lighthouse', steps: 2 });
          await engine.dispose();
          return String(width);
        } catch (error) {
          return String((error as Error).message);
        }
      }, files);
    expect(await draw(`${other.url}/`)).toBe(String(embedded.nativeSize));
    expect(await draw(`${wrong.url}/`)).toContain('application/octet-stream');
    expect(await draw(`${server.url}/nowhere/`)).toContain('404');
    expect(await draw({ wasm: `${server.url}/nowhere.wasm` })).toContain(`${server.url}/nowhere.wasm (404)`);
    other.close();
    wrong.close();
    await page.close();
  });
});
