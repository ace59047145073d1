// @module-tag long
import { requestFromPng } from '@sana-studio/core';
import { expect, it, onTestFinished } from 'vitest';
import { Workbench } from './workbench.ts';

it('makes a picture with the tools that the extension brings, as agents call them, in the folder that is open', async () => {
  const vscode = await Workbench.start({ settings: { 'chat.disableAIFeatures': false } });
  onTestFinished(() => vscode.stop());
  const rows = vscode.page.locator('.quick-input-list .monaco-list-row');
  await vscode.runCommand('MCP: List Servers');
  await rows.filter({ hasText: 'Stopped' }).click();
  await rows.filter({ hasText: 'Start Server' }).click();
  const tools = () =>
    vscode.inHost(({ lm }) => lm.tools.map(({ name }) => name).filter(name => /^mcp_sana/.test(name)));
  await expect.poll(tools).toHaveLength(5);
  const made = vscode.inHost(async ({ lm }) => {
    const input = { prompt: 'a lighthouse', seed: 7, width: 128, height: 128, path: 'lighthouse.png' };
    const { content } = await lm.invokeTool('mcp_sana_make_picture', { input, toolInvocationToken: undefined });
    return JSON.stringify(content);
  });
  // whoever sits there is asked first
  await vscode.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(?:Allow|Continue|Yes)/ })
    .click();
  expect(await made).toContain('lighthouse.png');
  expect(requestFromPng(vscode.bytes('lighthouse.png'))).toMatchObject({ seed: 7, model: 'sana-mini' });
});
