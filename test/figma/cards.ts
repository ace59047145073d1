import { decodePng, requestFromPng } from '@sana-studio/core';
import { expect } from 'vitest';
import type { OpenPlugin } from './figma.ts';
import type { LayerSketch } from './model/layers.ts';
import { idle, MUCH_PATIENCE } from './panel.ts';
import { GREY, shape, text } from './sketches.ts';

const PROMPTS = { Card: 'a red apple on a plate', 卡片: '海边的一座灯塔', '🃏': '🐶🏀' };
const WIDTHS = [64, 96, 128];

/** Frames with texts in three languages, of three sizes. */
export const CARDS: readonly LayerSketch[] = Object.entries(PROMPTS).map(([name, words], i) =>
  shape(name, { type: 'FRAME', width: WIDTHS[i]!, fills: [GREY], children: [text(`Words ${i}`, words)] }),
);

/** Has a picture made for each of the cards by the embedded model. */
export async function makeCards(plugin: OpenPlugin): Promise<void> {
  const { ui } = plugin;
  await plugin.select(...Object.keys(PROMPTS));
  await ui.getByRole('button', { name: 'Make 3 pictures' }).click();
  // not the button alone: it is there for a moment between loading and generating
  await ui.locator('figure.picture img').nth(2).waitFor({ timeout: MUCH_PATIENCE });
  await idle(ui);
  await expectCards(plugin, 3);
}

/** Looks at every one of the first cards that were filled: place, size, bytes, undo. */
export async function expectCards(plugin: OpenPlugin, count: number): Promise<void> {
  const { ui } = plugin;
  for (const [i, [name, prompt]] of Object.entries(PROMPTS).slice(0, count).entries()) {
    const layer = await plugin.layer(name);
    expect(layer.fills).toMatchObject([GREY, { type: 'IMAGE', scaleMode: 'FILL' }]);
    expect(layer.relaunch).toEqual({ regenerate: '' });
    const file = await plugin.picture(layer);
    expect(decodePng(file)).toMatchObject({ width: WIDTHS[i], height: 64 });
    expect(requestFromPng(file)).toMatchObject({ prompt, steps: 1, model: 'sana-mini' });
    expect(requestFromPng(file)).toEqual(JSON.parse(layer.request));
    const shown = await ui
      .locator('figure.picture img')
      .nth(i)
      .evaluate(async image => [...new Uint8Array(await (await fetch((image as HTMLImageElement).src)).arrayBuffer())]);
    expect(file.equals(Buffer.from(shown))).toBe(true);
  }
  const { undo, uncommitted, images } = await plugin.document();
  expect([undo.length, undo.every(changes => changes > 0), uncommitted, images]).toEqual([count, true, 0, count]);
}
