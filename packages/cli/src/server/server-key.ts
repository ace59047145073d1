import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BUDGETS, Credential, SanaError } from '@sana-studio/core';
import { serverAddress } from '@sana-studio/serving';
import { describeFailure } from '../failure.ts';
import { keychainOf } from './keychain.ts';
import { KEY } from './server-option.ts';

/**
 * The key for a server: of the environment, else what the system keeps for it. What cannot be read there is said, and is no
 * reason not to ask: the server may want none.
 * @param server as `serverAddress` gives it
 */
export async function serverKey(server: string): Promise<string | undefined> {
  const given = process.env[KEY]?.trim();
  const keychain = keychainOf();
  if (given || !keychain) return given || undefined;
  const { origin, host } = new URL(server);
  try {
    return await keychain.read(origin);
  } catch (cause) {
    const data = { keychain: keychain.name, detail: wordsOf(cause), server: host, variable: KEY };
    process.stderr.write(`${describeFailure(new SanaError('keychain-failed:read', data, cause))}\n`);
    return undefined;
  }
}

/** `sana server-key`: keeps a key for a server where the system keeps secrets, or forgets it. */
export async function keepServerKey(address: string, { remove = false }: { remove?: boolean }): Promise<void> {
  const { origin, host } = new URL(serverAddress(address));
  const keychain = keychainOf();
  if (!keychain) throw failed(process.platform, 'this system has none that is known here');
  try {
    if (remove) {
      const before = await keychain.read(origin);
      if (before !== undefined) await keychain.remove(origin);
      const said = before === undefined ? 'There was no key' : 'Forgot the key';
      process.stdout.write(`${said} for ${host} in ${keychain.name}.\n`);
      return;
    }
    const key = await readKey(host);
    if (key === '') throw new SanaError('keychain-failed:empty');
    const credential = new Credential(origin, key);
    if (!credential.belongsTo(origin)) throw new SanaError('keychain-failed:plain', { server: host });
    // what no header can hold is refused now
    credential.headersFor(origin);
    await keychain.write(origin, key);
    // some tools say nothing of what they could not do
    if ((await keychain.read(origin)) !== key) throw failed(keychain.name, 'it is not there afterwards');
    process.stdout.write(
      `Keeps the key for ${host} in ${keychain.name}. It is shown to ${origin} and to nobody else.\n`,
    );
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw failed(keychain.name, wordsOf(error), error);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
