// Pictures of the panel for the docs, at the widths it has in Figma, VS Code, on a telephone and in the studio.
// Usage: npm run screenshots

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveModels } from '@sana-studio/models/node';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { asWebp } from './webp.ts';

const WIDTHS = [280, 360, 420, 1200];
const HEIGHT = 800;
const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'light', forcedColors: 'active' },
} as const;
const PROMPT = 'a red fox in the snow';
const STYLE = 'flat illustration';
const PATIENCE = 120_000;

const root = process.cwd();
const folder = join(root, 'docs/pictures');

async function makePictures(page: Page): Promise<void> {
  await page.locator('[name="prompt"]').fill(PROMPT);
  await page.locator('[name="style"]').fill(STYLE);
  await page.locator('[name$="-count"][value="2"]').check({ force: true });
  await page.locator('.generate').click();
  await page.locator('figure.picture').nth(1).waitFor();
  await page.locator('.generate').waitFor();
}

const server = await serveModels({
  folder: join(root, 'models/sana-mini'),
  webRoot: join(root, 'dist/web'),
  origins: [],
  port: 0,
});
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: chromiumArguments({ webgpu: false, quickStart: true }),
});
try {
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1200, height: HEIGHT } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  // encodes there: the page's own policy allows no data in images
  const encoder = await context.newPage();
  await page.goto(server.url);
  await page.locator('[name="width"][value="256"], [name="prompt"]').first().waitFor();
  await makePictures(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const [name, look] of Object.entries(LOOKS)) {
      await page.emulateMedia(look);
      await page.evaluate(() => scrollTo(0, 0));
      const file = `panel-${width}-${name}.webp`;
      const webp = await asWebp(encoder, await page.screenshot());
      writeFileSync(join(folder, file), webp);
      process.stdout.write(`docs/pictures/${file}: ${Math.round(webp.length / 1000)} kB\n`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
