import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** Bundles what the tests of whole programs run, once: files run beside each other, and none may write what another reads. */
export async function setup(): Promise<void> {
  const root = dirname(import.meta.dirname);
  const names = ['worker', 'studio', 'figma-build', 'cli', 'vscode-page', 'fuzz'];
  execFileSync(process.execPath, ['esbuild.config.mjs', ...names], { cwd: root, stdio: 'inherit' });
  await build({
    absWorkingDir: root,
    entryPoints: {
      'trace-worker': 'test/browser/trace-worker.ts',
      'florence-worker': 'test/browser/florence-worker.ts',
      'engine-page': 'test/browser/engine-page.ts',
      'models-page': 'test/browser/models-page.ts',
      'models-worker': 'test/browser/models-worker.ts',
    },
    outdir: 'dist/test',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['onnxruntime-web-use-extern-wasm'],
    logLevel: 'warning',
  });
}
