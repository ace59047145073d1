import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { decodePng } from '../../packages/core/src/image/png-decode.ts';
import { requestFromPng } from '../../packages/core/src/image/png-request.ts';
import { referencePath } from '../reference-data.ts';
import { type OpenPlugin, PATIENCE, ROOT, startFigma, type TestFigma } from './figma.ts';
import type { LayerSketch } from './model/layers.ts';

/** For the embedded model, which has more to do than the small one of most tests. */
const MUCH_PATIENCE = 3 * PATIENCE;
/** As little work as still makes a picture. */
const QUICK = { steps: '1', guidanceScale: '1', width: '64', height: '64' };

const shape = (name: string, more: Partial<LayerSketch> = {}): LayerSketch => ({
  type: 'RECTANGLE',
  name,
  width: 64,
  height: 64,
  ...more,
});
const text = (name: string, characters: string, more: Partial<LayerSketch> = {}): LayerSketch => ({
  type: 'TEXT',
  name,
  characters,
  width: 120,
  height: 20,
  ...more,
});

const GREY = { type: 'SOLID', color: { r: 0.5, g: 0.5, b: 0.5 } } as const;

const idle = (ui: Frame) => ui.locator('.generate').waitFor();
/** Presses the button and waits until the pictures are made, and inserted if that goes by itself. */
async function generate(ui: Frame): Promise<void> {
  await ui.locator('.generate').click();
  await ui.locator('.running').waitFor();
  await idle(ui);
}
const choose = (ui: Frame, name: string, value: string) => ui.selectOption(`[name="${name}"]`, value);

/** What a frame is allowed; runs in it. */
async function describeFrame() {
  const adapter = await navigator.gpu?.requestAdapter();
  const storage = await new Promise(resolve => {
    try {
      const request = indexedDB.open('probe');
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
  return { origin: self.origin, secure: isSecureContext, gpu: Boolean(adapter), storage };
}

describe('in a browser that refuses storage and has no graphics device', () => {
  let figma: TestFigma;
  let plugin: OpenPlugin;

  /** With the panel ready to generate. */
  const open = async (options: Parameters<TestFigma['open']>[0] = {}) => {
    plugin = await figma.open({ ...options, form: { ...QUICK, ...options.form } });
    await plugin.ui.getByText(/computed by the processor|处理器计算/).waitFor();
    await idle(plugin.ui);
    return plugin;
  };

  beforeAll(async () => {
    figma = await startFigma({ storage: false, webgpu: false, model: referencePath('sana', 'model') });
  });
  afterEach(async () => {
    const unexpected = (await plugin.log()).filter(line => !line.startsWith('warn: in '));
    await plugin.tab.close();
    expect(unexpected).toEqual([]);
  });
  afterAll(() => figma.close());

  it('works in a frame that has nothing, and says what the engine cannot do', async () => {
    const { ui } = await open();
    const { origin } = new URL(figma.engine.url);
    expect(await ui.evaluate(describeFrame)).toEqual({ origin: 'null', secure: false, gpu: false, storage: false });
    const engine = await plugin.engine(origin);
    expect(await engine.evaluate(describeFrame)).toEqual({ origin, secure: true, gpu: false, storage: false });
    await ui.getByText('Pictures are not kept after closing').waitFor();
    await plugin.shot('empty');
  });

  it('takes a shape beside a text as the place, and changes nothing about it but the picture', async () => {
    const image = { type: 'IMAGE', scaleMode: 'FIT', imageHash: 'image-1', opacity: 0.4 } as const;
    const layers = [text('Words', 'a boat'), shape('Photo', { x: 140, width: 100, fills: [GREY] })];
    const { ui } = await open({ layers });
    const png = readFileSync(join(ROOT, 'docs/pictures/dog-and-ball.png'));
    await plugin.tab.evaluate(bytes => figmaHost.call('addImage', new Uint8Array(bytes)), [...png]);
    await plugin.call('change', 'Photo', { fills: [image, GREY] });
    await plugin.select('Words', 'Photo');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a boat');
    await ui.locator('.settings summary').click();
    expect(await ui.inputValue('[name="width"]')).toBe('100');
    await ui.getByRole('radio', { name: '× 2' }).check();
    expect(await ui.inputValue('[name="width"]')).toBe('200');
    await ui.getByRole('radio', { name: '× 1' }).check();
    await plugin.shot('text-and-shape');
    await choose(ui, 'fit', 'FIT');
    await generate(ui);
    const { fills, width, height } = await plugin.layer('Photo');
    expect({ fills, width, height }).toEqual({
      fills: [{ ...image, imageHash: 'image-2' }, GREY],
      width: 100,
      height: 64,
    });
  });

  it('reads a selected text again when its words have changed', async () => {
    const { ui } = await open({ layers: [text('Words', 'a cat')] });
    await plugin.select('Words');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a cat');
    await plugin.tab.evaluate(() => window.focus());
    await plugin.call('typeIn', 'Words', 'a dog');
    await ui.locator('[name="prompt"]').click();
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a dog');
  });

  it('puts variants for a text beside it as a grid, or one in its place', async () => {
    const { ui } = await open({ layers: [text('Words', 'a cat', { x: 10, y: 20 })], form: { count: 3 } });
    await plugin.select('Words');
    await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('a cat');
    await generate(ui);
    const beside = (await plugin.document()).layers.filter(({ type }) => type === 'RECTANGLE');
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
      await expect.poll(async () => (await plugin.document()).undo.length).toBe(4 + picture);
    }
    const { layers } = await plugin.document();
    expect(layers.find(({ name }) => name === 'Words')?.visible).toBe(false);
    const there = layers.filter(({ type, x }) => type === 'RECTANGLE' && x === 10);
    expect(there).toMatchObject([{ y: 20, fills: [{ imageHash: 'image-5' }] }]);
  });

  it('leaves exactly the finished ones when ten are cancelled in the middle', async () => {
    const layers = Array.from({ length: 10 }, (_, i) => shape(`A house, number ${i}`, { fills: [GREY] }));
    const { ui } = await open({ layers, form: { steps: '20' } });
    await plugin.select(...layers.map(({ name }) => name!));
    await ui.getByRole('button', { name: 'Make one for each of the 10' }).click();
    await ui.locator('figure.picture').nth(2).waitFor();
    await plugin.shot('ten');
    // the button moves down with every picture, and a click waits until it rests
    await ui.locator('[name="prompt"]').press('Escape');
    await ui.getByText(/Cancelled\. \d of 10 pictures/).waitFor();
    const made = await ui.locator('figure.picture').count();
    expect(made).toBeGreaterThanOrEqual(3);
    expect(made).toBeLessThan(10);
    const document = await plugin.document();
    const filled = document.layers.map(({ fills }) => fills.some(({ type }) => type === 'IMAGE'));
    expect(filled).toEqual(layers.map((_, i) => i < made));
    expect([document.undo.length, document.uncommitted, document.images]).toEqual([made, 0, made]);
    await plugin.shot('cancelled');
  });

  it('regenerates in place: the same layer, another picture, nothing else', async () => {
    const { ui } = await open({ layers: [shape('Hero', { fills: [GREY] })] });
    await plugin.select('Hero');
    await ui.fill('[name="prompt"]', 'a green tree');
    // the form follows the selection only while nothing else was written
    await ui.getByTitle('“Hero”').click();
    await ui.fill('[name="prompt"]', 'a green tree');
    await generate(ui);
    const before = await plugin.layer('Hero');
    await plugin.call('run', 'regenerate');
    await expect.poll(async () => (await plugin.document()).undo.length, { timeout: PATIENCE }).toBe(2);
    const after = await plugin.layer('Hero');
    expect(after).toMatchObject({ ...before, fills: [GREY, { imageHash: 'image-2' }], request: expect.any(String) });
    const [was, is] = [before, after].map(({ request }) => JSON.parse(request));
    expect({ ...is, seed: was.seed }).toEqual(was);
    expect(is.seed).not.toBe(was.seed);
  });

  it('makes a picture from a quick action, into view when nothing is selected', async () => {
    await open({ command: 'generate', parameters: { prompt: 'a red balloon' }, layers: [text('Words', 'a kite')] });
    await expect.poll(async () => (await plugin.document()).undo.length, { timeout: PATIENCE }).toBe(1);
    expect(await plugin.layer('a red balloon')).toMatchObject({ x: 468, y: 368, width: 64, height: 64 });
    await plugin.select('Words');
    expect(JSON.parse(String(await plugin.call('suggest', 'kit')))).toEqual(['kit', 'a kite']);
  });

  it('starts from the selected layer, or says what to select', async () => {
    const { ui } = await open({ layers: [shape('Wireframe')] });
    await ui.getByRole('button', { name: 'Selected layer' }).click();
    await ui.getByText('Select the layer to start from.').waitFor();
    const png = readFileSync(join(ROOT, 'docs/pictures/dog-and-ball.png'));
    await plugin.tab.evaluate(bytes => figmaHost.call('addImage', new Uint8Array(bytes)), [...png]);
    await plugin.select('Wireframe');
    await ui.getByTitle('“Wireframe”').waitFor();
    await ui.getByRole('button', { name: 'Selected layer' }).click();
    await ui.getByLabel('Starts from: Wireframe').waitFor();
    await ui.fill('[name="prompt"]', 'a house');
    await ui.locator('[name="strength"]').fill('0.5');
    await plugin.shot('start-image');
    await generate(ui);
    const { request } = await plugin.layer('Wireframe');
    expect(JSON.parse(request)).toMatchObject({ startedFromImage: true, strength: 0.5 });
  });

  it('says why a layer was not changed, and keeps the picture', async () => {
    const hero = shape('Hero', { type: 'VECTOR', fills: 'mixed' });
    const group = shape('Around', { type: 'GROUP', locked: true, children: [hero] });
    const instance = shape('Badge', { type: 'INSTANCE', children: [text('Label', 'a star')] });
    const { ui } = await open({ layers: [group, instance], form: { choices: { when: 'click' } } });
    await plugin.select('Hero');
    await ui.getByTitle('“Hero”').click();
    await generate(ui);
    const insert = async (words: string) => {
      await ui.locator('figure.picture').getByRole('button', { name: 'Insert' }).click();
      const note = ui.locator('.note').filter({ hasText: words });
      await note.waitFor();
      expect(await note.evaluate(element => element.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
      await note.getByRole('button', { name: 'Close' }).click();
    };

    await insert('“Hero” is locked, or something around it is. Unlock it');
    await plugin.call('change', 'Around', { locked: false });
    await plugin.call('refuse', 'Hero', 'Cannot write to internal and read-only nodes');
    await insert('“Hero” cannot hold a picture.');
    await plugin.call('refuse', 'Hero', 'This property cannot be overriden on an instance');
    await insert('“Hero” is part of a component and cannot be changed here.');
    await plugin.call('refuse', 'Hero', "Property failed validation: Invalid enum value. Expected 'A', received 'B'");
    await insert('“Hero” could not be changed.');
    await plugin.shot('refused');
    expect((await plugin.document()).undo).toEqual([]);
    await plugin.call('refuse', 'Hero', undefined);
    await plugin.call('change', 'Hero', { visible: false });
    await insert('The picture is in a hidden layer.');
    // on a page that is not loaded
    await plugin.call('change', 'Hero', { visible: true });
    await plugin.call('toOtherPage', 'Hero');
    await choose(ui, 'place', 'beside');
    await insert('Insert: done.');
    expect((await plugin.document()).undo).toHaveLength(2);
    await plugin.call('remove', 'Hero');
    await insert('The layer is no longer there.');

    await plugin.select('Label');
    await ui.getByTitle('“Label”').click();
    await generate(ui);
    await insert('Nothing can be added to an instance, so the picture is beside it.');
    expect(await plugin.layer('Badge')).toMatchObject({ children: [{ name: 'Label' }] });
  });

  it('refuses sizes that Figma does not take before anything is made, and bounds those of layers', async () => {
    const { ui } = await open({ layers: [shape('Poster', { width: 3000, height: 1000 })] });
    await plugin.select('Poster');
    await ui.locator('.settings summary').click();
    await ui.getByRole('radio', { name: '× 3' }).check();
    expect(await ui.inputValue('[name="width"]')).toBe('4096');
    await ui.getByText('Pictures here have at most 4096 px a side').waitFor();
    await ui.fill('[name="width"]', '5000');
    await ui.fill('[name="height"]', '64');
    await ui.fill('[name="prompt"]', 'a wall');
    await ui.locator('.generate').click();
    await ui.getByText('Pictures can have at most 4096 px a side here.').waitFor();
    expect((await plugin.document()).images).toBe(0);
  });

  it('keeps what was chosen, also when Figma has no room for it', async () => {
    const { ui } = await open({ stored: { other: 'x'.repeat(5_242_000) } });
    await choose(ui, 'place', 'beside');
    await ui.fill('[name="prompt"]', 'words that find no room '.repeat(20));
    await generate(ui);
    expect((await plugin.document()).undo).toHaveLength(1);
    await plugin.tab.close();
    const { ui: fresh } = await open();
    await choose(fresh, 'place', 'beside');
    await expect
      .poll(async () => (await plugin.document()).stored.form)
      .toMatchObject({ choices: { place: 'beside' } });
    await fresh.getByRole('button', { name: 'Resize the panel' }).focus();
    await plugin.tab.keyboard.press('ArrowRight');
    await expect.poll(async () => (await plugin.document()).stored.size).toEqual({ width: 360, height: 640 });
  });

  it('only reads in Dev Mode, and says so', async () => {
    const { ui } = await open({ editor: 'dev', layers: [shape('Frame 1')], form: { prompt: 'a hill' } });
    await ui.getByText('Layers cannot be changed in Dev Mode.').waitFor();
    await plugin.select('Frame 1');
    await ui.getByTitle('“Frame 1”').click();
    await generate(ui);
    await ui.getByRole('button', { name: 'Insert' }).click();
    await ui.getByText('Download the picture instead.').waitFor();
    expect(await plugin.document()).toMatchObject({ undo: [], uncommitted: 0, images: 0 });
    const download = plugin.tab.waitForEvent('download');
    await ui.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/^a-hill-\d+\.png$/);
  });

  it('changes nothing after it was closed in the middle', async () => {
    const { ui } = await open({ layers: [shape('Hero')], form: { prompt: 'a hill', steps: '5' } });
    await plugin.select('Hero');
    await ui.locator('.generate').click();
    await ui.getByText(/Denoising/).waitFor();
    await plugin.tab.evaluate(() => figmaHost.close());
    expect(await plugin.document()).toMatchObject({ undo: [], images: 0 });
  });

  it('says so when the engine page cannot be reached, and tries again', async () => {
    const lost = `${figma.engine.url}**`;
    plugin = await figma.open({ form: QUICK, prepare: tab => tab.route(lost, route => route.abort()) });
    await plugin.ui.getByText('The engine cannot be reached.').waitFor();
    await plugin.shot('unreachable');
    await plugin.tab.unroute(lost);
    await plugin.ui.getByRole('button', { name: 'Try again' }).click();
    await plugin.ui.getByText('computed by the processor').waitFor();
  });

  it('has no accessibility violations in the light and in the dark theme', async () => {
    const { ui } = await open({ layers: [shape('Photo'), shape('A dog')] });
    await plugin.select('Photo', 'A dog');
    await ui.locator('.settings summary').click();
    await ui.getByTitle('“A dog”').click();
    await generate(ui);
    await ui.evaluate(axe.source);
    for (const theme of ['light', 'dark'] as const) {
      await plugin.setTheme(theme);
      const violations = await ui.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: ['iframe'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      await plugin.shot(theme);
      expect(violations).toEqual([]);
    }
  });

  it('speaks Chinese', async () => {
    const { ui } = await open({ locale: 'zh-CN', layers: [shape('封面', { locked: true })], form: { prompt: '月亮' } });
    await plugin.select('封面');
    await ui.getByTitle('“封面”').click();
    await generate(ui);
    await ui.getByText('“封面”或其所在的图层已锁定。').waitFor();
    await plugin.shot('chinese');
  });
});

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

describe('in a browser with a graphics device', () => {
  let figma: TestFigma;

  beforeAll(async () => {
    figma = await startFigma({ storage: true, webgpu: true, model: referencePath('sana', 'model') });
  });
  afterAll(() => figma.close());

  it(
    'finds it in the engine page’s frame, and makes pictures',
    async () => {
      const plugin = await figma.open({ layers: [shape('🐶', { width: 32, height: 32 })], form: QUICK });
      const { ui } = plugin;
      const { origin } = new URL(figma.engine.url);
      const engine = await plugin.engine(origin);
      expect(await engine.evaluate(describeFrame)).toEqual({ origin, secure: true, gpu: true, storage: true });
      // the worker in that frame sees the device, and that it would be slower than the processor
      await ui.getByText('WebGPU is only emulated in software').waitFor();
      await plugin.select('🐶');
      await expect.poll(() => ui.inputValue('[name="width"]')).toBe('32');
      await ui.locator('.generate').click();
      await ui.locator('.running').waitFor();
      await ui.locator('.generate').waitFor({ timeout: MUCH_PATIENCE });
      expect(decodePng(await plugin.picture(await plugin.layer('🐶')))).toMatchObject({ width: 32, height: 32 });
    },
    MUCH_PATIENCE,
  );

  it(
    'computes on it when it is not software, with the embedded model',
    async () => {
      const embedded = await startFigma({
        storage: true,
        webgpu: true,
        model: join(ROOT, 'models/sana-mini'),
        adapterSeemsReal: true,
      });
      onTestFinished(() => embedded.close());
      const plugin = await embedded.open({ layers: [shape('🐶', { width: 128, height: 128 })], form: QUICK });
      const { ui } = plugin;
      await ui.getByText('Graphics device (WebGPU)').waitFor({ timeout: MUCH_PATIENCE });
      await idle(ui);
      await plugin.select('🐶');
      await expect.poll(() => ui.inputValue('[name="prompt"]')).toBe('🐶');
      await ui.locator('.generate').click();
      await ui.locator('.running').waitFor();
      await ui.locator('.generate').waitFor({ timeout: MUCH_PATIENCE });
      expect(await ui.getByText(/processor|emulated/).count()).toBe(0);
      const file = await plugin.picture(await plugin.layer('🐶'));
      expect(decodePng(file)).toMatchObject({ width: 128, height: 128 });
      expect(requestFromPng(file)).toMatchObject({ prompt: '🐶', model: 'sana-mini' });
      await plugin.shot('webgpu');
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
