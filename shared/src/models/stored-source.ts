import type { SourceOpener } from '@sana-studio/core/worker';
import { RemoteCaller } from '../remote/remote-caller.ts';
import { remoteModelFolder } from './store-service.ts';

/** What brings an engine's worker the port to the store. */
export const STORE_MESSAGE = 'sana-model-store';

/** The kind of source that `storedSource` opens. */
export const STORED_KIND = 'stored';

/**
 * Lets an engine's worker open models that are stored. Call it when the worker's script starts: the way to the store
 * comes as a message.
 */
export function storedSource(): Readonly<Record<typeof STORED_KIND, SourceOpener>> {
  const connected = new Promise<RemoteCaller>(resolve => {
    const listen = ({ data, ports: [port] }: MessageEvent<unknown>) => {
      const isStore = typeof data === 'object' && data !== null && 'kind' in data && data.kind === STORE_MESSAGE;
      if (!isStore || !port) return;
      self.removeEventListener('message', listen);
      resolve(new RemoteCaller(port));
    };
    self.addEventListener('message', listen);
  });
  return { [STORED_KIND]: async ({ id }) => remoteModelFolder(await connected, String(id)) };
}
