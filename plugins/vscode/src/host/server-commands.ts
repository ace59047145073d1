import { SanaError } from '@sana-studio/core';
import { commands, type Disposable, l10n, window } from 'vscode';
import type { ServedPictures } from './served-pictures.ts';
import { told } from './tell.ts';

/** Commands for the keys of servers, which are typed nowhere else than here and in the panel. */
export function registerServerCommands(served: ServedPictures): readonly Disposable[] {
  return [
    commands.registerCommand('sanaStudio.setServerKey', () =>
      told(async () => {
        const address = await chooseServer(served, false);
        if (address === undefined) return;
        const prompt = l10n.t('The key for {0}. VS Code keeps it in its secret storage.', address);
        const key = (await window.showInputBox({ prompt, password: true, ignoreFocusOut: true }))?.trim();
        if (!key) return;
        await served.setKey(address, key);
        void window.showInformationMessage(l10n.t('The key for {0} is kept.', address));
      }),
    ),
    commands.registerCommand('sanaStudio.forgetServerKey', () =>
      told(async () => {
        const address = await chooseServer(served, true);
        if (address === undefined) return;
        await served.setKey(address, undefined);
        void window.showInformationMessage(l10n.t('The key for {0} is forgotten.', address));
      }),
    ),
  ];
}

/**
 * Asks which server is meant, if there are several.
 * @param withKey only those that have a key
 * @throws SanaError `request-invalid` if there is none
 */
async function chooseServer(served: ServedPictures, withKey: boolean): Promise<string | undefined> {
  const servers = (await served.list()).filter(({ hasKey }) => hasKey || !withKey);
  if (servers.length === 0) {
    throw new SanaError(withKey ? 'request-invalid:no-server-key' : 'request-invalid:no-server');
  }
  if (servers.length === 1) return servers[0]!.address;
  const placeHolder = l10n.t('Which server?');
  return window.showQuickPick(
    servers.map(({ address }) => address),
    { placeHolder },
  );
}
