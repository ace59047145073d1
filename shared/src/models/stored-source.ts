import type { OpenAddition } from '@sana-studio/core';
import { openChannel, portWire } from '@sana-studio/core/channel';
import type { ModelSource, SourceOpener } from '@sana-studio/core/worker';
import { remoteAdditions, remoteModelFolder, STORE, STORE_VERSION, type StoreParts } from './store-service.ts';

/** What brings an engine's worker the port to the store. */
export const STORE_MESSAGE = 'sana-model-store';

/** The kind of source that `storedSource` opens. */
export const STORED_KIND = 'stored';

/** A model that is stored, for an engine that was connected. */
export function storedModelSource(id: string): ModelSource {
  return { kind: STORED_KIND, id };
}

/** What an engine's worker opens of what is stored. */
interface Stored {
  readonly sources: Readonly<Record<typeof STORED_KIND, SourceOpener>>;
  readonly openAddition: OpenAddition;
}

/**
 * Lets an engine's worker open models, LoRAs and ControlNets that are stored. Call it when the worker's script starts: the
 * way to the store comes as a message.
 */
export function storedSource(): Stored {
  const files = new Promise<StoreParts['files']>(resolve => {
    const listen = ({ data, ports: [port] }: MessageEvent<unknown>) => {
      const isStore = typeof data === 'object' && data !== null && 'kind' in data && data.kind === STORE_MESSAGE;
      if (!isStore || !port) return;
      self.removeEventListener('message', listen);
      resolve(openChannel(portWire(port), { version: STORE_VERSION }).remote(STORE).files);
    };
    self.addEventListener('message', listen);
  });
  return {
    sources: { [STORED_KIND]: async ({ id }) => remoteModelFolder(await files, String(id)) },
    openAddition: remoteAdditions(files),
  };
}
