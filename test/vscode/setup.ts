import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type CodeServer, ensureCodeServer, startCodeServer } from './code-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly vscode: Pick<CodeServer, 'url' | 'settingsFile'>;
  }
}

const ROOT = dirname(dirname(import.meta.dirname));

/** Makes the extension's VSIX as people get it, and starts one VS Code with it for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync('npm', ['run', '--silent', 'package:vscode'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  ensureCodeServer();
  const state = mkdtempSync(join(tmpdir(), 'sana-vscode-server-'));
  const server = await startCodeServer(state, join(ROOT, 'dist/sana-studio.vsix'));
  project.provide('vscode', { url: server.url, settingsFile: server.settingsFile });
  return async () => {
    await server.stop();
    // its helpers may write for a moment longer
    rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
}
