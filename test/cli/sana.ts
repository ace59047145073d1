import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface SanaRun {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface SanaOptions {
  readonly cwd: string;
  /** Folder of its data and settings; default: the person's own. */
  readonly home?: string;
  /** Of every process that it starts, itself first. */
  readonly nodeOptions?: string;
  /** What to put on its standard input. */
  readonly input?: string | Uint8Array;
  /** Called with all that was written to standard error so far. */
  readonly onStderr?: (stderr: string, sana: ChildProcess) => void;
  /** Called with all that was written to standard output so far. */
  readonly onStdout?: (stdout: string, sana: ChildProcess) => void;
}

export function repositoryPath(...parts: string[]): string {
  return fileURLToPath(new URL(['../..', ...parts].join('/'), import.meta.url));
}

/** An empty folder that the test leaves no trace of. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sana-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where every platform looks for what belongs to a person. */
function homeVariables(home: string | undefined): Readonly<Record<string, string>> {
  if (home === undefined) return {};
  const [data, config] = [join(home, 'data'), join(home, 'config')];
  return { HOME: home, XDG_DATA_HOME: data, XDG_CONFIG_HOME: config, LOCALAPPDATA: data, APPDATA: config };
}

/** Runs the built `sana` as a shell would, not as a script of npm. */
export function sana(
  args: readonly string[],
  { cwd, home, nodeOptions, input, onStderr, onStdout }: SanaOptions,
): Promise<SanaRun> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/.test(name)));
  const start = performance.now();
  const child = spawn(process.execPath, [repositoryPath('dist', 'sana.mjs'), ...args], {
    cwd,
    env: { ...env, ...homeVariables(home), ...(nodeOptions !== undefined && { NODE_OPTIONS: nodeOptions }) },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
    onStdout?.(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
    onStderr?.(stderr, child);
  });
  child.stdin.on('error', () => {}); // it need not read all of it
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, stdout, stderr, seconds: (performance.now() - start) / 1000 }));
  });
}
