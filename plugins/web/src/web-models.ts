import { filesSource, urlSource } from '@sana-studio/core/worker';
import { keepStorage } from '@sana-studio/models/web';
import {
  browserDeviceMemory,
  type ModelEntry,
  type PanelStorage,
  StoreModels,
  type StoreWorker,
} from '@sana-studio/shared';
import { chooseFolder } from './choose-folder.ts';

/** The model that comes with the page, those in the browser's storage, and folders that were opened during this visit. */
export class WebModels extends StoreModels {
  /** @param embeddedUrl folder of the embedded model */
  constructor(embeddedUrl: string, store: StoreWorker, storage: PanelStorage) {
    super({
      store: () => store.store,
      offered: [
        {
          entry: { id: 'sana-mini', title: 'Sana mini', state: { kind: 'ready' } },
          source: urlSource(embeddedUrl),
        },
      ],
      storage,
      device: browserDeviceMemory,
      onDownload: keepStorage,
    });
  }

  async addFolder(): Promise<ModelEntry | undefined> {
    const chosen = await chooseFolder();
    if (!chosen) return undefined;
    const { name, files } = chosen;
    const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    return this.offer({
      entry: { id: name, title: name, bytes, state: { kind: 'ready' } },
      source: filesSource(name, files),
    });
  }
}
