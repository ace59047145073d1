// @module-tag long
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { ROOT, serveStudio } from './studio.ts';

/** Bytes that came over the network into the page's workers. */
async function transferred(page: Page): Promise<number> {
  const sizes = page.workers().map(worker =>
    worker.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(entry => (entry as PerformanceResourceTiming).transferSize)
        .reduce((sum, size) => sum + size, 0),
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

it('takes the embedded model from the browser’s own cache the next time, and puts the best match of its pictures first', async () => {
  const server = await serveStudio(join(ROOT, 'models/sana-mini'));
  onTestFinished(() => server.close());
  // a private window, which tests have otherwise, caches in memory and only small files
  const profile = mkdtempSync(join(tmpdir(), 'sana-reload-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false, quickStart: true }),
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const loaded = async () => {
    await page.getByText('computed by the processor').waitFor();
    await page.locator('.generate').waitFor();
    return transferred(page);
  };
  await page.goto(server.url);
  expect(await loaded()).toBeGreaterThan(40_000_000);
  await page.reload();
  expect(await loaded()).toBeLessThan(100_000);
  await page.fill('[name="prompt"]', 'a red apple');
  await page.locator('summary', { hasText: 'Settings' }).click();
  for (const [name, value] of [
    ['width', '64'],
    ['height', '64'],
    ['steps', '2'],
  ] as const) {
    await page.fill(`[name="${name}"]`, value);
  }
  const choose = (option: string) =>
    page.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: option, exact: true }).check();
  await choose('3');
  await page.locator('.generate').click();
  await page.locator('.best-match').waitFor();
  const matches = await page
    .locator('figure.picture .open')
    .evaluateAll((pictures: HTMLElement[]) =>
      pictures.map(({ title }) => /^Match ([\d.]+), by CLIP of sana-mini$/.exec(title)?.[1]),
    );
  expect(matches).toHaveLength(3);
  expect(matches).toEqual(
    [...matches]
      .map(Number)
      .sort((one, other) => other - one)
      .map(match => match.toFixed(1)),
  );
});
