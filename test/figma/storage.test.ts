import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePng } from '../../packages/core/src/image/png-decode.ts';
import { requestFromPng } from '../../packages/core/src/image/png-request.ts';
import { PATIENCE, ROOT, startFigma, type TestFigma } from './figma.ts';
import { idle, MUCH_PATIENCE, QUICK } from './panel.ts';
import { GREY, shape, text } from './sketches.ts';

describe('in a browser that lets the engine store', () => {
  let figma: TestFigma;

  beforeAll(async () => {
    figma = await startFigma({ storage: true, webgpu: false, model: join(ROOT, 'models/sana-mini') });
  });
  afterAll(() => figma.close());

  it(
    'fills frames with what the texts in them say, in any language, as one step to undo each',
    async () => {
      const prompts = { Card: 'a red apple on a plate', 卡片: '海边的一座灯塔', '🃏': '🐶🏀' };
      const sizes = [64, 96, 128];
      const cards = Object.entries(prompts).map(([name, words], i) =>
        shape(name, { type: 'FRAME', width: sizes[i]!, fills: [GREY], children: [text(`Words ${i}`, words)] }),
      );
      const plugin = await figma.open({ layers: cards, form: QUICK });
      const { ui } = plugin;
      // at once: what is asked for while the model is being made ready must not get lost
      await plugin.select(...Object.keys(prompts));
      await ui.getByRole('button', { name: 'Make one for each of the 3' }).click();
      // not the button alone: it is there for a moment between loading and generating
      await ui.locator('figure.picture img').nth(2).waitFor({ timeout: MUCH_PATIENCE });
      await idle(ui);
      for (const [i, [name, prompt]] of Object.entries(prompts).entries()) {
        const layer = await plugin.layer(name);
        expect(layer.fills).toMatchObject([GREY, { type: 'IMAGE', scaleMode: 'FILL' }]);
        expect(layer.relaunch).toEqual({ regenerate: '' });
        const file = await plugin.picture(layer);
        expect(decodePng(file)).toMatchObject({ width: sizes[i], height: 64 });
        expect(requestFromPng(file)).toMatchObject({ prompt, steps: 1, model: 'sana-mini' });
        expect(requestFromPng(file)).toEqual(JSON.parse(layer.request));
        const shown = await ui
          .locator('figure.picture img')
          .nth(i)
          .evaluate(async image => [
            ...new Uint8Array(await (await fetch((image as HTMLImageElement).src)).arrayBuffer()),
          ]);
        expect(file.equals(Buffer.from(shown))).toBe(true);
      }
      const { undo, uncommitted, images } = await plugin.document();
      expect([undo.every(changes => changes > 0), uncommitted, images]).toEqual([true, 0, 3]);
      await plugin.shot('three-cards');
    },
    MUCH_PATIENCE,
  );

  it('still has the pictures of the last visit', async () => {
    const { ui } = await figma.open();
    await expect.poll(() => ui.locator('.thumbnails li').count(), { timeout: PATIENCE }).toBe(3);
    await ui.getByLabel('Search prompts').fill('灯塔');
    await expect.poll(() => ui.locator('.thumbnails li').count()).toBe(1);
  });
});
