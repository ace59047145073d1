import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ModelServer, serveModels } from '@sana-studio/models/node';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { referencePath } from '../reference-data.ts';
import { ROOT } from './studio.ts';

/** The studio with one more language, of which there is no file: every text of the panel from right to left, and longer. */
const withPseudoLanguage = {
  name: 'pseudo-language',
  setup(building: Parameters<NonNullable<Parameters<typeof build>[0]['plugins']>[number]['setup']>[0]) {
    const replaced = (path: string, from: string, to: string) => {
      const contents = readFileSync(path, 'utf8');
      if (!contents.includes(from)) throw new Error(`${path} has no “${from}”.`);
      return { contents: contents.replace(from, to), loader: 'ts' } as const;
    };
    building.onLoad({ filter: /locales\/locales\.ts$/ }, ({ path }) =>
      replaced(path, "= { en: 'English',", "= { ar: 'pseudo', en: 'English',"),
    );
    building.onLoad({ filter: /locales\/texts\.ts$/ }, ({ path }) => {
      const { contents, loader } = replaced(path, '= { en, ', '= { ar: pseudo(en), en, ');
      return { contents: `import { pseudo } from './pseudo.fixture.ts';\n${contents}`, loader };
    });
  },
};

let web: string;
let server: ModelServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), 'sana-rtl-'));
  const built = join(ROOT, 'dist/web');
  for (const name of readdirSync(built))
    if (!name.startsWith('studio.mjs')) linkSync(join(built, name), join(web, name));
  await build({
    absWorkingDir: ROOT,
    entryPoints: { studio: 'plugins/web/src/main.ts' },
    outdir: web,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [withPseudoLanguage],
    logLevel: 'warning',
  });
  server = await serveModels({ folder: referencePath('sana', 'model'), webRoot: web, origins: [], port: 0 });
  browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false, quickStart: true }),
  });
  page = await (await browser.newContext({ locale: 'ar', viewport: { width: 1200, height: 800 } })).newPage();
  await page.goto(server.url);
  await page.locator('.generate').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(web, { recursive: true, force: true });
});

const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;

it('a language from right to left is laid out the other way round', async () => {
  expect(await page.getAttribute('.panel', 'dir')).toBe('rtl');
  expect((await box('.side')).x).toBeGreaterThan((await box('.output')).x);
  const [label, field] = [await box('.form label'), await box('[name="prompt"]')];
  expect(Math.abs(label.x + label.width - (field.x + field.width))).toBeLessThan(2);
});

it.each([280, 420, 1200])('nothing of longer texts is cut off at %i px', async width => {
  await page.setViewportSize({ width, height: 800 });
  await page.locator('.settings summary').first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.panel button, .panel summary, .panel legend, .panel label')]
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
  expect(cut).toEqual([]);
});
