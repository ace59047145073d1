import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { encodePng, type GenerateRequest } from '@sana-studio/core';
import { stored } from '@sana-studio/core/request';
import { beforeAll, expect, it } from 'vitest';
import { fakeView } from './page.fixture.ts';
import * as vscode from './vscode.fixture.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What a web worker has besides the language: the extension host of VS Code in a browser is one. */
const WORKER = {
  ...{
    ArrayBuffer,
    Uint8Array,
    Uint32Array,
    TextDecoder,
    TextEncoder,
    URL,
    Blob,
    Response,
    MessageChannel,
    performance,
  },
  ...{
    AbortController,
    CompressionStream,
    DecompressionStream,
    crypto,
    console,
    setTimeout,
    clearTimeout,
    queueMicrotask,
  },
};

interface Entry {
  activate?: (context: unknown) => void;
}

beforeAll(() => {
  execFileSync(process.execPath, ['esbuild.config.mjs', 'vscode-host-browser'], { cwd: ROOT });
});

it('runs the extension without Node: from the command to the picture in the document, on Windows and on hosts of other kinds', async () => {
  const exports: Entry = {};
  const module = { exports };
  const require = (name: string) => {
    if (name === 'vscode') return vscode;
    throw new Error(`There is no module “${name}” in a browser`);
  };
  // VS Code takes it for a mistake when an extension looks at this; libraries do before they evaluate code
  let looked = false;
  const navigator = {
    get() {
      looked = true;
      return undefined;
    },
  };
  const scope = Object.defineProperty({ ...WORKER, module, exports, require }, 'navigator', navigator);
  const context = createContext(scope, { codeGeneration: { strings: false } });
  runInContext(readFileSync(join(ROOT, 'dist/vscode/host/browser.js'), 'utf8'), context);

  const memory = { get: () => undefined, update: async () => {} };
  module.exports.activate?.({
    extensionUri: vscode.Uri.file('/x'),
    subscriptions: [],
    workspaceState: memory,
    globalState: memory,
    secrets: { get: async () => undefined, onDidChange: () => ({ dispose() {} }) },
  });

  const page = fakeView(async asked => {
    const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    const request = stored({
      ...{ prompt: '', negativePrompt: '', seed: 1, count: 1, model: 'm', width: 64, height: 64, steps: 1 },
      ...{ guidanceScale: 1, sampler: 'dpm2' },
      ...(asked as Partial<GenerateRequest>),
    });
    return { bytes: await encodePng(picture, request), request, replaced: [], remarks: [] };
  });
  const provider = vscode.state.viewProvider as { resolveWebviewView(view: unknown): void };
  provider.resolveWebviewView(page.view);
  page.load();

  vscode.state.settings['sanaStudio.fileName'] = `\${slug}`;
  for (const folder of [
    'vscode-vfs://github/owner/repo',
    'file:///c%3A/My%20notes/100%25%20%231',
    'file://server/share/back%5Cslash',
    'memfs:',
  ]) {
    const document = vscode.open(`${folder}/a.md`, 'a fox');
    vscode.edit(document, 1);
    await vscode.commands.executeCommand('sanaStudio.illustrate');
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
    const picture = vscode.Uri.joinPath(document.uri, '../images/a-fox.png');
    expect(vscode.state.files.has(picture.toString())).toBe(true);
    expect(vscode.state.shown.splice(0)).toEqual(['The picture is in the document.']);
  }
  expect(looked).toBe(false);
});
