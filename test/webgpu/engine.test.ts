import { expect, it, onTestFinished } from 'vitest';
import { startBrowser } from '../browser/browser.ts';

const request = { prompt: 'a red kite over the sea', width: 64, height: 64, steps: 4, seed: 3 };

it('goes on with a new graphics device when the first is lost, and says what helps when that is lost too', async () => {
  const test = await startBrowser({ webgpu: true });
  onTestFinished(() => test.close());
  const page = await test.open('engine-page.mjs');
  const seen = await page.evaluate(
    async ({ request, model }) => {
      const extra = `
        const { requestDevice } = GPUAdapter.prototype;
        let device;
        GPUAdapter.prototype.requestDevice = async function (...options) {
          return (device = await requestDevice.apply(this, options));
        };
        addEventListener('message', ({ data }) => { if (data === 'lose') device.destroy(); });`;
      const { engine, workers } = sana.startEngine({ extra });
      const info = await engine.load(sana.urlSource(location.origin + model), { device: 'webgpu' });
      const lose = (worker: Worker | undefined) => worker!.postMessage('lose');
      const [picture] = await engine.generate(request, { onProgress: () => lose(workers[0]) });
      const lost = await sana.outcome(engine.generate(request, { onProgress: () => lose(workers.at(-1)) }));
      await engine.dispose();
      return { info, lost, size: picture!.data.length, workers: workers.length };
    },
    { request, model: '/reference/sprint/model' },
  );
  expect(seen).toMatchObject({
    info: { device: 'webgpu', memoryTier: '4gb' },
    lost: { code: 'device-lost', message: expect.stringMatching(/^The graphics device stopped twice\. Choose /) },
    size: 64 * 64 * 4,
    workers: 3,
  });
});
