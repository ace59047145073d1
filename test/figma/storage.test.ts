// @module-tag long
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { officialRepository } from '../hub/repository.ts';
import { startTeam, TEAM_TITLE } from '../hub/team.ts';
import { CARDS, makeCards } from './cards.ts';
import { PATIENCE, ROOT, startFigma, type TestFigma } from './figma.ts';
import { generate, MUCH_PATIENCE, QUICK } from './panel.ts';
import { shape } from './sketches.ts';

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

  it('draws with a model from the server of a team, whose list the plugin was built with', async () => {
    const team = await startTeam(officialRepository());
    onTestFinished(() => team.stop());
    const plugin = await figma.open({ models: team.url, layers: [shape('A boat')], form: QUICK });
    const { ui } = plugin;
    const card = ui.getByRole('region', { name: TEAM_TITLE });
    await card.getByRole('button', { name: /^Download/ }).click();
    // as soon as it is here, it is used
    await expect.poll(() => ui.inputValue('[name="model"]'), { timeout: PATIENCE }).toBe(team.model);
    await ui.getByText('computed by the processor').waitFor();
    await plugin.select('A boat');
    await ui.getByRole('button', { name: 'Fill A boat' }).waitFor();
    await generate(ui);
    const { request } = await plugin.layer('A boat');
    expect(JSON.parse(request)).toMatchObject({ prompt: 'A boat', model: team.model });
  });
});
