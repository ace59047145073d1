import { filesSource, urlSource } from '@sana-studio/core/worker';
import { catalogueModel } from '@sana-studio/models';
import {
  browserDeviceMemory,
  chooseWeightFile,
  DEMO,
  demoMark,
  type ElsewhereModels,
  keepStorage,
  type ModelEntry,
  type PanelStorage,
  StoreModels,
  type StoreWorker,
} from '@sana-studio/shared';
import { chooseFolder } from './choose-folder.ts';

function titleOf(name: string): string {
  return name === DEMO.id ? DEMO.title : (catalogueModel(name)?.title ?? name);
}

/** The model that comes with the page, those in the browser's storage, and folders that were opened during this visit. */
export class WebModels extends StoreModels {
  /** @param served name of the model that comes with the page, and its folder @param team see StoreModelsOptions */
  constructor(
    served: { readonly name: string; readonly url: string },
    store: StoreWorker,
    storage: PanelStorage,
    team: () => Promise<string | undefined>,
    elsewhere: ElsewhereModels,
  ) {
    super({
      store: () => store.store,
      offered: [
        {
          entry: { id: served.name, title: titleOf(served.name), ...demoMark(served.name), state: { kind: 'ready' } },
          source: urlSource(served.url),
        },
      ],
      storage,
      device: browserDeviceMemory,
      onDownload: keepStorage,
      team,
      elsewhere,
    });
  }

  async pickEncoder(id: string): Promise<boolean> {
    const file = await chooseWeightFile();
    if (file) await this.takeEncoder(id, file);
    return file !== undefined;
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
