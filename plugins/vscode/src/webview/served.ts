import {
  type ElsewhereModels,
  type ModelEntry,
  type PanelServers,
  type ServerEngine,
  serverEntries,
} from '@sana-studio/shared';
import type { ServedDrawing } from '../contract.ts';

/** Models of the servers that the extension host knows, for the page's list. */
export function watchedServers(servers: PanelServers): ElsewhereModels {
  const listeners = new Set<() => Promise<void> | void>();
  let entries: readonly ModelEntry[] = [];
  const first = new Promise<void>(resolve => {
    servers
      .watch({
        onServers(known) {
          entries = known.flatMap(serverEntries);
          for (const listener of listeners) void listener();
          resolve();
        },
        signal: new AbortController().signal,
      })
      // an extension host that is started again has a page anew
      .catch(() => resolve());
  });
  return {
    entries: async () => {
      await first;
      return entries;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Draws on servers by the extension host. */
export function servedEngine(drawing: ServedDrawing): ServerEngine {
  return {
    load: (model, { signal }) => drawing.load(model, { signal }),
    generate: (request, { signal, onProgress, onPicture }) =>
      drawing.generate(request, {
        signal,
        onProgress,
        onPicture: ({ bytes, ...picture }, index) =>
          onPicture({ ...picture, png: new Blob([bytes], { type: 'image/png' }) }, index),
      }),
  };
}
