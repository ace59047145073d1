import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/** Bundles what the browser runs, once, before any test. */
export async function setup(): Promise<void> {
  const root = dirname(dirname(import.meta.dirname));
  execFileSync(process.execPath, ['esbuild.config.mjs', 'worker'], { cwd: root, stdio: 'inherit' });
  await build({
    absWorkingDir: root,
    entryPoints: {
      'trace-worker': 'test/browser/trace-worker.ts',
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
