import * as z from 'zod/mini';
import { SanaError } from '../errors.ts';
import { commonSources, type Sources, sourceOpener } from '../worker/open-source.ts';
import type { ModelSource } from '../worker/protocol.ts';
import type { EngineHost } from '../worker/server.ts';
import { diskFolder } from './files.ts';
import { nodeRuntime } from './runtime.ts';

/** A model in a folder on disk. */
export function folderSource(path: string): ModelSource {
  return { kind: 'folder', path };
}

/** An engine in Node, whose `auto` is the CPU. @param sources further kinds of sources that it shall open */
export function nodeHost(sources: Sources = {}): EngineHost {
  return {
    sources: {
      ...commonSources,
      folder: sourceOpener(z.object({ path: z.string() }), ({ path }) => diskFolder(path)),
      ...sources,
    },
    async startRuntime(device) {
      if (device !== 'wasm') return { runtime: await nodeRuntime(device === 'auto' ? 'cpu' : device) };
      throw new SanaError('device-unavailable:no-wasm', { device });
    },
  };
}
