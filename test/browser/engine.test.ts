import { folderSource, nodeHost } from '@sana-studio/core/node';
import { inProcessConnection, SanaEngine } from '@sana-studio/core/worker';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

const request = { prompt: 'a red kite over the sea', width: 64, height: 64, steps: 4, seed: 3 };
const MODEL = '/reference/sprint/model';

describe('the engine in a worker of a browser', () => {
  let test: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    test = await startBrowser({ webgpu: true });
    page = await test.open('engine-page.mjs');
  });
  afterAll(() => test.close());

  it('makes the picture that Node makes from a model on a server, telling how far it is', async () => {
    const node = new SanaEngine(() => inProcessConnection(nodeHost()));
    await node.load(folderSource(referencePath('sprint', 'model')), { name: 'sprint' });
    const [expected] = await node.generate(request);
    await node.dispose();

    const seen = await page.evaluate(
      async ({ request, model }) => {
        const { engine } = sana.startEngine();
        const info = await engine.load(sana.urlSource(location.origin + model), { device: 'wasm', name: 'sprint' });
        const phases = new Set<string>();
        const events: string[] = [];
        const [picture] = await engine.generate(request, {
          previewEvery: 2,
          onPreview: ({ width, height }, _, step) => events.push(`preview ${width} × ${height} after step ${step}`),
          onPicture: ({ width, height }, index) => events.push(`picture ${index}: ${width} × ${height}`),
          onProgress: ({ phase, fraction }) => {
            phases.add(phase);
            if (fraction === 1) events.push('finished');
          },
        });
        await engine.dispose();
        return { info, phases: [...phases], events, pixels: [...picture!.data], request: picture!.request };
      },
      { request, model: MODEL },
    );
    expect(seen.info).toMatchObject({ device: 'wasm', family: 'sprint' });
    expect(seen.phases.sort()).toEqual(['decode', 'denoise', 'encode', 'load']);
    expect(seen.events).toEqual(['preview 64 × 64 after step 2', 'finished', 'picture 0: 64 × 64']);
    expect(seen.request).toEqual(expected!.request);
    const furthest = Math.max(...seen.pixels.map((value, index) => Math.abs(value - expected!.data[index]!)));
    expect(furthest).toBeLessThanOrEqual(1);
  });

  it('stops when cancelled, and makes the same picture afterwards', async () => {
    const seen = await page.evaluate(
      async ({ request, model }) => {
        const { engine, workers } = sana.startEngine();
        await engine.load(sana.urlSource(location.origin + model), { device: 'wasm' });
        const [before] = await engine.generate({ ...request, steps: 30 });
        const controller = new AbortController();
        let last = 0;
        const cancelled = await sana.outcome(
          engine.generate(
            { ...request, steps: 30 },
            {
              signal: controller.signal,
              onProgress: ({ phase, step }) => {
                if (phase !== 'denoise') return;
                last = step;
                if (step === 4) controller.abort();
              },
            },
          ),
        );
        const [after] = await engine.generate({ ...request, steps: 30 });
        await engine.dispose();
        const same = after!.data.every((value, index) => value === before!.data[index]);
        return { cancelled, last, same, workers: workers.length };
      },
      { request, model: MODEL },
    );
    expect(seen).toMatchObject({ cancelled: { code: 'cancelled' }, same: true, workers: 1 });
    // on a busy machine some of these tiny steps pass until the message has arrived
    expect(seen.last).toBeLessThan(30);
  });

  it('keeps the code of errors', async () => {
    const codes = await page.evaluate(
      async ({ request, model }) => {
        const { engine } = sana.startEngine();
        const outcomes = [
          await sana.outcome(engine.generate(request)),
          await sana.outcome(engine.load(sana.urlSource(`${location.origin}/reference/nowhere`), { device: 'wasm' })),
          await sana.outcome(engine.load(sana.urlSource(location.origin + model), { device: 'cpu' })),
          await sana.outcome(engine.load(sana.urlSource(location.origin + model), { device: 'wasm' })),
          await sana.outcome(engine.generate({ ...request, width: 5 })),
        ];
        await engine.dispose();
        return outcomes.map(outcome => ('code' in outcome ? outcome.code : 'no error'));
      },
      { request, model: MODEL },
    );
    expect(codes).toEqual(['model-not-found', 'file-missing', 'device-unavailable', 'no error', 'size-out-of-range']);
  });

  it('ends its worker when disposed of', async () => {
    const own = await test.open('engine-page.mjs');
    await own.evaluate(async model => {
      const { engine } = sana.startEngine();
      Object.assign(globalThis, { engine });
      await engine.load(sana.urlSource(location.origin + model), { device: 'wasm' });
    }, MODEL);
    expect(own.workers()).toHaveLength(1);
    await own.evaluate(() => (globalThis as unknown as { engine: SanaEngine }).engine.dispose());
    await expect.poll(() => own.workers(), { timeout: 30_000 }).toHaveLength(0);
    await own.close();
  });

  it('is started again after its worker has crashed', async () => {
    const seen = await page.evaluate(
      async ({ request, model }) => {
        const extra = `addEventListener('message', ({ data }) => { if (data === 'crash') throw new Error('crashed'); })`;
        const { engine, workers } = sana.startEngine({ extra });
        await engine.load(sana.urlSource(location.origin + model), { device: 'wasm' });
        const crashed = await sana.outcome(
          engine.generate(request, { onProgress: () => workers[0]!.postMessage('crash') }),
        );
        const pictures = await engine.generate(request);
        await engine.dispose();
        return { crashed, pictures: pictures.length, workers: workers.length };
      },
      { request, model: MODEL },
    );
    expect(seen).toMatchObject({ crashed: { code: 'worker-failed' }, pictures: 1, workers: 2 });
  });

  it('gives a worker up that hangs', { tags: ['long'] }, async () => {
    const own = await test.open('engine-page.mjs');
    const outcome = await own.evaluate(async model => {
      const { engine } = sana.startEngine({ extra: 'for (;;);', silenceLimit: 1000 });
      return sana.outcome(engine.load(sana.urlSource(location.origin + model)));
    }, MODEL);
    expect(outcome).toMatchObject({ code: 'worker-failed' });
    await expect.poll(() => own.workers(), { timeout: 30_000 }).toHaveLength(0);
    await own.close();
  });

  it('leaves a WebGPU that is only software for WebAssembly, and says so', async () => {
    const info = await page.evaluate(async model => {
      const { engine } = sana.startEngine();
      const info = await engine.load(sana.urlSource(location.origin + model));
      await engine.dispose();
      return info;
    }, MODEL);
    expect(info).toMatchObject({ device: 'wasm', note: { remark: 'no-gpu:software', data: {} } });
  });

  it('lets go of a graphics device that is no longer wanted, and takes another when one is', async () => {
    const seen = await page.evaluate(async model => {
      const extra = `
            const { requestDevice } = GPUAdapter.prototype;
            GPUAdapter.prototype.requestDevice = async function (...options) {
              const device = await requestDevice.apply(this, options);
              void device.lost.then(({ reason }) => new BroadcastChannel('lost').postMessage(reason));
              return device;
            };`;
      const lost: string[] = [];
      new BroadcastChannel('lost').onmessage = ({ data }) => lost.push(data);
      const { engine } = sana.startEngine({ extra });
      const source = sana.urlSource(location.origin + model);
      const devices: string[] = [];
      for (const device of ['webgpu', 'wasm', 'webgpu'] as const) {
        devices.push((await engine.load(source, { device })).device);
      }
      const before = [...lost];
      await engine.dispose();
      return { devices, before };
    }, MODEL);
    expect(seen).toEqual({ devices: ['webgpu', 'wasm', 'webgpu'], before: ['destroyed'] });
  });

  it('has a graphics device that lists a limit nobody knows, and does without one that is refused, saying so', async () => {
    const notes = await page.evaluate(async model => {
      const extra = (refused: string) => `
        Object.defineProperty(GPUSupportedLimits.prototype, 'maxOfTomorrow', { get: () => 7, enumerable: true });
        const { requestDevice } = GPUAdapter.prototype;
        GPUAdapter.prototype.requestDevice = async function (asked) {
          if ('${refused}' in asked.requiredLimits) throw new DOMException('no', 'OperationError');
          return requestDevice.call(this, asked);
        };`;
      const seen: unknown[] = [];
      for (const refused of ['maxOfTomorrow', 'maxComputeWorkgroupStorageSize']) {
        const { engine } = sana.startEngine({ extra: extra(refused) });
        const { device, note } = await engine.load(sana.urlSource(location.origin + model), { device: 'webgpu' });
        seen.push({ device, note });
        await engine.dispose();
      }
      return seen;
    }, MODEL);
    const note = { remark: 'gpu-reduced', data: { names: 'maxComputeWorkgroupStorageSize' } };
    expect(notes).toEqual([{ device: 'webgpu' }, { device: 'webgpu', note }]);
  });
});

describe('a browser without a graphics device', () => {
  let test: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    test = await startBrowser({ webgpu: false });
    page = await test.open('engine-page.mjs');
  });
  afterAll(() => test.close());

  it('makes pictures with WebAssembly, and says so', async () => {
    const seen = await page.evaluate(
      async ({ request, model }) => {
        const { engine } = sana.startEngine();
        const { device, note } = await engine.load(sana.urlSource(location.origin + model));
        const pictures = await engine.generate(request);
        await engine.dispose();
        return { device, note, pictures: pictures.length };
      },
      { request, model: MODEL },
    );
    expect(seen).toEqual({
      device: 'wasm',
      note: { remark: 'no-gpu:no-adapter', data: {} },
      pictures: 1,
    });
  });

  it('says what to do when WebGPU was asked for', async () => {
    const outcome = await page.evaluate(async model => {
      const { engine } = sana.startEngine();
      return sana.outcome(engine.load(sana.urlSource(location.origin + model), { device: 'webgpu' }));
    }, MODEL);
    expect(outcome).toEqual({
      code: 'device-unavailable',
      message:
        "The browser found no graphics device for WebGPU. Switch on hardware acceleration in the browser's settings, update the graphics driver, or choose the processor.",
    });
  });
});
