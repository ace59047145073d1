import { commands, l10n, window } from 'vscode';
import { type Captioners, captionServer } from './captioners.ts';

/** Shows the person the settings that say which server is asked, and for which model. */
export async function setUpServer(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', 'sanaStudio.caption');
}

/** Has the key of the server typed; nothing typed forgets it. */
export async function askKey(captioners: Captioners): Promise<void> {
  const { server } = captionServer();
  const key = await window.showInputBox({
    prompt: l10n.t('The key of {0}. VS Code keeps it with its secrets; an empty one is forgotten.', server),
    password: true,
    ignoreFocusOut: true,
  });
  if (key !== undefined) await captioners.setKey(server, key.trim());
}
