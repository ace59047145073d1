import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { SanaError } from '@sana-studio/core';

const LIBRARY = /onnxruntime[^/\\]*\.(?:so|dylib|dll)/i;

/** An ONNX Runtime among loaded libraries that is not in this folder. */
export function otherRuntime(loaded: readonly string[], own: string): string | undefined {
  return loaded.find(path => LIBRARY.test(path) && !path.startsWith(own + sep));
}

/** @throws SanaError `worker-failed` where another version of ONNX Runtime is loaded already, which would be taken for ours */
export function assertOneRuntime(): void {
  const own = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const { sharedObjects } = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
  const other = otherRuntime(sharedObjects, own);
  if (other !== undefined) throw new SanaError('worker-failed:other-runtime', { other });
}
