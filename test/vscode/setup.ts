import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type CodeServer, ensureCodeServer, startCodeServer } from './code-server.ts';
import { writeProbe } from './probe.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly vscode: Pick<CodeServer, 'url' | 'settingsFile'> | { readonly failure: string };
  }
}

const ROOT = dirname(dirname(import.meta.dirname));

/** One VS Code with the extension for all tests. What keeps it from starting fails those, and no others of the run. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    return await start(project);
  } catch (error) {
    project.provide('vscode', { failure: String(error) });
    return undefined;
  }
}

/** Makes the extension's VSIX as people get it, and a VS Code that has it. */
async function start(project: TestProject): Promise<() => Promise<void>> {
  execFileSync('npm', ['run', '--silent', 'package:vscode'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  ensureCodeServer();
  const state = mkdtempSync(join(tmpdir(), 'sana-vscode-server-'));
  const probe = join(state, 'probe.vsix');
  writeProbe(probe);
  const server = await startCodeServer(state, [join(ROOT, 'dist/sana-studio.vsix'), probe]);
  project.provide('vscode', { url: server.url, settingsFile: server.settingsFile });
  return async () => {
    await server.stop();
    // its helpers may write for a moment longer
    rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  };
}
