import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import { Uri, workspace } from 'vscode';
import type { Host } from '../contract.ts';

/** Beside the settings that a workspace shares. */
const PATH = '.vscode/sana-style.json';

function place(): Uri | undefined {
  const [folder] = workspace.workspaceFolders ?? [];
  return folder && Uri.joinPath(folder.uri, PATH);
}

/** One style for all pictures of a workspace, in a file that its people share. */
export const workspaceStyle: Pick<Host, 'readStyle' | 'writeStyle'> = {
  async readStyle() {
    const uri = place();
    if (!uri) return '';
    try {
      const bytes = await workspace.fs.readFile(uri);
      if (bytes.length > BUDGETS.stylesFile.most) throw overBudget('stylesFile', PATH);
      return new TextDecoder().decode(bytes);
    } catch (error) {
      if (isMissing(error)) return '';
      if (error instanceof SanaError) throw error;
      throw new SanaError('file-missing:unreadable', { file: PATH, detail: String(error) }, error);
    }
  },
  async writeStyle(json) {
    const uri = place();
    if (!uri) throw new SanaError('file-unwritable:no-folder');
    try {
      if (json === '') await workspace.fs.delete(uri);
      else await workspace.fs.writeFile(uri, new TextEncoder().encode(json));
    } catch (error) {
      if (json === '' && isMissing(error)) return;
      throw new SanaError('file-unwritable:picture', { path: PATH, detail: String(error) }, error);
    }
  },
};

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'FileNotFound';
