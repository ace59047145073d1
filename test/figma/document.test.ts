import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePng } from '@sana-studio/core';
import { describe, expect, it } from 'vitest';
import { refusalError } from '../../plugins/figma/src/ui/refusal.ts';
import { clicksOf, countClicks } from '../clicks.ts';
import { referencePath } from '../reference-data.ts';
import { PATIENCE, ROOT } from './figma.ts';
import type { LayerSketch } from './model/layers.ts';
import { choose, generate, idle, openSettings } from './panel.ts';
import { plainFigma } from './plain-figma.ts';
import { GREY, shape, text } from './sketches.ts';

/** What Figma gives to new shapes. */
const LIGHT = { type: 'SOLID', color: { r: 0.85, g: 0.85, b: 0.85 } } as const;

describe('what the plugin does to a document', () => {
  const browser = plainFigma();

  it('takes a shape beside a text as the place, and changes nothing about it but the picture', async () => {
    const image = { type: 'IMAGE', scaleMode: 'FIT', imageHash: 'image-1', opacity: 0.4 } as const;
    const layers = [text('Words', 'a boat'), shape('Photo', { x: 140, width: 100, fills: [GREY] })];
    const { ui } = await browser.open({ layers });
    const png = readFileSync(join(ROOT, 'docs/pictures/dog-and-ball.png'));
    await browser.plugin.tab.evaluate(bytes => figmaHost.call('addImage', new Uint8Array(bytes)), [...png]);
    await browser.plugin.call('change', 'Photo', { fills: [image, GREY] });
    await browser.plugin.select('Words', 'Photo');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a boat');
    await openSettings(ui);
    expect(await ui.inputValue('[name="width"]')).toBe('100');
    await ui.getByRole('radio', { name: '× 2' }).check();
    expect(await ui.inputValue('[name="width"]')).toBe('200');
    await ui.getByRole('radio', { name: '× 1' }).check();
    await browser.plugin.shot('text-and-shape');
    await choose(ui, 'fit', 'FIT');
    await generate(ui);
    const { fills, width, height } = await browser.plugin.layer('Photo');
    expect({ fills, width, height }).toEqual({
      fills: [{ ...image, imageHash: 'image-2' }, GREY],
      width: 100,
      height: 64,
    });
  });

  it('reads a selected text again when its words have changed', { tags: ['long'] }, async () => {
    const { ui } = await browser.open({ layers: [text('Words', 'a cat')] });
    await browser.plugin.select('Words');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a cat');
    await browser.plugin.tab.evaluate(() => window.focus());
    await browser.plugin.call('typeIn', 'Words', 'a dog');
    await ui.locator('[name="prompt"]').click();
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a dog');
  });

  it('puts variants for a text beside it as a grid, or one in its place', { tags: ['long'] }, async () => {
    const { ui } = await browser.open({ layers: [text('Words', 'a cat', { x: 10, y: 20 })], form: { count: 3 } });
    await browser.plugin.select('Words');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a cat');
    await generate(ui);
    const beside = (await browser.plugin.document()).layers.filter(({ type }) => type === 'RECTANGLE');
    expect(beside.map(({ name, x, y, width }) => [name, x, y, width])).toEqual(
      expect.arrayContaining([
        ['a cat', 154, 20, 64],
        ['a cat', 242, 20, 64],
        ['a cat', 154, 108, 64],
      ]),
    );
    await choose(ui, 'place', 'replace');
    await choose(ui, 'when', 'click');
    for (const picture of [0, 1]) {
      await ui.locator('figure.picture').nth(picture).getByRole('button', { name: 'Insert' }).click();
      await expect.poll(async () => (await browser.plugin.document()).undo.length).toBe(2 + picture);
    }
    const { layers } = await browser.plugin.document();
    expect(layers.find(({ name }) => name === 'Words')?.visible).toBe(false);
    const there = layers.filter(({ type, x }) => type === 'RECTANGLE' && x === 10);
    expect(there).toMatchObject([{ y: 20, fills: [{ imageHash: 'image-5' }] }]);
  });

  it('leaves exactly the finished ones when ten are cancelled in the middle', async () => {
    const layers = Array.from({ length: 10 }, (_, i) => shape(`A house, number ${i}`, { fills: [GREY] }));
    const { ui } = await browser.open({ layers, form: { steps: '20' } });
    await browser.plugin.select(...layers.map(({ name }) => name!));
    await ui.getByRole('button', { name: 'Make 10 pictures' }).click();
    await ui.locator('figure.picture').nth(2).waitFor();
    expect((await browser.plugin.document()).layers.filter(({ type }) => type === 'VECTOR')).toHaveLength(1);
    await browser.plugin.shot('ten');
    await ui.locator('.then').press('Escape');
    await ui.getByText(/Cancelled\. \d of 10 pictures/).waitFor();
    const made = await ui.locator('figure.picture').count();
    expect(made).toBeGreaterThanOrEqual(3);
    expect(made).toBeLessThan(10);
    // told after the picture that was under way
    await expect.poll(async () => (await browser.plugin.document()).undo.length).toBe(1);
    const document = await browser.plugin.document();
    const filled = document.layers.map(({ fills }) => fills.some(({ type }) => type === 'IMAGE'));
    expect(filled).toEqual(layers.map((_, i) => i < made));
    expect([document.uncommitted, document.images, document.layers.length]).toEqual([0, made, layers.length]);
    await browser.plugin.call('undo');
    const undone = (await browser.plugin.document()).layers;
    expect(undone.map(({ fills }) => fills)).toEqual(layers.map(() => [GREY]));
    await browser.plugin.shot('cancelled');
  });

  it('goes to what is selected at the click, again at one more, and by a click and Enter for another variant', {
    tags: ['long'],
  }, async () => {
    const card = (name: string, words: string) =>
      shape(name, { type: 'FRAME', fills: [GREY], children: [text(`Words of ${name}`, words)] });
    const { ui } = await browser.open({ layers: [card('Hero', 'a harbour'), card('Card', 'a market')] });
    const made = async (name: string) => JSON.parse((await browser.plugin.layer(name)).request || '{}');
    const images = async (name: string) =>
      (await browser.plugin.layer(name)).fills.flatMap(({ imageHash }) => imageHash ?? []);
    const button = (name: string | RegExp) => ui.getByRole('button', { name });
    await browser.plugin.select('Hero');
    await button('Fill Hero').waitFor();
    await ui.fill('[name="style"]', 'ink');
    await generate(ui);
    const hero = await made('Hero');
    expect(hero).toMatchObject({ prompt: 'a harbour, ink', style: 'ink' });
    await browser.plugin.select('Card');
    await button('Fill Card').waitFor();
    await ui.fill('[name="prompt"]', 'a dog');
    await generate(ui);
    expect([await made('Hero'), await made('Card')]).toMatchObject([hero, { prompt: 'a dog, ink' }]);

    const first = await made('Card');
    await countClicks(ui);
    await ui.locator('figure.picture').getByRole('button', { name: 'Again' }).click();
    await expect.poll(async () => (await made('Card')).seed, { timeout: PATIENCE }).not.toBe(first.seed);
    await idle(ui);
    expect(await clicksOf(ui)).toEqual({ clicks: 1, enters: 0 });
    expect({ ...(await made('Card')), seed: 0 }).toEqual({ ...first, seed: 0 });
    await browser.plugin.shot('again');

    const before = await browser.plugin.document();
    const [was] = await images('Card');
    await ui.getByRole('radio', { name: '3', exact: true }).check();
    await generate(ui);
    const shown = await images('Card');
    expect(shown).not.toEqual([was]);
    await countClicks(ui);
    await ui.locator('.strip .open').nth(2).click();
    await expect.poll(() => images('Card')).not.toEqual(shown);
    await browser.plugin.tab.keyboard.press('Enter');
    await expect.poll(async () => (await browser.plugin.document()).undo.length).toBe(before.undo.length + 1);
    expect(await clicksOf(ui)).toEqual({ clicks: 1, enters: 1 });
    await browser.plugin.shot('kept');
    await browser.plugin.call('undo');
    expect(await images('Card')).toEqual([was]);

    await browser.plugin.call('typeIn', 'Words of Hero', 'a lighthouse');
    await browser.plugin.select('Hero');
    await ui.getByText('1 picture is out of date').waitFor();
    await browser.plugin.shot('outdated');
    await button('Update').click();
    await expect.poll(async () => (await made('Hero')).prompt, { timeout: PATIENCE }).toBe('a lighthouse, ink');
  });

  it('fills ten cards at two clicks, in one style that is typed once', async () => {
    const layers = Array.from({ length: 10 }, (_, i) => shape(`A house, number ${i}`, { fills: [GREY] }));
    const { ui } = await browser.open({ layers });
    await ui.fill('[name="style"]', 'ink');
    await countClicks(ui);
    // the first is the selection
    await browser.plugin.select(...layers.map(({ name }) => name!));
    await ui.getByRole('button', { name: 'Make 10 pictures' }).click();
    await expect.poll(async () => (await browser.plugin.document()).undo.length, { timeout: PATIENCE }).toBe(1);
    expect(await clicksOf(ui)).toEqual({ clicks: 1, enters: 0 });
    for (const { name } of layers) {
      const { fills, request } = await browser.plugin.layer(name!);
      expect(fills).toMatchObject([GREY, { type: 'IMAGE' }]);
      expect(JSON.parse(request)).toMatchObject({ prompt: `${name}, ink`, style: 'ink' });
    }
  });

  it('regenerates in place: the same layer, another picture, nothing else', async () => {
    const { ui } = await browser.open({ layers: [shape('Hero', { fills: [GREY] })] });
    await browser.plugin.select('Hero');
    await ui.getByRole('button', { name: 'Fill Hero' }).waitFor();
    await ui.fill('[name="prompt"]', 'a green tree');
    await generate(ui);
    const before = await browser.plugin.layer('Hero');
    await browser.plugin.call('run', 'regenerate');
    await expect.poll(async () => (await browser.plugin.document()).undo.length, { timeout: PATIENCE }).toBe(2);
    const after = await browser.plugin.layer('Hero');
    expect(after).toMatchObject({ ...before, fills: [GREY, { imageHash: 'image-2' }], request: expect.any(String) });
    const [was, is] = [before, after].map(({ request }) => JSON.parse(request));
    expect({ ...is, seed: was.seed }).toEqual(was);
    expect(is.seed).not.toBe(was.seed);
    // the panel that is open, with the model that it holds
    const engines = browser.plugin.tab.frames().filter(frame => frame.url().startsWith(browser.figma.engine.url));
    expect(engines).toHaveLength(1);
  });

  it('makes a picture from a quick action, into view when nothing is selected', async () => {
    await browser.open({
      command: 'generate',
      parameters: { prompt: 'a red balloon' },
      layers: [text('Words', 'a kite')],
    });
    await expect.poll(async () => (await browser.plugin.document()).undo.length, { timeout: PATIENCE }).toBe(1);
    expect(await browser.plugin.layer('a red balloon')).toMatchObject({ x: 468, y: 368, width: 64, height: 64 });
    await browser.plugin.select('Words');
    expect(JSON.parse(String(await browser.plugin.call('suggest', 'kit')))).toEqual(['kit', 'a kite']);
  });

  it('starts from the selected layer, or says what to select', { tags: ['long'] }, async () => {
    const others = [shape('Timer', { type: 'WIDGET' }), shape('Ghost', { visible: false })];
    const { ui } = await browser.open({ layers: [shape('Wireframe'), ...others] });
    await openSettings(ui);
    await ui.getByRole('button', { name: 'Selected layer' }).click();
    await ui.getByText('Select the layer to start from.').waitFor();
    for (const name of ['Timer', 'Ghost']) {
      await browser.plugin.select(name);
      await ui.getByTitle(`“${name}”`).waitFor();
      await ui.getByRole('button', { name: 'Selected layer' }).click();
      await ui.getByText(refusalError('not-exportable', name).message).waitFor();
    }
    const png = readFileSync(join(ROOT, 'docs/pictures/dog-and-ball.png'));
    await browser.plugin.tab.evaluate(bytes => figmaHost.call('addImage', new Uint8Array(bytes)), [...png]);
    await browser.plugin.select('Wireframe');
    await ui.getByTitle('“Wireframe”').waitFor();
    await ui.getByRole('button', { name: 'Selected layer' }).click();
    await ui.getByLabel('Starts from: Wireframe').waitFor();
    await ui.fill('[name="prompt"]', 'a house');
    await ui.locator('[name="strength"]').fill('0.5');
    await browser.plugin.shot('start-image');
    await generate(ui);
    const { request } = await browser.plugin.layer('Wireframe');
    expect(JSON.parse(request)).toMatchObject({ startedFromImage: true, strength: 0.5 });
  });

  it('draws from a wireframe at one click, and a part of it anew, where shapes lie over it', {
    tags: ['long'],
  }, async () => {
    const box = (name: string, x: number, more: Partial<LayerSketch> = {}) =>
      shape(name, { x, y: 16, width: 40, height: 60, fills: [LIGHT], ...more });
    const inside = [box('Left', 16), box('Right', 100), text('Title', 'a red kite', { y: 80 })];
    const hero = shape('Hero', { type: 'FRAME', width: 160, height: 96, children: inside });
    const over = shape('Mark', { type: 'ELLIPSE', x: 70, y: 20, width: 50, height: 50, fills: [GREY] });
    const { ui } = await browser.open({ layers: [hero, over], form: { sizing: 'place', steps: '2' } });
    await openSettings(ui);
    const button = (name: string) => ui.getByRole('button', { name });
    await button('From this wireframe').click();
    await ui.getByText(refusalError('no-wireframe', '').message).waitFor();
    await browser.plugin.select('Hero');
    await button('Make 2 pictures').waitFor();
    await button('From this wireframe').click();
    // what has no ControlNet is not begun
    await ui.getByText('Choose a ControlNet, or follow no picture.').waitFor();
    await ui.getByText('The result goes to: Hero.').waitFor();
    const parts = ['config.json', 'diffusion_pytorch_model.safetensors'];
    await ui.setInputFiles(
      '[name="controlnetFiles"]',
      parts.map(part => referencePath('controlnet', 'controlnet', part)),
    );
    await browser.plugin.shot('wireframe');
    expect((await browser.plugin.document()).undo).toEqual([]);
    await button('Fill Hero').click();
    await expect.poll(async () => (await browser.plugin.document()).undo.length, { timeout: PATIENCE }).toBe(1);
    const drawn = await browser.plugin.layer('Hero');
    expect(JSON.parse(drawn.request)).toMatchObject({ controlledByImage: true, width: 160, prompt: 'a red kite' });
    await ui.getByText('Shapes lie over the picture').waitFor();
    // once more, at one click
    await button('Follow no picture').click();
    await button('From this wireframe').click();
    await expect.poll(async () => (await browser.plugin.document()).undo.length, { timeout: PATIENCE }).toBe(2);
    await idle(ui);

    await button('Follow no picture').click();
    await button('Part under the selected shapes').click();
    await ui.getByText(refusalError('no-mask-shapes', 'Hero').message).waitFor();
    await browser.plugin.select('Hero', 'Mark');
    await button('Part under the selected shapes').click();
    await ui.getByText(/changes\. The result goes to: Hero\./).waitFor();
    await browser.plugin.shot('marked');
    const before = decodePng(await browser.plugin.picture(await browser.plugin.layer('Hero')));
    await generate(ui);
    const after = decodePng(await browser.plugin.picture(await browser.plugin.layer('Hero')));
    const changed = [...after.data].flatMap((value, at) => (value === before.data[at] ? [] : [(at >> 2) % 160]));
    expect(Math.min(...changed)).toBeGreaterThanOrEqual(70);
    expect(Math.max(...changed)).toBeLessThan(120);
  });

  it.each(['figjam', 'slides', 'buzz'] as const)(
    'puts a picture beside what has words in %s',
    { tags: ['long'] },
    async editor => {
      const note = text('Note', 'a fish', editor === 'figjam' ? { type: 'STICKY', fills: [GREY] } : {});
      const { ui } = await browser.open({ editor, layers: [note] });
      await browser.plugin.select('Note');
      await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a fish');
      await generate(ui);
      expect(await browser.plugin.layer('a fish')).toMatchObject({
        x: 144,
        y: 0,
        width: 64,
        fills: [{ type: 'IMAGE' }],
      });
      expect(await browser.plugin.layer('Note')).toMatchObject({
        visible: true,
        fills: editor === 'figjam' ? [GREY] : [],
      });
    },
  );

  it('changes nothing after it was closed in the middle', { tags: ['long'] }, async () => {
    const { ui } = await browser.open({ layers: [shape('Hero')], form: { prompt: 'a hill', steps: '400' } });
    await browser.plugin.select('Hero');
    await ui.locator('.generate').click();
    await ui.getByText(/Denoising/).waitFor();
    await browser.plugin.tab.evaluate(() => figmaHost.close());
    expect(await browser.plugin.document()).toMatchObject({ undo: [], images: 0 });
  });
});
