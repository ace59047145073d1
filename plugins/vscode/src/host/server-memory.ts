import { type KnownServer, readServers, type ServerMemory } from '@sana-studio/shared';
import type { Memento, SecretStorage } from 'vscode';
import { readSettings } from './settings.ts';

const SERVERS = 'servers';

/** Where VS Code keeps the key of a server. */
const secretOf = (address: string) => `server:${address}`;

/**
 * Servers in the memory of all workspaces, with that of the settings; their keys in VS Code's secret storage and nowhere else.
 */
export function hostServerMemory(everywhere: Memento, secrets: SecretStorage): ServerMemory {
  const stored = () => readServers(everywhere.get<unknown>(SERVERS));
  return {
    async read() {
      const { server } = readSettings();
      // what a setting has brought goes with it
      const known = stored().filter(({ address, isSetting }) => !isSetting || address === server);
      if (server === undefined || known.some(({ address }) => address === server)) return known;
      return [...known, { address: server, engine: '', models: [], isSetting: true }];
    },
    write: async (servers: readonly KnownServer[]) => everywhere.update(SERVERS, servers),
    keyOf: async address => secrets.get(secretOf(address)),
    setKey: async (address, key) =>
      key === undefined ? secrets.delete(secretOf(address)) : secrets.store(secretOf(address), key),
  };
}
