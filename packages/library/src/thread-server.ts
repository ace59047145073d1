import { encodePng, openUrl, type Picture } from '@sana-studio/core';
import { openChannel, portWire, serve, transfer } from '@sana-studio/core/channel';
import type { SourceOpener } from '@sana-studio/core/worker';
import { type ModelStore, parseModelReference } from '@sana-studio/models';
import { addressedFolder } from './addressed-folder.ts';
import { type AddressedSource, type KeptSource, THREAD, THREAD_VERSION, type ThreadParts } from './thread.ts';

/** What differs between a browser's worker and Node's thread. */
export interface ThreadPlace {
  openStore(folder: string | undefined): Promise<ModelStore>;
  decode(file: Uint8Array<ArrayBuffer>, name: string): Promise<Picture>;
  /** Opens a file that is no address of the web, if there are such. */
  readonly openFile?: typeof openUrl | undefined;
}

/** Sources of models that libraries have beside those of every engine, and what serves the other end. */
export function threadServer({ openStore, decode, openFile = openUrl }: ThreadPlace) {
  let told = (_count: number): void => {};
  const stores = new Map<string | undefined, Promise<ModelStore>>();
  const storeIn = (folder: string | undefined) => {
    const opening = stores.get(folder) ?? openStore(folder);
    stores.set(folder, opening);
    return opening;
  };
  const parts: ThreadParts = {
    thread: {
      async fetch({ reference, acceptedLicences, folder }, { onProgress, signal }) {
        const store = await storeIn(folder);
        const spec = parseModelReference(reference);
        if (acceptedLicences.length > 0) await store.acceptLicences(acceptedLicences);
        const fraction = (bytes: number, totalBytes: number) => (totalBytes > 0 ? bytes / totalBytes : undefined);
        const { id } = await store.add(spec, {
          signal,
          onProgress: ({ bytesPerSecond: _, ...progress }) =>
            onProgress({ ...progress, fraction: fraction(progress.bytes, progress.totalBytes) }),
        });
        return id;
      },
      watch: ({ totalBytes, onProgress, signal }) =>
        new Promise(resolve => {
          let bytes = 0;
          told = count => {
            bytes += count;
            onProgress({
              ...{ phase: 'download', bytes, totalBytes },
              fraction: totalBytes ? Math.min(1, bytes / totalBytes) : undefined,
            });
          };
          signal.addEventListener('abort', () => {
            told = () => {};
            resolve();
          });
        }),
      async encode(picture, request) {
        const png = await encodePng(picture, request);
        return transfer(png, [png.buffer]);
      },
      async decode(file, name) {
        const picture = await decode(file, name);
        return transfer(picture, [picture.data.buffer]);
      },
    },
  };
  const sources: Readonly<Record<string, SourceOpener>> = {
    addressed: async source => {
      const { name, files } = source as unknown as AddressedSource;
      return addressedFolder(name, files, address => openFile(address, count => told(count)));
    },
    kept: async source => {
      const { id, folder } = source as unknown as KeptSource;
      return (await storeIn(folder)).open(id);
    },
  };
  return {
    sources,
    serve: (port: MessagePort) =>
      openChannel(portWire(port), { version: THREAD_VERSION, serves: serve(THREAD, parts) }),
  };
}
