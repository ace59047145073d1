// WebKitGTK by its driver: the few commands of W3C WebDriver (https://www.w3.org/TR/webdriver2/) that a flow needs.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import { ensureProgram } from './debian.ts';
import type { DrivenPage } from './driven-page.ts';

const MINI_BROWSER = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
/** The key of an element in answers, by the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const STARTS_WITHIN_MS = 20_000;

export async function openWebKit(): Promise<DrivenPage> {
  const packages = ['webkit2gtk-driver', 'xvfb'];
  ensureProgram('/usr/bin/Xvfb', ...packages);
  ensureProgram('/usr/bin/WebKitWebDriver', ...packages);
  ensureProgram(MINI_BROWSER, 'libwebkit2gtk-4.1-0');
  const display = freeDisplay();
  const started: ChildProcess[] = [
    spawn('/usr/bin/Xvfb', [display, '-screen', '0', '1200x1000x24', '-nolisten', 'tcp']),
  ];
  await until(() => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`));
  const port = await freePort();
  // a sandbox needs user namespaces, which containers often lack
  const env = { ...process.env, DISPLAY: display, LANG: 'C.UTF-8', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  started.push(spawn('/usr/bin/WebKitWebDriver', [`--port=${port}`], { env }));
  const base = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${base}/status`)).ok);

  const session = (await command(`${base}/session`, {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] } },
    },
  })) as { readonly sessionId: string };
  const own = `${base}/session/${session.sessionId}`;
  await command(`${own}/timeouts`, { script: 60_000, pageLoad: 60_000 });
  const find = async (selector: string) => {
    const found = (await command(`${own}/element`, { using: 'css selector', value: selector })) as Record<
      string,
      string
    >;
    return `${own}/element/${found[ELEMENT]}`;
  };
  return {
    open: async url => void (await command(`${own}/url`, { url })),
    run: body =>
      command(`${own}/execute/async`, {
        script: `const done = arguments[0]; (async () => { ${body} })().then(value => done({ value }), error => done({ error: String(error) }));`,
        args: [],
      }).then(answered),
    type: async (selector, text) => void (await command(`${await find(selector)}/value`, { text })),
    click: async selector => void (await command(`${await find(selector)}/click`, {})),
    async close() {
      await fetch(own, { method: 'DELETE' });
      for (const program of started.toReversed()) program.kill();
    },
  };
}

/** @throws Error with what the page threw */
function answered(answer: unknown): unknown {
  const { value, error } = answer as { readonly value?: unknown; readonly error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

/** @throws Error with what the driver says */
async function command(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await response.json()) as { readonly value: unknown };
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(value)}`);
  return value;
}

function freeDisplay(): string {
  let number = 90;
  while (existsSync(`/tmp/.X11-unix/X${number}`)) number++;
  return `:${number}`;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    if (
      await Promise.resolve()
        .then(isSo)
        .catch(() => false)
    )
      return;
    if (Date.now() > end) throw new Error(`did not start within ${STARTS_WITHIN_MS} ms`);
    await wait(100);
  }
}
