import { fields, flag, listOf, optional, type Read, text } from '@sana-studio/core/channel';
import { serverAddress } from '@sana-studio/serving';
import type { PanelServer, PanelStorage } from '../host.ts';

/** What is remembered of a server. */
export type KnownServer = Pick<PanelServer, 'address' | 'engine' | 'models' | 'isSetting'>;

/** Where servers and their keys are kept. */
export interface ServerMemory {
  read(): Promise<readonly KnownServer[]>;
  /** @throws SanaError if storage is refused */
  write(servers: readonly KnownServer[]): Promise<void>;
  keyOf(address: string): Promise<string | undefined>;
  /** @param keep it is to be there at the next visit; `key` undefined: forget it */
  setKey(address: string, key: string | undefined, keep: boolean): Promise<void>;
}

const SERVERS_KEY = 'servers';
const KEYS_KEY = 'serverKeys';

const string = text(10_000);

const address: Read<string> = value => serverAddress(string(value));

/** Servers as they were kept; what is none is left out. */
export function readServers(value: unknown): readonly KnownServer[] {
  return allThatFit(value, fields({ address, engine: string, models: listOf(string), isSetting: optional(flag) }));
}

function allThatFit<T>(value: unknown, read: Read<T>): readonly T[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap(one => {
    try {
      return [read(one)];
    } catch {
      return [];
    }
  });
}

/** In the storage of a page. Keys are in it only where the person says so; otherwise they last as long as the page. */
export function pageServerMemory(storage: PanelStorage): ServerMemory {
  const own = new Map<string, string>();
  let now: readonly KnownServer[] | undefined;
  const readKey = fields({ address, key: string });
  // where storage is refused, nothing was kept
  const kept = async () => allThatFit(await storage.get(KEYS_KEY).catch(() => undefined), readKey);
  return {
    read: async () => now ?? readServers(await storage.get(SERVERS_KEY).catch(() => undefined)),
    async write(servers) {
      now = servers;
      // where storage is refused, which the panel says, they last as long as the page
      await storage.set(SERVERS_KEY, servers).catch(() => {});
    },
    keyOf: async address => own.get(address) ?? (await kept()).find(one => one.address === address)?.key,
    async setKey(address, key, keep) {
      if (key === undefined) own.delete(address);
      else own.set(address, key);
      const before = await kept();
      const others = before.filter(one => one.address !== address);
      const now = key !== undefined && keep ? [...others, { address, key }] : others;
      if (now.length > 0 || before.length > 0) await storage.set(KEYS_KEY, now);
    },
  };
}
