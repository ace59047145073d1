// An extension for tests alone: what is asked of the page by Playwright can be asked of the extension host through it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** Of the person's settings: where the probe of a window writes its port. */
export const PORT_FILE = 'sanaTests.portFile';

const MANIFEST = {
  name: 'probe',
  publisher: 'sana-tests',
  version: '0.0.1',
  engines: { vscode: '^1.106.0' },
  main: './main.js',
  activationEvents: ['onStartupFinished'],
  // as their own extensions have it
  contributes: {
    languages: [
      { id: 'mdx', extensions: ['.mdx'] },
      { id: 'quarto', extensions: ['.qmd'] },
      { id: 'asciidoc', extensions: ['.adoc'] },
    ],
    // its models are registered by whichever test needs one
    languageModelChatProviders: [{ vendor: 'sana-tests', displayName: 'Sana Tests' }],
  },
  capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
};

/** Writes it as a VSIX. */
export function writeProbe(file: string): void {
  const main = readFileSync(join(import.meta.dirname, 'probe-extension.cjs'), 'utf8');
  const files = { 'extension/package.json': JSON.stringify(MANIFEST), 'extension/main.js': main };
  writeFileSync(file, zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))));
}

/** Runs a function in the extension host, from whose source alone it is made. */
export async function askProbe(portFile: string, run: string, args: readonly unknown[]): Promise<unknown> {
  const port = readFileSync(portFile, 'utf8');
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify({ run, args }) });
  const { value, error } = (await response.json()) as { value?: unknown; error?: string };
  if (error !== undefined) throw new Error(`In the extension host: ${error}`);
  return value;
}
