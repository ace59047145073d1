// @module-tag long
import { requestFromPng } from '@sana-studio/core';
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

  it('has a fox and then a penguin drawn in a sample by the walkthrough, whose steps are ticked then, with its preview', async () => {
    const { page } = vscode;
    await vscode.runCommand('Welcome: Open Walkthrough');
    await vscode.pick('Pictures for your documents');
    const step = page.locator('.getting-started-step').first();
    const next = page.locator('.getting-started-step').nth(1);
    const tick = step.locator('.codicon.complete');
    // the walkthrough is a page in a frame as well as the preview
    const pictures = (alt: string) =>
      Promise.all(page.frames().map(frame => frame.locator(`img[alt="${alt}"]`).count())).then(counts =>
        Math.max(...counts),
      );
    const seen = (alt: string) => expect.poll(() => pictures(alt), { timeout: 60_000 }).toBe(1);
    await step.getByRole('button', { name: 'Draw a Fox in a Sample Document' }).waitFor();
    expect(await tick.count()).toBe(0);
    await step.getByRole('button', { name: 'Draw a Fox in a Sample Document' }).click();
    await vscode.untilShown('a-red-fox');
    await tick.waitFor();
    await page.locator('.codelens-decoration a', { hasText: 'Edit the Words' }).first().waitFor();
    await seen('A red fox on the grass');
    await next.locator('.step-title').click();
    await next.getByRole('button', { name: 'Draw the Penguin That the Sample Asks For' }).click();
    await seen('A penguin in the snow');
    await next.locator('.codicon.complete').waitFor();
    await vscode.shot('walkthrough');
  });
});
