import { readFile } from 'node:fs/promises';

/** One socket in Linux's tables: addresses, state, and what waits to be sent and to be read. */
const SOCKET = /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:([\dA-F]{4}) [\dA-F]{2} ([\dA-F]{8}):([\dA-F]{8}) /gm;

/** @param tables /proc/net/tcp, /proc/net/tcp6 @see unreadBytes */
export function unreadIn(tables: string, port: number): ReadonlyMap<number, number> {
  const unread = new Map<number, number>();
  const add = (peer: number, bytes: number) => unread.set(peer, (unread.get(peer) ?? 0) + bytes);
  for (const fields of tables.matchAll(SOCKET)) {
    const [own, peer, toSend, toRead] = fields.slice(1).map(field => Number.parseInt(field, 16)) as [
      number,
      number,
      number,
      number,
    ];
    // this end has not got rid of it, or the other one, on the same machine, has not read it
    if (own === port) add(peer, toSend);
    if (peer === port) add(own, toRead);
  }
  return unread;
}

/**
 * How many bytes of what a server on the loopback interface has sent the programs at the other ends have not read, by
 * their ports. A process itself sees nothing of a slow reader for minutes: systems take over up to 4 MB at once, and tell
 * only when a third of that is free again.
 * @returns undefined where the system has no such tables (it is not Linux)
 */
export async function unreadBytes(port: number): Promise<ReadonlyMap<number, number> | undefined> {
  const [tcp, tcp6] = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(table => readFile(table, 'utf8').catch(() => undefined)),
  );
  return tcp === undefined ? undefined : unreadIn(`${tcp}${tcp6 ?? ''}`, port);
}
