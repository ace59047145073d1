import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS, makeCards } from './cards.ts';
import { PATIENCE, ROOT, startFigma, type TestFigma } from './figma.ts';
import { MUCH_PATIENCE, QUICK } from './panel.ts';

describe('in a browser that lets the engine store', () => {
  let figma: TestFigma;

  beforeAll(async () => {
    figma = await startFigma({ storage: true, webgpu: false, model: join(ROOT, 'models/sana-mini') });
  });
  afterAll(() => figma.close());

  it(
    'fills frames with what the texts in them say, in any language, as one step to undo each',
    async () => {
      const plugin = await figma.open({ layers: CARDS, form: { ...QUICK, choices: { undo: 'each' } } });
      // at once: what is asked for while the model is being made ready must not get lost
      await makeCards(plugin);
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
