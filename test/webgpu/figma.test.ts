import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CARDS, expectCards } from '../figma/cards.ts';
import { ROOT, startFigma } from '../figma/figma.ts';
import { idle, MUCH_PATIENCE, QUICK } from '../figma/panel.ts';

it('a frame in Figma is filled by a graphics device that is not software, with the embedded model', async () => {
  const figma = await startFigma({
    storage: true,
    webgpu: true,
    model: join(ROOT, 'models/sana-mini'),
    adapterSeemsReal: true,
  });
  onTestFinished(() => figma.close());
  // one of the three that other tests fill: software takes half a minute for each
  const plugin = await figma.open({ layers: CARDS.slice(0, 1), form: QUICK });
  await plugin.select('Card');
  await expect.poll(() => plugin.ui.inputValue('[name="prompt"]')).not.toBe('');
  await plugin.ui.locator('.generate').click();
  await plugin.ui.locator('figure.picture img').waitFor({ timeout: MUCH_PATIENCE });
  await idle(plugin.ui);
  await expectCards(plugin, 1);
  await plugin.ui.getByText('Graphics device (WebGPU)').waitFor();
  expect(await plugin.ui.getByText(/processor|emulated/).count()).toBe(0);
  await plugin.shot('webgpu');
});
