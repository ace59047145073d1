// Where the system keeps secrets, by the tools that come with it. A key is never on a command line, which every program can read.
import { spawn } from 'node:child_process';
import { BUDGETS } from '@sana-studio/core';

export interface Keychain {
  /** As the system calls it. */
  readonly name: string;
  /** The key that is kept for an origin; undefined if there is none, or no tool to keep one with. @throws Error of the tool */
  read(origin: string): Promise<string | undefined>;
  write(origin: string, key: string): Promise<void>;
  remove(origin: string): Promise<void>;
}

const SERVICE = 'sana-studio';

/** The vault of Windows, which its own PowerShell reaches; the address comes by the environment, so that nothing has to be quoted. */
const VAULT = `[void][Windows.Security.Credentials.PasswordVault,Windows.Security.Credentials,ContentType=WindowsRuntime]
$v = New-Object Windows.Security.Credentials.PasswordVault
$o = $env:SANA_KEYCHAIN_ORIGIN
`;

/** What it says of failures is in the language of the system; their numbers are not. */
const FAILED = `[Console]::Error.Write('0x{0:x8}: {1}' -f $_.Exception.GetBaseException().HResult, $_.Exception.Message); exit 1`;

/** A failure in the middle would not be one of the script. */
const powershell = (script: string, origin: string, input = '') =>
  run(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', `try {\n${VAULT}${script}\n} catch { ${FAILED} }`],
    input,
    { SANA_KEYCHAIN_ORIGIN: origin },
  );

const KEYCHAINS: Readonly<Partial<Record<NodeJS.Platform, Keychain>>> = {
  darwin: {
    name: 'the keychain',
    read: origin =>
      kept(run('security', ['find-generic-password', '-s', SERVICE, '-a', origin, '-w']), ({ code }) => code === 44),
    async write(origin, key) {
      const hex = Buffer.from(key).toString('hex');
      await run('security', ['-i'], `add-generic-password -U -s ${SERVICE} -a "${origin}" -X ${hex}\n`);
    },
    async remove(origin) {
      await run('security', ['delete-generic-password', '-s', SERVICE, '-a', origin]);
    },
  },
  linux: {
    name: 'the keyring (secret-tool)',
    read: origin =>
      kept(
        run('secret-tool', ['lookup', 'service', SERVICE, 'server', origin]),
        ({ code, said }) => code === 1 && said === '',
      ),
    async write(origin, key) {
      const label = `--label=Sana Studio: ${origin}`;
      await run('secret-tool', ['store', label, 'service', SERVICE, 'server', origin], key);
    },
    async remove(origin) {
      await run('secret-tool', ['clear', 'service', SERVICE, 'server', origin]);
    },
  },
  win32: {
    name: 'the Credential Manager',
    read: origin =>
      kept(
        powershell(
          `$c = $v.Retrieve('${SERVICE}', $o); $c.RetrievePassword(); [Console]::Out.Write($c.Password)`,
          origin,
        ),
        ({ said }) => said.startsWith('0x80070490'),
      ),
    async write(origin, key) {
      const script = `$v.Add((New-Object Windows.Security.Credentials.PasswordCredential('${SERVICE}', $o, [Console]::In.ReadToEnd())))`;
      await powershell(script, origin, key);
    },
    async remove(origin) {
      await powershell(`$v.Remove($v.Retrieve('${SERVICE}', $o))`, origin);
    },
  },
};

/** Of this system; undefined where none is known. */
export function keychainOf(platform: NodeJS.Platform = process.platform): Keychain | undefined {
  return KEYCHAINS[platform];
}

/** How a tool ended. */
class ToolFailure extends Error {
  constructor(
    command: string,
    /** Null: it was ended, as it did not answer. */
    readonly code: number | null,
    readonly said: string,
  ) {
    super(said || `${command}: ${code ?? 'no answer'}`);
  }
}

/** Tools fail where they have nothing, each in its own way; that a keyring stayed locked is something else. */
async function kept(asked: Promise<string>, hasNone: (failure: ToolFailure) => boolean): Promise<string | undefined> {
  try {
    const key = (await asked).trim();
    return key === '' ? undefined : key;
  } catch (error) {
    const isNothing =
      error instanceof ToolFailure ? hasNone(error) : (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isNothing) return undefined;
    throw error;
  }
}

/** @throws Error with what the program said, or that it is not there */
async function run(command: string, args: readonly string[], input = '', env = {}): Promise<string> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // spawn's own timeout goes on where there is no such program, and would keep the command from ending
  const patience = setTimeout(() => child.kill(), BUDGETS.keychain.most * 1000);
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', text => out.push(text));
  child.stderr.setEncoding('utf8').on('data', text => said.push(text));
  // it may have ended before it reads
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const code = await ended.finally(() => clearTimeout(patience));
  if (code === 0) return out.join('');
  throw new ToolFailure(command, code, said.join('').trim());
}
