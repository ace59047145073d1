import { requestFromPng } from '@sana-studio/core';
import { expect, it } from 'vitest';
import type { Workbench } from './workbench.ts';

/** What is offered beside the text, what is told, and what can be done with pictures that are there. */
export function whatIsOffered(vscode: () => Workbench): void {
  it('offers a paragraph, a selection and a block by the light bulb', async () => {
    const { page } = vscode();
    const text = 'A red fox.\n\n```sana\na boat\n```\n';
    const block = text.indexOf('boat');
    await vscode().open('bulb.md', text);
    const offered = async (start: number, end: number, title: string) => {
      await vscode().show('bulb.md', { start, end });
      const action = page.locator('.action-widget').getByText(title);
      await vscode().press('Control+.', action);
      return action;
    };
    await offered(3, 3, 'Illustrate this paragraph');
    await page.keyboard.press('Escape');
    await offered(2, 9, 'Illustrate the selection');
    await page.keyboard.press('Escape');
    await (await offered(block, block, 'Make this picture')).click();
    await vscode().untilText('bulb.md', 'A red fox.\n\n![a boat](images/a-boat.png)\n');
    await vscode().untilPictures('bulb.md');
  });

  it('says what was made, and takes it back', async () => {
    await vscode().clearNotices();
    await vscode().open('notice.md', 'A grey c|at.\n');
    await vscode().draw();
    const notice = vscode().notice('The picture is in the document.');
    await notice.getByRole('button', { name: 'Again' }).waitFor();
    const { page } = vscode();
    await page.locator('.statusbar-item', { hasText: 'The picture is in images/a-grey-cat.png.' }).waitFor();
    await vscode().open('another.md', 'A brown d|og.\n');
    await vscode().draw();
    await page.locator('.statusbar-item', { hasText: 'The picture is in images/a-brown-dog.png.' }).waitFor();
    // those of the cat and of the drawing are gone
    await expect.poll(() => page.locator('.notifications-toasts .notification-list-item').count()).toBe(1);
    await vscode().shot('one-notice');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await vscode().untilText('another.md', 'A brown dog.\n');
    await vscode().until('its file is gone', () => !vscode().list('images').includes('a-brown-dog.png'));
    expect(vscode().list('images')).toEqual(['a-grey-cat.png']);
  });

  it('says that a picture waits for another, and makes it when that is cancelled', { tags: ['long'] }, async () => {
    await vscode().clearNotices();
    await vscode().open('slow.md', '```sana steps=1000\na slow| picture\n```\n');
    await vscode().draw();
    const slow = vscode().notice('a slow picture');
    await slow.filter({ hasText: 'drawing, step' }).waitFor();
    await vscode().shot('progress');
    await vscode().open('next.md', 'A red k|ite.\n');
    await vscode().draw();
    await vscode().notice('waiting, 1 before it').waitFor();
    await slow.getByRole('button', { name: 'Cancel' }).click();
    await vscode().untilText('next.md', 'A red kite.\n\n![A red kite](images/a-red-kite.png)\n');
    await vscode().untilPictures('next.md');
    expect(await vscode().text('slow.md')).toBe('```sana steps=1000\na slow picture\n```\n');
    expect(
      vscode()
        .list('images')
        .filter(name => name.includes('slow')),
    ).toEqual([]);
  });

  it('says what a block does not know, and leaves it', async () => {
    await vscode().clearNotices();
    const text = '```sana stepz=5\na boat\n```\n';
    await vscode().open('wrong.md', text.replace('boat', 'bo|at'));
    await vscode().draw();
    await vscode()
      .notice(/A sana block has no setting “stepz”. It may have: .*steps/u)
      .waitFor();
    expect(await vscode().text('wrong.md')).toBe(text);
  });

  it('says quietly that there is nothing to do, and offers in the menu what there is', async () => {
    const { page } = vscode();
    await vscode().clearNotices();
    await vscode().open('menu.md', 'A red f|ox.\n');
    await vscode().runCommand('Sana: Make the Picture at the Cursor Again');
    const notice = vscode().notice('There is no picture made by Sana at the cursor.');
    await notice.waitFor();
    expect(await notice.locator('.codicon-info').count()).toBe(1);
    await vscode().focusEditor();
    const inMenu = async () => {
      await page.locator('.view-line', { hasText: 'A red fox.' }).first().click({ button: 'right' });
      await page.locator('.monaco-menu').getByText('Sana', { exact: true }).hover();
      await page.locator('.monaco-submenu').getByText('Illustrate What Is at the Cursor').waitFor();
      await vscode().shot('menu');
      const offered = await page.locator('.monaco-submenu .action-label').allTextContents();
      for (let level = 0; level < 2; level++) await page.keyboard.press('Escape');
      await page.locator('.monaco-menu').first().waitFor({ state: 'hidden' });
      return offered.filter(label => /Cover|Again|Section/u.test(label));
    };
    // the menu goes by what was at the cursor a moment ago
    await expect.poll(inMenu, { timeout: 60_000 }).toEqual([]);
  });

  it('makes the picture of an empty image from the lens, and again twice, of which one file is left', async () => {
    const { page } = vscode();
    const lens = (title: string) => page.locator('.codelens-decoration a', { hasText: title }).first().click();
    await vscode().open('again.md', '|top\n\n![a tall tree]()\n');
    await lens('Make this picture');
    const requests = [];
    for (const name of ['a-tall-tree', 'a-tall-tree-1', 'a-tall-tree']) {
      if (requests.length > 0) await lens('Again');
      await vscode().untilText('again.md', `top\n\n![a tall tree](images/${name}.png)\n`);
      await vscode().until('its file is there', () => vscode().list('images').includes(`${name}.png`));
      requests.push(requestFromPng(vscode().bytes(`images/${name}.png`))!);
    }
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(3);
    for (const request of requests) expect({ ...request, seed: 0 }).toEqual({ ...requests[0], seed: 0 });
    await vscode().until(
      'one is left',
      () =>
        vscode()
          .list('images')
          .filter(name => /tall/u.test(name)).length === 1,
    );
    await vscode().show('again.md', { start: 8, end: 8 });
    await vscode().inHost(({ commands }) => commands.executeCommand('editor.action.showHover'));
    const hover = page.locator('.monaco-hover', { hasText: `seed ${requests[2]!.seed}` });
    await hover.getByText('a tall tree').first().waitFor();
    await hover.getByText('Edit the Words').first().waitFor();
    await vscode().shot('hover');
    await page.keyboard.press('Escape');
  });

  it('lists pictures that nothing shows any more, and removes them', { tags: ['long'] }, async () => {
    const { page } = vscode();
    await vscode().clearNotices();
    await vscode().open('unused.md', 'A blue b|ird.\n');
    await vscode().draw();
    await vscode().untilText('unused.md', 'A blue bird.\n\n![A blue bird](images/a-blue-bird.png)\n');
    await vscode().until('its file is there', () => vscode().list('images').includes('a-blue-bird.png'));
    await vscode().save();
    vscode().copy('images/a-blue-bird.png', 'images/left-over.png');
    await vscode().runCommand('Sana: Remove Unused Pictures');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'left-over.png' });
    await row.getByText('A blue bird.').waitFor();
    await vscode().shot('unused');
    expect(await page.locator('.quick-input-list .monaco-list-row').count()).toBe(1);
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await vscode().notice('1 picture was removed.').waitFor();
    expect(vscode().list('images')).not.toContain('left-over.png');
    expect(vscode().list('images')).toContain('a-blue-bird.png');
  });

  it('lets an agent have a picture, by the settings of the document that is open', async () => {
    await vscode().open('notes/agent.md', 'Words.|\n');
    await vscode().inHost(({ lm }) => {
      const input = { prompt: 'a red ball', width: 64, height: 64, seed: 3 };
      const asked = lm.invokeTool('sana_generate_image', { input, toolInvocationToken: undefined });
      Object.assign(globalThis, { asked });
    });
    await vscode().page.locator('.monaco-dialog-box').getByText('Make a picture on this computer?').waitFor();
    await vscode().shot('agent');
    await vscode().page.keyboard.press('Enter');
    const told = await vscode().inHost(async ({ LanguageModelTextPart }) => {
      const { content } = await (globalThis as unknown as { asked: PromiseLike<{ content: unknown[] }> }).asked;
      return content.flatMap(part => (part instanceof LanguageModelTextPart ? part.value : []));
    });
    expect(told[0]).toContain('The picture is in the file assets/agent/a-red-ball.png of the workspace (seed 3).');
    expect(requestFromPng(vscode().bytes('assets/agent/a-red-ball.png'))).toMatchObject({ seed: 3, steps: 2 });
  });
}
