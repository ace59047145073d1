import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where installers put Chromium and its relatives. */
const USUAL_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(folder =>
    folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : [],
  ),
};

/**
 * An installed Chromium or Chrome: named by CHROME_PATH, in a usual place, or Playwright's own.
 * @throws Error if CHROME_PATH names nothing
 */
function findChromium(): string | undefined {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (existsSync(CHROME_PATH)) return CHROME_PATH;
    throw new Error(`CHROME_PATH is ${CHROME_PATH}, where there is nothing. Correct or unset it.`);
  }
  return [...(USUAL_PLACES[process.platform] ?? []), chromium.executablePath()].find(existsSync);
}

/**
 * Makes sure that there is a Chromium: Debian's package where that can be installed, Playwright's build elsewhere.
 * @returns its path
 * @throws Error saying what to do when none can be had
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const failures: string[] = [];
  for (const install of isDebianRoot() ? [installDebianPackage, installPlaywrightBuild] : [installPlaywrightBuild]) {
    try {
      install();
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    `The tests need Chromium or Chrome, and installing one failed (${failures.join('; ')}). Install one and set CHROME_PATH to it.`,
  );
}

function isDebianRoot(): boolean {
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

function installDebianPackage(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
}

function installPlaywrightBuild(): void {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  // its system libraries come from packages, which only root may install
  const withLibraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  execFileSync(process.execPath, [cli, 'install', ...withLibraries, 'chromium'], { stdio: 'inherit' });
}

/**
 * What makes WebGPU in Node use the software driver that comes with Chromium; empty where it comes without. Must be in
 * the environment when the process starts.
 */
export function softwareVulkan(executable: string): Readonly<Record<string, string>> {
  // Debian's /usr/bin/chromium is a script beside nothing
  const folders = [dirname(realpathSync(executable)), '/usr/lib/chromium'];
  const folder = folders.find(folder => existsSync(join(folder, 'vk_swiftshader_icd.json')));
  if (process.platform !== 'linux' || !folder) return {};
  const { LD_LIBRARY_PATH } = process.env;
  return {
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: LD_LIBRARY_PATH ? `${folder}:${LD_LIBRARY_PATH}` : folder,
  };
}
