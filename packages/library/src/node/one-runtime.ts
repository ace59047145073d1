import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { SanaError } from '@sana-studio/core';

const LIBRARY = /onnxruntime[^/\\]*\.(?:so|dylib|dll)/i;

/** An ONNX Runtime among loaded libraries that is not in this folder. */
export function otherRuntime(loaded: readonly string[], own: string): string | undefined {
  return loaded.find(path => LIBRARY.test(path) && !path.startsWith(own + sep));
}

function loadedLibraries(): readonly string[] {
  // a report has every connection with its name, which is asked of the network, one after the other, while nothing else runs
  const report: typeof process.report & { excludeNetwork?: boolean } = process.report;
  const { excludeNetwork = false } = report;
  report.excludeNetwork = true;
  try {
    return (report.getReport() as unknown as { readonly sharedObjects: readonly string[] }).sharedObjects;
  } finally {
    report.excludeNetwork = excludeNetwork;
  }
}

/** @throws SanaError `worker-failed` where another version of ONNX Runtime is loaded already, which would be taken for ours */
export function assertOneRuntime(): void {
  const own = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const other = otherRuntime(loadedLibraries(), own);
  if (other !== undefined) throw new SanaError('worker-failed:other-runtime', { other });
}
