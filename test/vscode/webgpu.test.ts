import { requestFromPng } from '@sana-studio/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workbench } from './workbench.ts';

describe('the extension in a VS Code with a graphics device', () => {
  let vscode: Workbench;

  beforeAll(async () => {
    vscode = await Workbench.start({
      settings: { 'sanaStudio.device': 'webgpu', 'sanaStudio.memory': 'small', 'sanaStudio.fileName': `\${slug}` },
      webgpu: true,
    });
  });
  afterAll(async () => vscode?.stop());

  it('makes a picture by WebGPU', async () => {
    await vscode.open('one.md', '```sana steps=1 size=64\na red ap|ple\n```\n');
    await vscode.page.keyboard.press('Control+Alt+G');
    // only the panel has a graphics device; it is opened when the person says so, and gives back the side bar
    await vscode.page.locator('.notifications-toasts').getByRole('button', { name: 'Open the Panel' }).click();
    await vscode.until('the picture is written', () => vscode.list('images').includes('a-red-apple.png'));
    await vscode.page.locator('.explorer-folders-view').waitFor();
    await vscode.runCommand('Sana: Open the Panel');
    await vscode.panel.getByText('Graphics device (WebGPU)').waitFor();
    expect(requestFromPng(vscode.bytes('images/a-red-apple.png'))).toMatchObject({ steps: 1, width: 64 });
    await vscode.shot('webgpu');
  });
});
