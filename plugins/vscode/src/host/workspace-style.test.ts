import { BUDGETS } from '@sana-studio/core';
import { beforeEach, expect, it } from 'vitest';
import { state, Uri } from '../vscode.fixture.ts';
import { workspaceStyle } from './workspace-style.ts';

const root = Uri.parse('vscode-vfs://github/team/docs');
const file = Uri.joinPath(root, '.vscode/sana-style.json').toString();

beforeEach(() => {
  state.folders = [{ uri: root }];
  state.files.clear();
});

it('keeps a style beside the settings of the workspace, wherever that is, and takes it away again', async () => {
  expect(await workspaceStyle.readStyle()).toBe('');
  await workspaceStyle.writeStyle('{"format":"sana-studio-styles"}');
  expect([...state.files.keys()]).toEqual([file]);
  expect(await workspaceStyle.readStyle()).toBe('{"format":"sana-studio-styles"}');
  await workspaceStyle.writeStyle('');
  expect(state.files.size).toBe(0);
  await workspaceStyle.writeStyle('');
});

it('says where there is no folder to keep it in, and reads no more than a file of styles has', async () => {
  state.files.set(file, { bytes: new Uint8Array(BUDGETS.stylesFile.most + 1) });
  await expect(workspaceStyle.readStyle()).rejects.toMatchObject({ code: 'over-budget' });
  state.folders = [];
  expect(await workspaceStyle.readStyle()).toBe('');
  await expect(workspaceStyle.writeStyle('{}')).rejects.toMatchObject({ reason: 'file-unwritable:no-folder' });
});
