// @module-tag long
import { requestFromWebp } from '@sana-studio/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clicksOf, countClicks } from '../clicks.ts';
import { insertedFromThePanel } from './inserted.part.ts';
import { Workbench } from './workbench.ts';

const SETTINGS = { 'sanaStudio.fileName': `\${slug}-\${seed}`, 'sanaStudio.imageFormat': 'webp' };

declare global {
  /** How many pictures the panel has shown, each time another number than before. */
  var seenPictures: number[];
}

describe('the panel in VS Code', () => {
  let vscode: Workbench;

  beforeAll(async () => {
    vscode = await Workbench.start({ settings: SETTINGS });
  });
  afterAll(async () => vscode?.stop());

  const fill = async (values: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(values)) await vscode.panel.locator(`[name="${name}"]`).fill(value);
  };

  it('takes the prompt at the cursor, and begins with the style that the workspace keeps', async () => {
    const styles = [{ name: 'House', words: 'in chalk' }];
    vscode.write('.vscode/sana-style.json', JSON.stringify({ format: 'sana-studio-styles', version: 1, styles }));
    await vscode.open('story.md', '# Two animals\n\nA c|at on the grass.\n\nThe end.\n');
    await vscode.runCommand('Sana: Use What Is at the Cursor in the Panel');
    const prompt = vscode.panel.locator('[name="prompt"]');
    await expect.poll(() => prompt.inputValue()).toBe('A cat on the grass.');
    await vscode.panel.getByRole('button', { name: 'Make a picture for Line 3' }).waitFor();
    const style = vscode.panel.locator('[name="style"]');
    await expect.poll(() => style.inputValue()).toBe('in chalk');
    await vscode.shot('panel-prompt');
    await style.fill('');
  });

  it('fills the grid one by one with four variants', async () => {
    const { panel } = vscode;
    await panel.locator('.settings > summary').first().click();
    await fill({ width: '64', height: '64', steps: '3' });
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '4', exact: true }).check();
    await panel.locator('body').evaluate(body => {
      globalThis.seenPictures = [];
      new MutationObserver(() => {
        const count = body.querySelectorAll('figure.picture').length;
        if (count > 0 && count !== seenPictures.at(-1)) seenPictures.push(count);
      }).observe(body, { childList: true, subtree: true });
    });
    await panel.locator('.generate').waitFor();
    await panel.locator('[name="prompt"]').press('Control+Enter');
    await panel.locator('figure.picture').nth(3).waitFor();
    await vscode.shot('panel-variants');
    expect(await panel.locator('body').evaluate(() => seenPictures)).toEqual([1, 2, 3, 4]);
    expect(await panel.locator('[role="status"]').textContent()).toBe('All pictures are ready.');
  });

  it('inserts the picture that was chosen where its prompt came from', async () => {
    const { panel } = vscode;
    const third = panel.locator('figure.picture').nth(2);
    const seed = (await third.locator('.seed-label').textContent())!.replace(/\D/gu, '');
    await countClicks(vscode.panelFrame);
    await third.locator('.open').click();
    await vscode.page.keyboard.press('Enter');
    expect(await clicksOf(vscode.panelFrame)).toEqual({ clicks: 1, enters: 1 });
    const picture = `a-cat-on-the-grass-${seed}.webp`;
    await vscode.until('the picture is written', () => vscode.list('images').includes(picture));
    await vscode.page.locator('.tab.active.dirty').waitFor();
    await vscode.shot('panel-inserted');
    // who goes on in the panel keeps the focus
    expect(await vscode.page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
    await vscode.save();
    expect(vscode.read('story.md')).toBe(
      `# Two animals\n\nA cat on the grass.\n\n![A cat on the grass](images/${picture})\n\nThe end.\n`,
    );
    const file = vscode.bytes(`images/${picture}`);
    expect(requestFromWebp(file)).toMatchObject({ seed: Number(seed), width: 64, steps: 3 });
    const size = await vscode.page.evaluate(
      async bytes => {
        const { width, height } = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/webp' }));
        return [width, height];
      },
      [...file],
    );
    expect(size).toEqual([64, 64]);
    expect(vscode.list('images')).toEqual([picture]);
  });

  it('makes one of them again, but different, at one click', async () => {
    const { panel } = vscode;
    await countClicks(vscode.panelFrame);
    await panel.locator('figure.picture').first().getByRole('button', { name: 'Again' }).click();
    await panel.locator('figure.picture').nth(4).waitFor();
    await panel.locator('.generate').waitFor();
    expect(new Set(await panel.locator('.seed-label').allTextContents()).size).toBe(5);
    expect(await clicksOf(vscode.panelFrame)).toEqual({ clicks: 1, enters: 0 });
    await panel.locator('[name="style"]').fill('in ink');
  });

  it('makes a WebP picture again from the request inside', async () => {
    const [before] = vscode.list('images');
    const one = requestFromWebp(vscode.bytes(`images/${before}`))!;
    await vscode.goTo(5, 5);
    await vscode.runCommand('Sana: Make the Picture at the Cursor Again');
    // it takes the place of the one before, which nothing else shows
    const others = () => vscode.list('images').filter(name => name !== before);
    await vscode.until(
      'another picture is there instead',
      () => others().length === 1 && vscode.list('images').length === 1,
    );
    const other = requestFromWebp(vscode.bytes(`images/${others()[0]}`))!;
    expect({ ...other, seed: 0 }).toEqual({ ...one, seed: 0 });
    await vscode.page.locator('.tab.active.dirty').waitFor();
    // a browser would ask before it reloads
    await vscode.save();
  });

  it('changes a part of a picture in the document, whose rest stays byte for byte', async () => {
    const { panel } = vscode;
    const [before] = vscode.list('images');
    const colours = (name: string) =>
      vscode.page.evaluate(
        async ([bytes, type]) => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          context.drawImage(bitmap, 0, 0);
          return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
        },
        [[...vscode.bytes(`images/${name}`)], `image/${name.split('.').at(-1)}`] as const,
      );
    const was = await colours(before!);
    await vscode.goTo(5, 5);
    await vscode.runCommand('Sana: Change a Part of This Picture…');
    const painter = panel.getByRole('dialog', { name: 'Paint what is to change' });
    await painter.locator('[name="brush"]').fill('16');
    await painter.locator('[name="feather"]').fill('0');
    await painter.getByRole('application').click();
    await vscode.shot('painter');
    await painter.getByRole('button', { name: 'Done' }).click();
    await panel.getByText('The result goes to: Picture at line 5.').waitFor();
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '1', exact: true }).check();
    await panel.locator('[name="prompt"]').fill('a red ball');
    await panel.locator('[name="prompt"]').press('Control+Enter');
    await panel.locator('.generate').waitFor();
    await panel.locator('figure.picture').getByRole('button', { name: 'Insert' }).click();
    const others = () => vscode.list('images').filter(name => name !== before);
    await vscode.until(
      'the picture is there instead',
      () => others().length === 1 && vscode.list('images').length === 1,
    );
    const is = await colours(others()[0]!);
    const changed = is.flatMap((value, at) =>
      value === was[at] ? [] : [Math.hypot(((at >> 2) % 64) - 31.5, (at >> 8) - 31.5)],
    );
    expect(Math.max(...changed)).toBeLessThan(10);
    expect(changed.length).toBeGreaterThan(100);
    await vscode.page.locator('.tab.active.dirty').waitFor();
    await vscode.save();
    expect(vscode.read('story.md')).toContain(`![A cat on the grass](images/${others()[0]})`);
    await panel.getByRole('button', { name: 'Do not start from a picture' }).click();
  });

  it('inserts a picture where its prompt came from after the window was reloaded in the middle', async () => {
    const { panel } = vscode;
    await vscode.open('long.md', 'First.\n\nA slow bo|at.\n\nLast.\n');
    await vscode.runCommand('Sana: Use What Is at the Cursor in the Panel');
    await expect.poll(() => panel.locator('[name="prompt"]').inputValue()).toBe('A slow boat.');
    await panel.locator('.settings').evaluate(settings => settings.setAttribute('open', ''));
    await fill({ width: '64', height: '64', steps: '30', style: 'in ink' });
    // one of them is interrupted, however long VS Code takes to write what outlives a reload
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '2', exact: true }).check();
    await panel.locator('[name="prompt"]').press('Control+Enter');
    await vscode.untilKept('"here.unfinished":[[{');
    await vscode.reload();
    await vscode.show('long.md');
    await vscode.goTo(1, 1);
    await vscode.page.keyboard.type('New.\n\n');
    await panel.locator('.generate').waitFor();
    // the style is for all pictures, and the document says only what is seen
    const made = panel.locator('figure.picture', { has: panel.getByAltText('Picture for: A slow boat. in ink') });
    await made.last().getByRole('button', { name: 'Insert' }).click();
    await vscode.untilShown('a-slow-boat');
    await vscode.save();
    expect(vscode.read('long.md')).toMatch(
      /^New\.\n\nFirst\.\n\nA slow boat\.\n\n!\[A slow boat\]\(images\/a-slow-boat-\d+\.webp\)\n\nLast\.\n$/u,
    );
  });

  it('makes ten pictures for ten items of a list at two clicks, each in its place and in the style that was typed', async () => {
    const { panel } = vscode;
    const things = Array.from({ length: 10 }, (_, index) => `A ball, number ${index}.`);
    await vscode.open('ten.md', `Ten balls:\n\n${things.map(thing => `- ${thing}\n`).join('')}|`);
    await panel.locator('.settings').evaluate(settings => settings.setAttribute('open', ''));
    await fill({ width: '64', height: '64', steps: '1' });
    await panel.getByRole('group', { name: 'Variants' }).getByRole('radio', { name: '1', exact: true }).check();
    await vscode.focusEditor();
    await countClicks(vscode.panelFrame);
    // the first is the selection
    await vscode.page.keyboard.press('Control+A');
    await panel.getByRole('button', { name: 'Make 10 pictures' }).click();
    await vscode.until(
      'all are written',
      () => vscode.list('images').filter(name => name.startsWith('a-ball')).length === 10,
    );
    // all of it may be more than fits on the screen
    const inEditor = () => vscode.inHost(({ window }) => window.activeTextEditor?.document.getText() ?? '');
    await expect.poll(inEditor, { timeout: 60_000 }).toContain('number-9-');
    expect(await clicksOf(vscode.panelFrame)).toEqual({ clicks: 1, enters: 0 });
    await vscode.shot('panel-ten');
    await vscode.save();
    const images = things.map(
      (thing, index) => `- ${thing}\n\n  ![${thing.slice(0, -1)}](images/a-ball-number-${index}-0.webp)\n`,
    );
    expect(vscode.read('ten.md').replace(/-\d+\.webp/gu, '-0.webp')).toBe(`Ten balls:\n\n${images.join('\n')}`);
    const request = requestFromWebp(
      vscode.bytes(`images/${vscode.list('images').find(name => name.includes('number-3'))}`),
    );
    expect(request).toMatchObject({ style: 'in ink', width: 64 });
  });

  it('keeps a style in the workspace', async () => {
    const { panel } = vscode;
    await panel.getByText('Styles', { exact: true }).click();
    await panel.getByRole('button', { name: 'Keep as the style of this workspace' }).click();
    await panel.getByText('Everybody who works in this workspace').first().waitFor();
    expect(JSON.parse(vscode.read('.vscode/sana-style.json'))).toMatchObject({ styles: [{ words: 'in ink' }] });
  });

  insertedFromThePanel(() => vscode);

  it.each([
    ['Dark 2026', 'vscode-dark'],
    ['Dark High Contrast', 'vscode-high-contrast'],
    ['Light High Contrast', 'vscode-high-contrast-light'],
    ['Light 2026', 'vscode-light'],
  ])('has no accessibility violations in the theme %s', async (theme, kind) => {
    await vscode.runCommand('Preferences: Color Theme');
    await vscode.pick(theme);
    await vscode.panel.locator(`body.${kind}`).waitFor();
    await vscode.shot(`panel-${kind}`);
    expect(await vscode.axeViolations()).toEqual([]);
  });
});
