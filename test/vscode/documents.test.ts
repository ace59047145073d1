// @module-tag long
import { requestFromPng } from '@sana-studio/core';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from './workbench.ts';

const SETTINGS = {
  'sanaStudio.size': 64,
  'sanaStudio.steps': 2,
  'sanaStudio.fileName': `\${slug}`,
  'files.readonlyInclude': { '**/kept.md': true },
  // the dialog of VS Code itself, not the browser's
  'files.simpleDialog.enable': true,
};

describe('documents that are not files like others', () => {
  let vscode: Workbench;

  beforeAll(async () => {
    vscode = await Workbench.start({ settings: SETTINGS });
  });
  afterAll(async () => vscode?.stop());

  it('says why a read-only one gets no picture, and leaves no file behind', async () => {
    await vscode.open('kept.md', 'A red f|ox.\n');
    await vscode.page.keyboard.press('Control+Alt+G');
    await vscode.page
      .locator('.notifications-toasts')
      .getByText('“files.readonlyInclude” keeps it read-only')
      .waitFor();
    await vscode.shot('read-only');
    expect(vscode.list('images')).toEqual([]);
    expect(vscode.read('kept.md')).toBe('A red fox.\n');
  });

  it('asks where to write the picture of one that was never saved', async () => {
    const { page } = vscode;
    await vscode.runCommand('File: New Untitled Text File');
    await page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await vscode.runCommand('Change Language Mode');
    await vscode.pick('Markdown');
    await vscode.focusEditor();
    await page.keyboard.type('A blue bird.');
    await page.keyboard.press('Control+Alt+G');
    const write = page.locator('.quick-input-widget').getByRole('button', { name: 'OK' });
    await write.waitFor();
    await vscode.shot('untitled');
    await write.click();
    await vscode.until('the picture is written', () => vscode.list('.').includes('a-blue-bird.png'));
    await vscode.untilShown('![A blue bird](a-blue-bird.png)');
    expect(requestFromPng(vscode.bytes('a-blue-bird.png'))).toMatchObject({ prompt: 'A blue bird.' });
  });

  it('is walked through: a fox, a penguin, all sections, and a picture of the panel, each ticked when it is in the sample', async () => {
    const { page } = vscode;
    await vscode.runCommand('Welcome: Open Walkthrough');
    await vscode.pick('Pictures for your documents');
    const step = (number: number) => page.locator('.getting-started-step').nth(number);
    const tick = (number: number) => step(number).locator('.codicon.complete');
    const press = async (number: number, name: string) => {
      await step(number).locator('.step-title').click();
      const button = step(number).getByRole('button', { name });
      await button.waitFor();
      expect(await tick(number).count()).toBe(0);
      await button.click();
    };
    const sample = () =>
      vscode.inHost(({ workspace }) =>
        workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/sample.md'))?.getText(),
      );
    // the walkthrough is a page in a frame as well as the preview and the panel
    const pictures = (alt: string) =>
      Promise.all(page.frames().map(frame => frame.locator(`img[alt="${alt}"]`).count())).then(counts =>
        Math.max(...counts),
      );
    const seen = (alt: string) => expect.poll(() => pictures(alt), { timeout: 60_000 }).toBe(1);

    await press(0, 'Draw a Fox in a Sample Document');
    await vscode.untilShown('a-red-fox');
    await tick(0).waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Edit the Words' }).first().waitFor();
    await seen('A red fox on the grass');

    await press(1, 'Draw the Penguin That the Sample Asks For');
    await seen('A penguin in the snow');
    await tick(1).waitFor();
    await vscode.shot('walkthrough');

    await press(2, 'Illustrate the Sample');
    const list = page.locator('.quick-input-widget');
    await list.getByText(/Illustrate this document: \d/u).waitFor();
    await vscode.shot('walkthrough-sections');
    await list.getByRole('button', { name: 'OK' }).click();
    await tick(2).waitFor();
    await seen('A warm place');
    await vscode.shot('walkthrough-document');

    await press(3, 'Open the Panel');
    const frameOfPanel = async () => {
      for (const frame of page.frames()) if ((await frame.locator('.generate').count()) > 0) return frame;
      return undefined;
    };
    let panel: Frame | undefined;
    // VS Code puts the page into another frame once it has come
    const isFilled = async () => {
      panel = await frameOfPanel();
      await panel?.locator('[name="prompt"]').fill('A green boat', { timeout: 5000 });
      return panel !== undefined;
    };
    await expect.poll(() => isFilled().catch(() => false), { timeout: 120_000 }).toBe(true);
    await panel!.locator('[name="prompt"]').press('Control+Enter');
    const figure = panel!.locator('figure.picture').first();
    await figure.getByRole('button', { name: 'Insert', exact: true }).click();
    await expect.poll(sample, { timeout: 60_000 }).toContain('![A green boat](images/a-green-boat');
    await tick(3).waitFor();
    await vscode.shot('walkthrough-panel');
  });
});
