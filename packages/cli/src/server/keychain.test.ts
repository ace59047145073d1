import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keychainOf } from './keychain.ts';
import { serverKey } from './server-key.ts';

const ORIGIN = 'https://draw.example:8443';
const KEY = 'sk-"quoted" $HOME\\n';

const FROM_HEX = `'${process.execPath}' -e "process.stdout.write(Buffer.from(require('fs').readFileSync(0, 'latin1'), 'hex'))"`;

/** As the tools of the systems behave that matter here: they keep one secret in a file and write down how they were called. */
const TOOLS = {
  linux: [
    'secret-tool',
    `case "$1" in store) cat > kept ;; lookup) [ -s kept ] && cat kept ;; clear) rm -f kept ;; esac`,
  ],
  darwin: [
    'security',
    `case "$1" in
      -i) read -r line; printf '%s\\n' "$line" >> calls; printf %s "$line" | sed 's/.*-X //' | ${FROM_HEX} > kept ;;
      find-generic-password) [ -s kept ] || exit 44; cat kept && echo ;;
      delete-generic-password) rm kept ;; esac`,
  ],
  win32: [
    'powershell.exe',
    `case "$4" in *Add*) cat > kept ;; *Remove*) rm kept ;; *) [ -s kept ] || { echo '0x80070490: Element nicht gefunden.' >&2; exit 1; }; cat kept ;; esac; [ "$SANA_KEYCHAIN_ORIGIN" = "${ORIGIN}" ]`,
  ],
} as const;

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

/** Puts the tool of a system before all others. @param script what it does, in a folder of its own @returns that folder */
function install(platform: (typeof PLATFORMS)[number], script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sana-keychain-'));
  const tool = join(folder, TOOLS[platform][0]);
  writeFileSync(tool, `#!/bin/sh\ncd '${folder}'\nprintf '%s\\n' "$*" >> calls\n${script}\n`);
  chmodSync(tool, 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe.runIf(process.platform !== 'win32')('the keychain', () => {
  it.each(PLATFORMS)('of %s keeps a key, and none of its letters on a command line', async platform => {
    const folder = install(platform, TOOLS[platform][1]);
    const keychain = keychainOf(platform)!;
    expect(await keychain.read(ORIGIN)).toBeUndefined();
    await keychain.write(ORIGIN, KEY);
    expect(await keychain.read(ORIGIN)).toBe(KEY);
    await keychain.remove(ORIGIN);
    expect(await keychain.read(ORIGIN)).toBeUndefined();
    expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain(KEY);
  });

  it('that is not there holds nothing, and says so where something is to be kept', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const keychain = keychainOf('linux')!;
    expect(await keychain.read(ORIGIN)).toBeUndefined();
    await expect(keychain.write(ORIGIN, KEY)).rejects.toThrow('secret-tool');
    expect(keychainOf('aix')).toBeUndefined();
  });

  it('that is not there keeps no command from ending', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const waiting = () => process.getActiveResourcesInfo().filter(resource => resource === 'Timeout').length;
    const before = waiting();
    for (const platform of PLATFORMS) expect(await keychainOf(platform)!.read(ORIGIN)).toBeUndefined();
    expect(waiting()).toBe(before);
  });

  it.each(PLATFORMS)('of %s that cannot be read is no keychain without a key', async platform => {
    install(platform, 'echo "The collection is locked" >&2; exit 1');
    await expect(keychainOf(platform)!.read(ORIGIN)).rejects.toThrow('The collection is locked');
    install(platform, 'kill -9 $$');
    await expect(keychainOf(platform)!.read(ORIGIN)).rejects.toThrow('no answer');
  });

  it('that cannot be read is said, and keeps nobody from asking a server that wants no key', async () => {
    for (const platform of PLATFORMS) install(platform, 'echo "The collection is locked" >&2; exit 1');
    vi.stubEnv('SANA_SERVER_KEY', '');
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await serverKey(ORIGIN)).toBeUndefined();
    const said = stderr.mock.calls.join('');
    expect(said).toMatch(
      /could not be asked for the key of draw\.example:8443 \(The collection is locked\).*SANA_SERVER_KEY/,
    );
    vi.stubEnv('SANA_SERVER_KEY', KEY);
    expect(await serverKey(ORIGIN)).toBe(KEY);
    expect(stderr).toHaveBeenCalledTimes(1);
  });
});
