// Pictures of the real VS Code for the extension's README. Usage: npm run screenshots:vscode

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from '../vscode/workbench.ts';
import { asWebp, type Frame, movingWebp } from './webp.ts';

const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const SIZE = { width: 1000, height: 620 };
const SETTINGS = {
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'editor.fontSize': 15,
  'window.commandCenter': false,
  'window.title': `\${activeEditorShort}`,
  'workbench.colorTheme': 'Light 2026',
  'workbench.layoutControl.enabled': false,
  'explorer.openEditors.visible': 0,
};
/** Bytes of a moving picture that a page about an extension can bear. */
const MOST_BYTES = 1_500_000;
const MOST_FRAMES = 15;
/** Nobody wants to see all of the waiting, and everybody wants to look at the end. */
const MILLISECONDS = { least: 150, most: 900, last: 4000 };

const STORY = `# A winter walk

We left before the sun was up, and the village slept.

A red fox in the snow.

By noon the way went down to the coast.

![A lighthouse at sunset]()

## The way home

A yellow house in the snow.
`;

describe('pictures of the extension', () => {
  let vscode: Workbench;
  /** Encodes there: the workbench's own policy allows no data in images. */
  let encoder: Page;
  let page: Page;

  const write = (name: string, webp: Buffer) => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, name), webp);
    process.stdout.write(`docs/pictures/${name}: ${Math.round(webp.length / 1000)} kB\n`);
  };
  const shot = async (name: string) => write(name, await asWebp(encoder, await page.screenshot()));
  /** Nothing is told any more of pictures that were made before. */
  const quiet = async () => {
    await vscode.clearNotices();
    await page.locator('.statusbar-item', { hasText: 'The picture is in' }).waitFor({ state: 'hidden' });
  };
  const preview = () => vscode.panel.locator('.markdown-body');
  /** Whether the preview shows this many pictures, all of them loaded. */
  const shows = (count: number) =>
    preview()
      .locator('img')
      .evaluateAll((images, wanted) => {
        const loaded = (images as HTMLImageElement[]).filter(
          ({ complete, naturalWidth }) => complete && naturalWidth > 1,
        );
        return loaded.length === wanted;
      }, count);

  beforeAll(async () => {
    vscode = await Workbench.start({ settings: SETTINGS });
    ({ page } = vscode);
    await page.setViewportSize(SIZE);
    page.setDefaultTimeout(60_000);
    encoder = await page.context().browser()!.newPage();
    // what decodes moving pictures is there for pages with a secure address alone
    await encoder.goto(new URL('/healthz', page.url()).href);
    // the folder's name would be one of a test
    await page.keyboard.press('Control+B');
    // as it is for all pictures but the first one: the model is loaded
    await vscode.open('warm.md', 'A green tr|ee.\n');
    await vscode.draw();
    await page.locator('.codelens-decoration a', { hasText: 'Again' }).first().waitFor();
    await vscode.save();
    await vscode.runCommand('View: Close All Editors');
    await quiet();
  });
  afterAll(async () => vscode?.stop());

  it('moves from a paragraph to its picture', async () => {
    const shots: { readonly png: Buffer; readonly at: number }[] = [];
    const look = async () => {
      const png = await page.screenshot({ caret: 'initial' });
      if (!shots.at(-1)?.png.equals(png)) shots.push({ png, at: Date.now() });
    };
    await vscode.open(
      'winter.md',
      '# A winter walk\n\nWe left before the sun was up.\n\n|\n\nBy noon we were at the coast.\n',
    );
    await vscode.runCommand('Markdown: Open Preview to the Side');
    await preview().getByText('By noon').waitFor();
    await vscode.focusEditor();
    await vscode.save();
    await look();
    for (const words of ['A red', ' fox', ' in the', ' snow.']) {
      await page.keyboard.type(words);
      await vscode.untilShown(words.trim());
      await look();
    }
    await page.keyboard.press('Control+Alt+G');
    const end = Date.now() + 120_000;
    while (!(await shows(1)) && Date.now() < end) {
      await page.waitForTimeout(250);
      await look();
    }
    await page.locator('.codelens-decoration a', { hasText: 'Again' }).first().waitFor();
    await page.waitForTimeout(500);
    await look();
    const [first, last] = [shots.slice(0, 5), shots.at(-1)!];
    const between = shots.slice(5, -1);
    const step = Math.max(1, between.length / (MOST_FRAMES - first.length - 1));
    const thinned = between.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
    const chosen = [...first, ...thinned, last];
    const frames: Frame[] = [];
    for (const [i, { png, at }] of chosen.entries()) {
      const shown = (chosen[i + 1]?.at ?? at) - at;
      const { least, most, last } = MILLISECONDS;
      const milliseconds = i === chosen.length - 1 ? last : Math.min(most, Math.max(least, shown));
      frames.push({ webp: await asWebp(encoder, png), milliseconds });
    }
    const moving = movingWebp(frames, SIZE);
    write('vscode-paragraph.webp', moving);
    expect(frames.length).toBeGreaterThanOrEqual(8);
    expect(moving.length).toBeLessThan(MOST_BYTES);
    // as browsers read it
    const read = await encoder.evaluate(async base64 => {
      const data = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
      const decoder = new ImageDecoder({ data, type: 'image/webp' });
      await decoder.tracks.ready;
      await decoder.completed;
      const { image } = await decoder.decode({ frameIndex: decoder.tracks.selectedTrack!.frameCount - 1 });
      return [decoder.tracks.selectedTrack!.frameCount, image.displayWidth, image.displayHeight];
    }, moving.toString('base64'));
    expect(read).toEqual([frames.length, SIZE.width, SIZE.height]);
    await vscode.focusEditor();
    await vscode.save();
    await vscode.runCommand('View: Close All Editors');
  });

  it('shows the light bulb, and the lens of an image that is not there yet', async () => {
    await vscode.open('story.md', STORY.replace('A red fox', 'A red |fox'));
    await page.locator('.codelens-decoration a', { hasText: 'Make this picture' }).first().waitFor();
    await quiet();
    await vscode.press('Control+.', page.locator('.action-widget').getByText('Illustrate this paragraph'));
    await shot('vscode-bulb.webp');
    await page.keyboard.press('Escape');
    await vscode.save();
    await vscode.runCommand('View: Close All Editors');
  });

  it('shows the panel beside a document', async () => {
    const { panel } = vscode;
    await vscode.open('panel.md', '# At the coast\n\nA light|house at sunset.\n\nThen we went home.\n');
    await vscode.runCommand('Sana: Use What Is at the Cursor in the Panel');
    await expect.poll(() => panel.locator('[name="prompt"]').inputValue()).toContain('lighthouse');
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '2', exact: true }).check();
    await panel.locator('.generate').click();
    await panel.locator('figure.picture').nth(1).waitFor();
    await panel.locator('.generate').waitFor();
    await panel.locator('figure.picture').first().getByRole('button').last().scrollIntoViewIfNeeded();
    await shot('vscode-panel.webp');
  });
});
