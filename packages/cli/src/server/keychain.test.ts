import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keychainOf } from './keychain.ts';

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
      find-generic-password) cat kept && echo ;;
      delete-generic-password) rm kept ;; esac`,
  ],
  win32: [
    'powershell.exe',
    `case "$4" in *Add*) cat > kept ;; *Remove*) rm kept ;; *) cat kept ;; esac; [ "$SANA_KEYCHAIN_ORIGIN" = "${ORIGIN}" ]`,
  ],
} as const;

afterEach(() => vi.unstubAllEnvs());

describe.runIf(process.platform !== 'win32')('the keychain', () => {
  it.each(['linux', 'darwin', 'win32'] as const)(
    'of %s keeps a key, and none of its letters on a command line',
    async platform => {
      const folder = mkdtempSync(join(tmpdir(), 'sana-keychain-'));
      const [name, script] = TOOLS[platform];
      const tool = join(folder, name);
      writeFileSync(tool, `#!/bin/sh\ncd '${folder}'\nprintf '%s\\n' "$*" >> calls\n${script}\n`);
      chmodSync(tool, 0o755);
      vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
      const keychain = keychainOf(platform)!;
      expect(await keychain.read(ORIGIN)).toBeUndefined();
      await keychain.write(ORIGIN, KEY);
      expect(await keychain.read(ORIGIN)).toBe(KEY);
      await keychain.remove(ORIGIN);
      expect(await keychain.read(ORIGIN)).toBeUndefined();
      expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain(KEY);
    },
  );

  it('that is not there holds nothing, and says so where something is to be kept', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const keychain = keychainOf('linux')!;
    expect(await keychain.read(ORIGIN)).toBeUndefined();
    await expect(keychain.write(ORIGIN, KEY)).rejects.toThrow('secret-tool');
    expect(keychainOf('aix')).toBeUndefined();
  });
});
