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
    await vscode().until('the file is there', () => vscode().list('images').length > 0);
  });

  it('says what was made, and takes it back', async () => {
    await vscode().clearNotices();
    await vscode().open('notice.md', 'A grey c|at.\n');
    await vscode().draw();
    const notice = vscode().notice(/The picture is in images\/a-grey-cat.*\.png/u);
    await notice.getByRole('button', { name: 'Again' }).waitFor();
    await notice.getByRole('button', { name: 'Undo' }).click();
    await vscode().untilText('notice.md', 'A grey cat.\n');
    await vscode().until('its file is gone', () => vscode().list('images').length === 0);
  });

  it('says that a picture waits for another, and makes it when that is cancelled', async () => {
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
    await vscode().until('its file is there', () => vscode().list('images').length > 0);
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
    // the menu goes by what was at the cursor a moment ago
    await page.waitForTimeout(500);
    await page.locator('.view-line', { hasText: 'A red fox.' }).first().click({ button: 'right' });
    await page.locator('.monaco-menu').getByText('Sana', { exact: true }).hover();
    await page.locator('.monaco-submenu').getByText('Illustrate What Is at the Cursor').waitFor();
    await vscode().shot('menu');
    const offered = await page.locator('.monaco-submenu .action-label').allTextContents();
    expect(offered.filter(label => /Cover|Again|Section/u.test(label))).toEqual([]);
    for (const _ of offered.slice(0, 2)) await page.keyboard.press('Escape');
  });
}
