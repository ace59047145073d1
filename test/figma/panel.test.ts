import axe from 'axe-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDrawingServer } from '../drawing-server.ts';
import { describeFrame, generate, idle, openSettings, QUICK } from './panel.ts';
import { plainFigma } from './plain-figma.ts';
import { GREY, shape, text } from './sketches.ts';

describe('the panel', () => {
  const browser = plainFigma();

  it('works in a frame that has nothing, and says what the engine cannot do', async () => {
    const { ui } = await browser.open();
    const { origin } = new URL(browser.figma.engine.url);
    expect(await ui.evaluate(describeFrame)).toEqual({ origin: 'null', secure: false, gpu: false, storage: false });
    const engine = await browser.plugin.engine(origin);
    expect(await engine.evaluate(describeFrame)).toEqual({ origin, secure: true, gpu: false, storage: false });
    await ui.getByText('Pictures are not kept after closing').waitFor();
    await browser.plugin.shot('empty');
    await ui.getByText('About', { exact: true }).click();
    const report = ui.getByLabel('For a report of a fault');
    await expect.poll(() => report.inputValue()).toContain('frame.isSecureContext: false');
    expect(await report.inputValue()).toContain('engine.device: wasm');
    expect(await report.inputValue()).toMatch(/engine\.note: .*no-gpu/);
    await ui.getByRole('button', { name: 'Test this Figma' }).click();
    await expect.poll(() => report.inputValue()).toContain('test: a picture in a turned layer is upright: as assumed');
    expect(await report.inputValue()).not.toContain('OTHERWISE');
    await browser.plugin.shot('about');
  });

  it('keeps a style in the file, with its colours in words, and a colleague’s panel goes on with it', {
    tags: ['long'],
  }, async () => {
    const colour = (r: number, g: number, b: number) => ({ paints: [{ type: 'SOLID', color: { r, g, b } } as const] });
    const paintStyles = [colour(0.06, 0.1, 0.22), colour(1, 0.5, 0.38)];
    const first = (await browser.open({ paintStyles })).ui;
    await first.getByText('Styles', { exact: true }).click();
    await first.getByRole('button', { name: 'Flat illustration', exact: true }).click();
    await first.getByText('Styles', { exact: true }).click();
    await first.getByRole('button', { name: 'Add the colours of this file' }).click();
    const words = await first.inputValue('[name="style"]');
    expect(words).toMatch(/^flat illustration, .*, palette of navy blue and coral$/);
    await browser.plugin.shot('styles');
    await first.getByRole('button', { name: 'Keep as the style of this file' }).click();
    await first.getByText('Everybody who works in this file').first().waitFor();
    const { shared } = await browser.plugin.document();
    expect(JSON.parse(shared['sana_studio style']!)).toMatchObject({
      format: 'sana-studio-styles',
      styles: [{ words }],
    });
    await browser.plugin.tab.close();
    const { ui } = await browser.open({ shared, layers: [shape('A dog', { fills: [GREY] })] });
    await expect.poll(() => ui.inputValue('[name="style"]')).toBe(words);
    await browser.plugin.select('A dog');
    await ui.getByRole('button', { name: 'Fill A dog' }).waitFor();
    await generate(ui);
    const { request } = await browser.plugin.layer('A dog');
    expect(JSON.parse(request)).toMatchObject({ prompt: `A dog, ${words}`, style: words });
  });

  it('fills a layer with a picture of a server, which the engine page asks for, and names the server', async () => {
    const draws = await startDrawingServer();
    onTestFinished(draws.close);
    const { ui } = await browser.open({ layers: [shape('A dog', { fills: [GREY] })], form: QUICK });
    await ui.getByText('On a server…').click();
    await ui.fill('[name="server"]', draws.url);
    await ui.getByText(/receives the prompt .* nothing else/).waitFor();
    await ui.getByRole('button', { name: 'Draw there' }).click();
    const { host } = new URL(draws.url);
    await ui.locator('.model-state', { hasText: host }).waitFor();
    await ui.locator('.drawn-there', { hasText: host }).waitFor();
    await browser.plugin.select('A dog');
    await ui.getByRole('button', { name: 'Fill A dog' }).waitFor();
    await generate(ui);
    const { fills, request } = await browser.plugin.layer('A dog');
    expect(fills.at(-1)).toMatchObject({ type: 'IMAGE' });
    expect(JSON.parse(request)).toMatchObject({ prompt: 'A dog', model: `${draws.url}#sana-mini` });
    expect(draws.asked.map(({ body }) => body)).toMatchObject([{ prompt: 'A dog' }]);
    expect(Object.keys(draws.asked[0]!.body)).not.toContain('image');
    await browser.plugin.shot('server');
  });

  it('has no accessibility violations in the light and in the dark theme', { tags: ['long'] }, async () => {
    const { ui } = await browser.open({ layers: [shape('Photo'), shape('A dog')] });
    await browser.plugin.select('Photo', 'A dog');
    await ui.getByTitle('“A dog”').waitFor();
    await openSettings(ui);
    await ui.getByText('About', { exact: true }).click();
    await generate(ui);
    await ui.evaluate(axe.source);
    for (const theme of ['light', 'dark'] as const) {
      await browser.plugin.setTheme(theme);
      const violations = await ui.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: ['iframe'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      await browser.plugin.shot(theme);
      expect(violations).toEqual([]);
    }
  });

  it('tells of each layer what became of its words, draws the others when one is refused, and keeps what is decided', {
    tags: ['long'],
  }, async () => {
    const layers = [text('One', 'a nude woman'), text('Two', 'a red kite')];
    const { ui } = await browser.open({ layers, form: QUICK });
    await browser.plugin.select('One', 'Two');
    await idle(ui);
    await generate(ui);
    await ui.getByText('The safety guard replaced “nude” (One) by ❤️.').waitFor();
    expect(await ui.locator('figure.picture').count()).toBe(2);
    await openSettings(ui);
    await ui.locator('.safety > summary').click();
    await ui.selectOption('[name="safetyAction"]', 'refuse');
    await ui.getByText('Nudity, sex, hate, coarse words · No picture is made').waitFor();
    await generate(ui);
    const refused = ui.locator('.error').filter({ hasText: 'words that are not drawn: “nude”' });
    await refused.waitFor();
    expect(await ui.locator('figure.picture').count()).toBe(1);
    await refused.getByRole('button', { name: 'Keep “nude”' }).click();
    await ui.getByText('“nude” will be kept from the next picture on.').waitFor();
    expect(await ui.inputValue('[name="safetyAllow"]')).toBe('nude');
  });

  it('speaks Chinese', async () => {
    const { ui } = await browser.open({
      locale: 'zh-CN',
      layers: [shape('封面', { locked: true })],
      form: { prompt: '月亮' },
    });
    await browser.plugin.select('封面');
    // said beside the button, before anything is made
    await ui.locator('.against').getByText('“封面”或其所在的图层已锁定。').waitFor();
    await ui.locator('.generate[aria-disabled="true"]').click({ force: true });
    expect(await ui.locator('.running').count()).toBe(0);
    await browser.plugin.shot('chinese');
  });
});
