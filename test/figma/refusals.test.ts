// @module-tag long
import { encodePng } from '@sana-studio/core';
import { describe, expect, it } from 'vitest';
import { FIGMA_ERRORS } from '../../plugins/figma/src/main/figma-errors.fixture.ts';
import { en } from '../../plugins/figma/src/ui/locales/en.ts';
import { refusalError } from '../../plugins/figma/src/ui/refusal.ts';
import { choose, generate, insertAndRead, openSettings } from './panel.ts';
import { plainFigma } from './plain-figma.ts';
import { shape, text } from './sketches.ts';

describe('what cannot be done', () => {
  const browser = plainFigma();

  it('says why a layer was not changed, and keeps the picture', async () => {
    const hero = shape('Hero', { type: 'VECTOR', fills: 'mixed' });
    const group = shape('Around', { type: 'GROUP', children: [hero] });
    const instance = shape('Badge', { type: 'INSTANCE', children: [text('Label', 'a star')] });
    const { ui } = await browser.open({ layers: [group, instance], form: { choices: { when: 'click' } } });
    await browser.plugin.select('Hero');
    await ui.getByTitle('“Hero”').waitFor();
    await generate(ui);
    const insert = (words: string) => insertAndRead(ui, words);

    await browser.plugin.call('change', 'Around', { locked: true });
    await insert('“Hero” is locked, or something around it is. Unlock it');
    await browser.plugin.call('change', 'Around', { locked: false });
    await browser.plugin.call('refuse', 'Hero', 'in set_fills: Cannot write to internal and read-only nodes');
    await insert('“Hero” cannot hold a picture.');
    await browser.plugin.shot('refused');
    expect((await browser.plugin.document()).undo).toEqual([]);
    await browser.plugin.call('refuse', 'Hero', undefined);
    await browser.plugin.call('change', 'Hero', { visible: false });
    await insert('The picture is in a hidden layer.');
    // on a page that is not loaded
    await browser.plugin.call('change', 'Hero', { visible: true });
    await browser.plugin.call('toOtherPage', 'Hero');
    await choose(ui, 'place', 'beside');
    await insert('Insert: done.');
    expect((await browser.plugin.document()).undo).toHaveLength(2);
    await browser.plugin.call('remove', 'Hero');
    await insert('The layer is no longer there.');

    await browser.plugin.select('Label');
    await ui.getByTitle('“Label”').waitFor();
    await generate(ui);
    await insert('Nothing can be added to an instance, so the picture is beside it.');
    expect(await browser.plugin.layer('Badge')).toMatchObject({ children: [{ name: 'Label' }] });
  });

  it('has a sentence for everything that Figma throws', async () => {
    const { ui } = await browser.open({ layers: [shape('Hero')], form: { choices: { when: 'click' } } });
    await browser.plugin.select('Hero');
    await ui.getByTitle('“Hero”').waitFor();
    await generate(ui);
    for (const [message, refusal] of FIGMA_ERRORS) {
      await browser.plugin.call('refuse', 'Hero', message);
      await insertAndRead(ui, refusalError(refusal, 'Hero').message);
    }
    expect(await browser.plugin.document()).toMatchObject({ undo: [], layers: [{ fills: [] }] });
  });

  it('says so when Figma does not take the file of a picture', async () => {
    const { ui } = await browser.open({ form: { prompt: 'a wall', choices: { when: 'click' } } });
    await generate(ui);
    const png = await encodePng({ width: 4097, height: 1, data: new Uint8ClampedArray(4 * 4097) });
    const gif = new TextEncoder().encode('GIF89a, which the browser.plugin never makes');
    for (const [file, refusal] of [
      [png, 'too-large'],
      [gif, 'not-a-picture'],
    ] as const) {
      await ui.evaluate(
        bytes => {
          Blob.prototype.arrayBuffer = async () => new Uint8Array(bytes).buffer;
        },
        [...file],
      );
      await insertAndRead(ui, refusalError(refusal, '').message);
    }
    expect(await browser.plugin.document()).toMatchObject({ undo: [], uncommitted: 0, images: 0, layers: [] });
  });

  it('says when a request is too long to be kept with its picture', async () => {
    const { ui } = await browser.open({ layers: [shape('Hero')] });
    await browser.plugin.select('Hero');
    await ui.getByTitle('“Hero”').waitFor();
    // three bytes each
    await ui.fill('[name="prompt"]', '月'.repeat(20_000));
    await openSettings(ui);
    await ui.fill('[name="negativePrompt"]', '雨'.repeat(20_000));
    await generate(ui);
    // in sight, and for screen readers
    await ui.getByText(en.remarks['not-remembered']).first().waitFor();
    expect(await browser.plugin.layer('Hero')).toMatchObject({ fills: [{ type: 'IMAGE' }], request: '', relaunch: {} });
  });

  it('refuses sizes that Figma does not take before anything is made, and bounds those of layers', async () => {
    const { ui } = await browser.open({ layers: [shape('Poster', { width: 3000, height: 1000 })] });
    await browser.plugin.select('Poster');
    await openSettings(ui);
    await ui.getByRole('radio', { name: '× 3' }).check();
    expect(await ui.inputValue('[name="width"]')).toBe('4096');
    await ui.getByText('Pictures here have at most 4096 px a side').waitFor();
    await ui.fill('[name="width"]', '5000');
    await ui.fill('[name="height"]', '64');
    await ui.fill('[name="prompt"]', 'a wall');
    await ui.locator('.generate').click();
    await ui.getByText('Pictures can have at most 4096 px a side here.').waitFor();
    expect((await browser.plugin.document()).images).toBe(0);
  });

  it('keeps what was chosen, also when Figma has no room for it', async () => {
    const { ui } = await browser.open({ stored: { other: 'x'.repeat(5_242_000) } });
    await choose(ui, 'place', 'beside');
    await ui.fill('[name="prompt"]', 'words that find no room '.repeat(20));
    await generate(ui);
    expect((await browser.plugin.document()).undo).toHaveLength(1);
    await browser.plugin.tab.close();
    const { ui: fresh } = await browser.open();
    await choose(fresh, 'place', 'beside');
    await expect
      .poll(async () => (await browser.plugin.document()).stored.form)
      .toMatchObject({ choices: { place: 'beside' } });
    await fresh.getByRole('button', { name: 'Resize the panel' }).focus();
    await browser.plugin.tab.keyboard.press('ArrowRight');
    await expect.poll(async () => (await browser.plugin.document()).stored.size).toEqual({ width: 360, height: 640 });
  });

  it('only reads in Dev Mode, and says so', async () => {
    const { ui } = await browser.open({ editor: 'dev', layers: [shape('Frame 1')], form: { prompt: 'a hill' } });
    await ui.getByText('Layers cannot be changed in Dev Mode.').waitFor();
    await browser.plugin.select('Frame 1');
    // the button promises nothing that cannot be
    await ui.getByRole('button', { name: 'Make a picture for Frame 1' }).waitFor();
    await generate(ui);
    const made = ui.locator('figure.picture');
    await made.getByRole('button', { name: 'Insert' }).click();
    await ui.getByText('Download the picture instead.').waitFor();
    expect(await browser.plugin.document()).toMatchObject({ undo: [], uncommitted: 0, images: 0 });
    const download = browser.plugin.tab.waitForEvent('download');
    await made.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/^a-hill-\d+\.png$/);
  });

  it('says so when the engine page cannot be reached, and tries again', async () => {
    const lost = `${browser.figma.engine.url}**`;
    await browser.openAtOnce({ prepare: tab => tab.route(lost, route => route.abort()) });
    await browser.plugin.ui.getByText('The engine cannot be reached.').waitFor();
    await browser.plugin.shot('unreachable');
    await browser.plugin.tab.unroute(lost);
    await browser.plugin.ui.getByRole('button', { name: 'Try again' }).click();
    await browser.plugin.ui.getByText('computed by the processor').waitFor();
  });
});
