// @module-tag long
import { decodePng } from '@sana-studio/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referencePath } from '../reference-data.ts';
import { startFigma, type TestFigma } from './figma.ts';
import { describeFrame, idle, MUCH_PATIENCE, QUICK } from './panel.ts';
import { shape } from './sketches.ts';

describe('in a browser with a graphics device', () => {
  let figma: TestFigma;

  beforeAll(async () => {
    figma = await startFigma({ storage: true, webgpu: true, model: referencePath('sana', 'model') });
  });
  afterAll(() => figma.close());

  it(
    'finds it in the engine page’s frame, and makes pictures',
    async () => {
      const plugin = await figma.open({ layers: [shape('🐶', { width: 64, height: 64 })], form: QUICK });
      const { ui } = plugin;
      const { origin } = new URL(figma.engine.url);
      const engine = await plugin.engine(origin);
      expect(await engine.evaluate(describeFrame)).toEqual({ origin, secure: true, gpu: true, storage: true });
      // the worker in that frame sees the device, and that it would be slower than the processor
      await ui.getByText('WebGPU is only emulated in software').waitFor();
      await plugin.select('🐶');
      await expect.poll(() => ui.inputValue('[name="width"]')).toBe('64');
      await ui.locator('.generate').click();
      await ui.locator('figure.picture img').waitFor({ timeout: MUCH_PATIENCE });
      await idle(ui);
      expect(decodePng(await plugin.picture(await plugin.layer('🐶')))).toMatchObject({ width: 64, height: 64 });
    },
    MUCH_PATIENCE,
  );

  it('does without where the frame does not count as secure, and says so', async () => {
    const plugin = await figma.open({ sameSite: true });
    const engine = await plugin.engine(figma.engine.url);
    expect(await engine.evaluate(describeFrame)).toMatchObject({ secure: false, gpu: false });
    await plugin.ui.getByText('computed by the processor').waitFor();
  });
});
