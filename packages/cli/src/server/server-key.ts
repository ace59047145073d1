import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BUDGETS, SanaError } from '@sana-studio/core';
import { serverAddress } from '@sana-studio/serving';
import { keychainOf } from './keychain.ts';

/** Where a key comes from: what stands on a command line is seen by every other program. */
export const KEY = 'SANA_SERVER_KEY';

/** The key for a server: of the environment, else what the system keeps for it. @param server as `serverAddress` gives it */
export async function serverKey(server: string): Promise<string | undefined> {
  return process.env[KEY]?.trim() || keychainOf()?.read(new URL(server).origin);
}

/** `sana server-key`: keeps a key for a server where the system keeps secrets, or forgets it. */
export async function keepServerKey(address: string, { remove = false }: { remove?: boolean }): Promise<void> {
  const { origin, host } = new URL(serverAddress(address));
  const keychain = keychainOf();
  if (!keychain) throw failed(process.platform, 'this system has none that is known here');
  try {
    if (remove) {
      await keychain.remove(origin);
      process.stdout.write(`${keychain.name} keeps no key for ${host} any more.\n`);
      return;
    }
    const key = await readKey(host);
    if (key === '') throw new SanaError('keychain-failed:empty');
    await keychain.write(origin, key);
    // some tools say nothing of what they could not do
    if ((await keychain.read(origin)) !== key) throw failed(keychain.name, 'it is not there afterwards');
    process.stdout.write(`${keychain.name} keeps the key for ${host}. It is shown to ${origin} and to nobody else.\n`);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw failed(keychain.name, error instanceof Error ? error.message : String(error), error);
  }
}

function failed(keychain: string, detail: string, cause?: unknown): SanaError {
  return new SanaError('keychain-failed', { keychain, detail, variable: KEY }, cause);
}

/** From standard input; what is typed is not shown. */
async function readKey(host: string): Promise<string> {
  if (process.stdin.isTTY) {
    process.stderr.write(`Key for ${host}, which is not shown: `);
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    const terminal = createInterface({ input: process.stdin, output, terminal: true });
    // while it reads, the terminal hears Ctrl-C in place of the process
    terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    try {
      return (await terminal.question('')).trim();
    } finally {
      terminal.close();
      process.stderr.write('\n');
    }
  }
  let key = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    key += chunk;
    if (key.length > BUDGETS.promptInput.most) break;
  }
  return key.trim();
}
