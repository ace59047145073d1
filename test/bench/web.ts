import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { threadsFor } from '@sana-studio/core/testing';
import { serveModels } from '@sana-studio/models/node';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { table, writeSection } from './docs-section.ts';
import { memoryField, processes } from './processes.ts';
import { type Press, watchPage } from './watched-page.ts';

const HELP = `Times the studio with the embedded model in Chromium, on the processor, and writes docs/performance.md.

  npm run bench:web -- [--rounds N] [--dry]

  --rounds  how many browsers are opened for each row; default: 3
  --dry     only prints`;

const bundles = dirname(fileURLToPath(import.meta.url));
const root = join(bundles, '..');
/** Milliseconds in which people look at a page before they press. */
const LOOK = 5000;
const WARM = 6;
const PATIENCE = 120_000;
const MIB = 2 ** 20;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    dry: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit();
}

/** What a visit was measured to take. Seconds, but for blocks, milliseconds, and bytes. */
interface Visit {
  /** From the address to the first picture, the button pressed as soon as it was there. */
  readonly cold: number;
  /** From a press after a look around. */
  readonly looked: number;
  readonly warm: number;
  readonly draft: number;
  readonly longestBlock: number;
  readonly fetched: number;
  readonly renderer: number;
}

/** Presses, and waits for the picture to be shown. */
async function press(page: Page): Promise<Press> {
  const count = await page.evaluate(() => globalThis.presses.length);
  await page.locator('[name="prompt"]').press('Control+Enter');
  await page.waitForFunction(known => globalThis.presses.length > known, count, { timeout: PATIENCE });
  await page.locator('.generate').waitFor({ timeout: PATIENCE });
  return page.evaluate(() => globalThis.presses.at(-1)!);
}

async function open(browser: Browser, url: string, isIsolated: boolean) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  if (!isIsolated) {
    await page.route(url, async route => {
      const response = await route.fetch();
      const { 'cross-origin-embedder-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
  }
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', request => {
    sizes.push(
      request
        .sizes()
        .then(({ responseBodySize }) => responseBodySize)
        .catch(() => 0),
    );
  });
  await page.goto(url);
  await page.fill('[name="prompt"]', 'a red house on a green hill');
  return { page, fetched: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

async function visit(url: string, isIsolated: boolean): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: chromiumArguments({ webgpu: false }),
  });
  try {
    const cold = await open(browser, url, isIsolated);
    const first = await press(cold.page);
    await cold.page.context().close();
    const { page, fetched } = await open(browser, url, isIsolated);
    await page.waitForTimeout(LOOK);
    const looked = await press(page);
    const warm: Press[] = [];
    for (let round = 0; round < WARM; round++) warm.push(await press(page));
    // what is chosen there is in the page only while it is open
    await page.locator('.settings summary').first().click();
    await page.getByRole('radio', { name: /^Draft/u }).check();
    const drafts = [await press(page), await press(page), await press(page)];
    const renderers = await processes(process.pid, 'renderer');
    const memory = await Promise.all(renderers.map(pid => memoryField(pid, 'VmHWM')));
    return {
      cold: first.shownAt / 1000,
      looked: seconds(looked),
      warm: median(warm.map(seconds)),
      draft: median(drafts.map(seconds)),
      longestBlock: Math.max(...[first, looked, ...warm].map(({ longestBlock }) => longestBlock)),
      fetched: await fetched(),
      renderer: Math.max(...memory),
    };
  } finally {
    await browser.close();
  }
}

const seconds = ({ pressedAt, shownAt }: Press) => (shownAt - pressedAt) / 1000;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const server = await serveModels({
  folder: join(root, 'models/sana-mini'),
  name: 'sana-mini',
  webRoot: join(root, 'dist/web'),
  origins: [],
  port: 0,
});
const { threads } = threadsFor({ isIsolated: true, cores: cpus().length, memory: undefined });
/** A page that is isolated, and one in a frame, which never is: on few cores both compute alike. */
const PLACES = [
  ...(threads > 1 ? [{ title: `on ${threads} threads`, isIsolated: true }] : []),
  { title: 'on one thread', isIsolated: false },
];
const visits = PLACES.map((): Visit[] => []);
try {
  // in turn, so that whatever else the machine does weighs on both
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [index, { isIsolated }] of PLACES.entries()) visits[index]!.push(await visit(server.url, isIsolated));
  }
} finally {
  await server.close();
}
const rows = PLACES.map(({ title }, index) => {
  const of = (key: keyof Visit) => median(visits[index]!.map(visit => visit[key]));
  return [
    title,
    of('cold').toFixed(1),
    of('looked').toFixed(2),
    of('warm').toFixed(2),
    of('draft').toFixed(2),
    of('longestBlock').toFixed(0),
    (of('fetched') / 1e6).toFixed(1),
    (of('renderer') / MIB).toFixed(0),
  ];
});
const head = [
  `${cpus().length} × ${cpus()[0]?.model.replace(/ \d+-Core Processor/, '')}`,
  'address to first picture, s',
  `first picture, page open for ${LOOK / 1000} s, s`,
  'another picture, s',
  'as a draft, s',
  'longest block of the page, ms',
  'fetched, MB',
  'peak of the renderer, MiB',
];
const text = table(head, rows);
console.log(text);
if (!options.dry) await writeSection(join(root, 'docs/performance.md'), 'by npm run bench:web', text);
