// Pictures of the panel for the docs, at the widths it has in Figma, VS Code, on a telephone and in the studio: all that there is
// after a run, from top to bottom. Each is looked at by axe, too, which must find nothing.
// Usage: npm run screenshots

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveModels } from '@sana-studio/models/node';
import axe from 'axe-core';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { asWebp } from './webp.ts';

const WIDTHS = [280, 360, 420, 1200];
const HEIGHT = 800;
/** Pixels: what is below is more of the same. */
const TALLEST = 1500;
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

/** What is to change of the first picture: its upper left quarter. */
async function paintPart(page: Page): Promise<void> {
  await page.locator('figure.picture').first().getByRole('button', { name: 'Change this part…' }).click();
  const { x, y, width, height } = (await page.getByRole('application').boundingBox())!;
  await page.locator('[name="brush"]').fill('80');
  await page.mouse.move(x + 0.2 * width, y + 0.25 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.45 * width, y + 0.3 * height, { steps: 8 });
  await page.mouse.up();
}

/** A wireframe of a page, and the published ControlNets. */
async function followWireframe(page: Page): Promise<void> {
  await page.locator('.settings > summary').first().click();
  const wireframe = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(512, 512);
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 512, 512);
    context.lineWidth = 4;
    for (const box of [
      [32, 32, 448, 64],
      [32, 128, 280, 220],
      [344, 128, 136, 100],
      [344, 248, 136, 100],
      [32, 380, 448, 100],
    ])
      context.strokeRect(...(box as [number, number, number, number]));
    context.stroke(new Path2D('M32 128L312 348M312 128L32 348'));
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return [...bytes];
  });
  await page.setInputFiles('[name="control"]', {
    name: 'wireframe.png',
    mimeType: 'image/png',
    buffer: Buffer.from(wireframe),
  });
  await page.getByLabel('What is followed of: wireframe.png').waitFor();
  await page.locator('.control .additions > summary').click();
  await page.getByText('ControlNet HED for Sana 1.6B 1024').waitFor();
}

async function keep(encoder: Page, file: string, png: Buffer): Promise<void> {
  const webp = await asWebp(encoder, png);
  writeFileSync(join(folder, file), webp);
  process.stdout.write(`docs/pictures/${file}: ${Math.round(webp.length / 1000)} kB\n`);
}

/** @throws Error with what axe finds */
async function check(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  if (found.length > 0) throw new Error(found.join('\n'));
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
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(HEIGHT, whole)) });
    for (const [name, look] of Object.entries(LOOKS)) {
      await page.emulateMedia(look);
      await page.evaluate(() => scrollTo(0, 0));
      await check(page);
      await keep(encoder, `panel-${width}-${name}.webp`, await page.screenshot());
    }
  }
  await page.emulateMedia(LOOKS.light);
  await page.setViewportSize({ width: 420, height: TALLEST });
  await page.getByText('Styles', { exact: true }).click();
  await check(page);
  await keep(encoder, 'panel-styles.webp', await page.locator('.field.style').screenshot());
  await page.getByText('Styles', { exact: true }).click();
  await paintPart(page);
  await check(page);
  await keep(encoder, 'panel-painter.webp', await page.locator('.painter').screenshot());
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Do not start from a picture' }).click();
  await followWireframe(page);
  await check(page);
  await keep(encoder, 'panel-control.webp', await page.locator('.control').screenshot());
} finally {
  await browser.close();
  await server.close();
}
