// Where a model is, as what a page sends to its engine. open-source.ts is the engine's side.

import type { ModelSource } from './protocol.ts';

/** A model on a server that answers byte ranges, e.g. `https://huggingface.co/OWNER/NAME/resolve/main`. */
export function urlSource(baseUrl: string): ModelSource {
  return { kind: 'url', baseUrl };
}

/** A model whose files a person chose, by path inside the model's folder. */
export function filesSource(label: string, files: ReadonlyMap<string, Blob>): ModelSource {
  return { kind: 'files', label, files };
}
