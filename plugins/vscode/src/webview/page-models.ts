import { SanaError } from '@sana-studio/core';
import { filesSource } from '@sana-studio/core/worker';
import { HUGGING_FACE, webAddress } from '@sana-studio/models';
import {
  browserDeviceMemory,
  keepStorage,
  type ModelEntry,
  type PanelStorage,
  StoreModels,
  type StoreWorker,
} from '@sana-studio/shared';
import { mayFetch } from '../hub-access.ts';
import type { PageSettings } from '../page-settings.ts';
import { fetchModel } from './resources.ts';

/** The model that comes with the extension, those in the page's storage, and the official ones that can be fetched. */
export class PageModels extends StoreModels {
  readonly #mirror: string | undefined;

  constructor({ models, mirror, device }: PageSettings, store: StoreWorker, storage: PanelStorage) {
    super({
      store: () => store.store,
      offered: models.map(({ id, title, baseUrl }) => ({
        entry: { id, title, state: { kind: 'ready' } },
        source: async () => filesSource(title, await fetchModel(baseUrl)),
      })),
      storage,
      hubUrl: mirror ?? HUGGING_FACE,
      device: () => browserDeviceMemory(device),
      onDownload: keepStorage,
    });
    this.#mirror = mirror;
  }

  /** @throws SanaError `access-denied` for an address that the page's policy keeps it from */
  override async lookUp(reference: string): Promise<ModelEntry> {
    const address = reference.trim();
    if (webAddress(address) && !mayFetch(address, this.#mirror)) {
      throw new SanaError('access-denied:policy', { origin: new URL(address).origin, address });
    }
    return super.lookUp(reference);
  }
}
