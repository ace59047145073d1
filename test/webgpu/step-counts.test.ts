import { expect, it, onTestFinished } from 'vitest';
import { startBrowser } from '../browser/browser.ts';

/** What the engine asked of the graphics device between two ends of steps. */
interface Asked {
  readonly dispatches: number;
  readonly submits: number;
  /** Buffers made, and their bytes. */
  readonly buffers: number;
  readonly bytes: number;
  /** Bytes from this program to the device. */
  readonly sent: number;
  /** Buffers read back. */
  readonly reads: number;
}

/** As many calls as bench/dispatches.ts counts nodes: 21 for each of the two blocks, and 8 around them. */
const EXACT = 2 * 21 + 8;
/** A step of a single pass, which is guided by the direction that the one before had. */
const REUSING = 2 * 20 + 7;

/** Runs in the engine's worker: counts calls of the API, and notes at the end of each step what has come together. */
const COUNTING = `
  const steps = [];
  const nothing = () => ({ dispatches: 0, submits: 0, buffers: 0, bytes: 0, sent: 0, reads: 0 });
  let asked = nothing();
  const before = (type, name, note) => {
    const own = type.prototype[name];
    type.prototype[name] = function (...given) { note(...given); return own.apply(this, given); };
  };
  before(GPUComputePassEncoder, 'dispatchWorkgroups', () => asked.dispatches++);
  before(GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', () => asked.dispatches++);
  before(GPUQueue, 'submit', () => asked.submits++);
  before(GPUQueue, 'writeBuffer', (buffer, at, data, from = 0, size = data.byteLength - from) => (asked.sent += size));
  before(GPUDevice, 'createBuffer', ({ size, mappedAtCreation }) => {
    asked.buffers++;
    asked.bytes += size;
    if (mappedAtCreation) asked.sent += size;
  });
  before(GPUBuffer, 'mapAsync', () => asked.reads++);
  before(GPUQueue, 'onSubmittedWorkDone', () => { steps.push(asked); asked = nothing(); });
  const channel = new BroadcastChannel('counts');
  channel.onmessage = ({ data }) => { if (data === 'tell') channel.postMessage([...steps.splice(0), asked]); asked = nothing(); };`;

it('a step asks the device for so much and no more, and nothing is read back before the last one is done', async () => {
  const test = await startBrowser({ webgpu: true });
  onTestFinished(() => test.close());
  const page = await test.open('engine-page.mjs');
  const counted = await page.evaluate(
    async ({ model, extra }) => {
      const { engine } = sana.startEngine({ extra });
      await engine.load(sana.urlSource(location.origin + model), { device: 'webgpu' });
      const channel = new BroadcastChannel('counts');
      const tell = () =>
        new Promise<Asked[]>(resolve => {
          channel.onmessage = ({ data }) => resolve(data);
          channel.postMessage('tell');
        });
      const request = { prompt: 'a red kite', width: 64, height: 64, steps: 9, guidanceScale: 4, seed: 3 };
      const counts: Asked[][] = [];
      for (const quality of ['exact', 'exact', 'fast'] as const) {
        await tell();
        await engine.generate({ ...request, quality });
        counts.push(await tell());
      }
      await engine.dispose();
      return counts;
    },
    { model: '/reference/sana/model', extra: COUNTING },
  );
  const between = counted.map(picture => picture.slice(1, -1));
  expect(between.map(steps => steps.map(({ reads }) => reads))).toEqual(counted.map(() => Array(8).fill(0)));
  const [, exact, fast] = between;
  // once everything is compiled and sent; the last step of `fast` follows the direction of the one before
  const settled = [...exact!.map(step => ({ ...step, of: EXACT })), { ...fast!.at(-1)!, of: REUSING }];
  expect(settled.map(({ dispatches, of }) => dispatches - of)).toEqual(settled.map(() => 0));
  for (const { submits, buffers, bytes, sent } of settled) {
    expect(submits).toBeLessThanOrEqual(8);
    expect(buffers).toBeLessThanOrEqual(16);
    expect(bytes).toBeLessThan(4_000);
    expect(sent).toBeLessThan(8_000);
  }
});
