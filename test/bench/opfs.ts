import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { diskModelStore, serveModels } from '@sana-studio/models/node';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../browser/chromium.ts';
import { chromiumArguments } from '../browser/chromium-arguments.ts';
import { startServer } from '../browser/server.ts';
import type { OpfsJob, OpfsStage } from './opfs-worker.ts';
import { memoryField, processes } from './processes.ts';

const HELP = `Measures the memory of Chromium's processes while a model comes into the browser's storage and from there onto the
graphics device (in software here), network by network, as on a device with less than 4 GB. Linux only.

  npm run bench:opfs -- FOLDER [--weights original|fp16|int8|int4]
  npm run bench:opfs -- --store DIRECTORY
  npm run bench:opfs -- --gguf FILE [--device webgpu|wasm]

FOLDER holds a model in the official layout; --store takes one that \`npm run bench -- --only shrunken\` has kept. With --gguf it
is a text encoder alone, as that of \`npm run bench -- --only gguf\`, which also encodes a prompt.`;

const bundles = dirname(fileURLToPath(import.meta.url));
const root = join(bundles, '..');
const GIB = 2 ** 30;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    weights: { type: 'string', default: 'int4' },
    store: { type: 'string' },
    gguf: { type: 'string' },
    device: { type: 'string', default: 'webgpu' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [folder] = positionals;
if (options.help || [folder, options.store, options.gguf].filter(given => given !== undefined).length !== 1) {
  console.log(HELP);
  process.exit(options.help ? 0 : 1);
}

const pages = await startServer({
  web: join(bundles, 'web'),
  test: join(bundles, 'bench-web'),
  pages: join(root, 'test/browser/pages'),
});
const models = await serveModels({
  folder: folder ?? (options.gguf ? dirname(options.gguf) : await diskModelStore(options.store!).open('model')),
  origins: [pages.url],
  port: 0,
});
// a private window's storage is small and in memory
const profile = await mkdtemp(join(root, '.cache', 'chromium-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: ensureChromium(),
  args: chromiumArguments({ webgpu: true }),
});
try {
  const page = await context.newPage();
  const browser = Number(execFileSync('pgrep', ['-f', '-o', `user-data-dir=${profile}`], { encoding: 'utf8' }).trim());
  let largest = 0;
  let renderer = 0;
  await page.exposeFunction('measured', async (stage: OpfsStage) => {
    const peaks: Record<string, number> = {};
    for (const type of ['renderer', 'gpu-process']) {
      const all = await Promise.all(
        (await processes(browser, type)).map(async pid => ({
          pid,
          peak: await memoryField(pid, 'VmHWM'),
        })),
      );
      peaks[type] = Math.max(...all.map(({ peak }) => peak));
      for (const { pid } of all) await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
    }
    if (stage.stage !== 'add') {
      largest = Math.max(largest, stage.bytes);
      renderer = Math.max(renderer, peaks.renderer!);
    }
    const cells = [
      stage.stage,
      stage.seconds.toFixed(1),
      (stage.bytes / GIB).toFixed(2),
      (peaks.renderer! / GIB).toFixed(2),
      (peaks['gpu-process']! / GIB).toFixed(2),
      (stage.heapBytes / 2 ** 20).toFixed(0),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  });
  await page.goto(`${pages.url}/pages/empty.html`);
  console.log('| | s | weights, GiB | renderer’s peak, GiB | GPU process’s peak, GiB | WebAssembly heap, MiB |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  const weights = folder ? (options.weights as OpfsJob['weights']) : 'original';
  const job: OpfsJob = {
    url: models.modelUrl,
    weights,
    gguf: options.gguf && basename(options.gguf),
    device: options.device as OpfsJob['device'],
  };
  await page.evaluate(async sent => {
    const worker = new Worker('/test/bench-opfs-worker.mjs', { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message));
      port1.onmessage = async ({ data }: MessageEvent<OpfsStage | { error: string } | undefined>) => {
        if (!data) return resolve();
        if ('error' in data) return reject(new Error(data.error));
        await (globalThis as unknown as { measured(stage: OpfsStage): Promise<void> }).measured(data);
        port1.postMessage(undefined);
      };
      worker.postMessage(sent, [port2]);
    });
  }, job);
  console.log(`\nThe renderer’s peak while loading is ${(renderer / largest).toFixed(2)} times the largest network.`);
} finally {
  await context.close();
  await models.close();
  pages.close();
  await rm(profile, { recursive: true, force: true });
}
