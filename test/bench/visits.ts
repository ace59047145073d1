import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzip, gzipSync } from 'node:zlib';
import { filesSource, SanaEngine } from '@sana-studio/core/worker';
import type { Frame } from 'playwright-core';
import { startFigma } from '../figma/figma.ts';
import { type Press, watchPage } from './watched-page.ts';

/** Milliseconds in which people look at a page before they press. */
export const LOOK = 5000;
const WARM = 6;
const PATIENCE = 120_000;
export const PROMPT = 'a red house on a green hill';

/** What a visit was measured to take. Seconds, but for blocks, milliseconds, and bytes. */
export interface Visit {
  /** From the address, or the first request, to the first picture, the button pressed as soon as it was there. */
  readonly cold: number;
  /** From a press after a look around. */
  readonly looked?: number;
  readonly warm: number;
  readonly draft: number;
  readonly longestBlock?: number;
  readonly fetched?: number;
  readonly renderer?: number;
}

/** A panel in a page or a frame. */
export type Panel = Pick<Frame, 'evaluate' | 'locator' | 'waitForFunction' | 'getByRole'>;

/** Presses, and waits for the picture to be shown. */
export async function press(panel: Panel): Promise<Press> {
  const count = await panel.evaluate(() => globalThis.presses.length);
  await panel.locator('[name="prompt"]').press('Control+Enter');
  await panel.waitForFunction(known => globalThis.presses.length > known, count, { timeout: PATIENCE });
  await panel.locator('.generate').waitFor({ timeout: PATIENCE });
  return panel.evaluate(() => globalThis.presses.at(-1)!);
}

/** Presses after a first look, then again and again, and for drafts. */
export async function looking(
  panel: Panel,
): Promise<Required<Pick<Visit, 'looked' | 'warm' | 'draft' | 'longestBlock'>>> {
  const looked = await press(panel);
  const warm: Press[] = [];
  for (let round = 0; round < WARM; round++) warm.push(await press(panel));
  // what is chosen there is in the page only while it is open
  await panel.locator('.settings summary').first().click();
  await panel.getByRole('radio', { name: /^Draft/u }).check();
  const drafts = [await press(panel), await press(panel), await press(panel)];
  return {
    looked: seconds(looked),
    warm: median(warm.map(seconds)),
    draft: median(drafts.map(seconds)),
    longestBlock: Math.max(...[looked, ...warm].map(({ longestBlock }) => longestBlock)),
  };
}

/** The plugin in Figma's frames, with the engine page in another one: its address is of the plugin. */
export async function visitFigma(model: string): Promise<Visit> {
  const figma = await startFigma({ storage: true, webgpu: false, quickStart: false, model });
  const open = async () => {
    const began = performance.now();
    const { tab, ui } = await figma.open({ prepare: tab => tab.addInitScript(watchPage) });
    await ui.fill('[name="prompt"]', PROMPT);
    return { began, tab, ui };
  };
  try {
    const cold = await open();
    const first = await press(cold.ui);
    // of the frame's own clock, which begins later
    const shown = await cold.ui.evaluate(() => performance.timeOrigin);
    const coldSeconds = (shown + first.shownAt - (performance.timeOrigin + cold.began)) / 1000;
    await cold.tab.close();
    const { tab, ui } = await open();
    await tab.waitForTimeout(LOOK);
    return { cold: coldSeconds, ...(await looking(ui)) };
  } finally {
    await figma.close();
  }
}

/** What draws in VS Code where no panel is open: a worker of the extension host. @param root of the repository */
export async function visitVsCode(root: string, model: string): Promise<Visit> {
  const wasm = await readFile(join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'));
  const packed = gzipSync(wasm, { level: 9 });
  const began = performance.now();
  const unpacked = promisify(gunzip)(packed);
  const engine = new SanaEngine(() => {
    const worker = new Worker(join(root, 'dist/vscode/host/engine-worker.mjs'));
    const { port1, port2 } = new MessageChannel();
    void unpacked.then(bytes => {
      const { buffer: file } = new Uint8Array(bytes);
      worker.postMessage({ wasm: file, port: port2 }, [file, port2 as never]);
    });
    return { endpoint: port1, close: () => void worker.terminate() };
  });
  try {
    const entries = await readdir(model, { recursive: true, withFileTypes: true });
    const names = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    const files = await Promise.all(
      names.map(async name => [name.slice(model.length + 1), new Blob([await readFile(name)])] as const),
    );
    await engine.load(filesSource('sana-mini', new Map(files)), { device: 'wasm' });
    const draw = async (since: number, quality?: 'draft') => {
      await engine.generate({ prompt: PROMPT, quality });
      return (performance.now() - since) / 1000;
    };
    const cold = await draw(began);
    const warm: number[] = [];
    for (let round = 0; round < WARM; round++) warm.push(await draw(performance.now()));
    const drafts: number[] = [];
    for (let round = 0; round < 3; round++) drafts.push(await draw(performance.now(), 'draft'));
    return { cold, warm: median(warm), draft: median(drafts) };
  } finally {
    await engine.dispose();
  }
}

const seconds = ({ pressedAt, shownAt }: Press) => (shownAt - pressedAt) / 1000;
export const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
