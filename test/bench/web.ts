import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { threadsFor } from '@sana-studio/core/testing';
import { serveModels } from '@sana-studio/models/node';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { table, writeSection } from './docs-section.ts';
import { memoryField, processes } from './processes.ts';
import { LOOK, looking, median, PROMPT, press, type Visit, visitFigma, visitVsCode } from './visits.ts';
import { watchPage } from './watched-page.ts';

const HELP = `Times the studio, the plugin in Figma's frame and what draws in VS Code, with the embedded model on the processor, and writes
docs/performance.md.

  npm run bench:web -- [--rounds N] [--dry]

  --rounds  how many browsers are opened for each row; default: 3
  --dry     only prints`;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
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
  await page.fill('[name="prompt"]', PROMPT);
  return { page, fetched: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

async function visitStudio(url: string, isIsolated: boolean): Promise<Visit> {
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
    const looked = await looking(page);
    const renderers = await processes(process.pid, 'renderer');
    const memory = await Promise.all(renderers.map(pid => memoryField(pid, 'VmHWM')));
    return {
      cold: first.shownAt / 1000,
      ...looked,
      longestBlock: Math.max(first.longestBlock, looked.longestBlock),
      fetched: await fetched(),
      renderer: Math.max(...memory),
    };
  } finally {
    await browser.close();
  }
}

const model = join(root, 'models/sana-mini');
const server = await serveModels({
  folder: model,
  name: 'sana-mini',
  webRoot: join(root, 'dist/web'),
  origins: [],
  port: 0,
});
const { threads } = threadsFor({ isIsolated: true, cores: cpus().length, memory: undefined });
/** A page that is isolated, and one that is not, which costs each of its requests time here: on few cores both compute alike. Then those that never are. */
const PLACES = [
  ...(threads > 1 ? [{ title: `the studio on ${threads} threads`, visit: () => visitStudio(server.url, true) }] : []),
  { title: 'the studio on one thread', visit: () => visitStudio(server.url, threads === 1) },
  { title: 'the plugin in Figma’s frame', visit: () => visitFigma(model) },
  { title: 'VS Code, no panel open', visit: () => visitVsCode(root, model) },
];
const visits = PLACES.map((): Visit[] => []);
try {
  // in turn, so that whatever else the machine does weighs on both
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const [index, { visit }] of PLACES.entries()) visits[index]!.push(await visit());
  }
} finally {
  await server.close();
}
const rows = PLACES.map(({ title }, index) => {
  const of = (key: keyof Visit, digits: number, unit = 1) => {
    const values = visits[index]!.map(visit => visit[key]).filter(value => value !== undefined);
    return values.length > 0 ? (median(values) / unit).toFixed(digits) : '';
  };
  return [
    title,
    of('cold', 1),
    of('looked', 2),
    of('warm', 2),
    of('draft', 2),
    of('longestBlock', 0),
    of('fetched', 1, 1e6),
    of('renderer', 0, MIB),
  ];
});
const head = [
  `${cpus().length} × ${cpus()[0]?.model.replace(/ \d+-Core Processor/, '')}`,
  'from its start to the first picture, s',
  `first picture, page open for ${LOOK / 1000} s, s`,
  'another picture, s',
  'as a draft, s',
  'longest block of the page, ms',
  'fetched, MB',
  'peak of the renderer, MiB',
];
const text = `Medians of ${options.rounds} rounds.\n\n${table(head, rows)}`;
console.log(text);
if (!options.dry) await writeSection(join(root, 'docs/performance.md'), 'by npm run bench:web', text);
