import { filesSource, urlSource } from '@sana-studio/core/worker';
import { catalogueModel } from '@sana-studio/models';
import {
  browserDeviceMemory,
  chooseWeightFile,
  DEMO,
  databaseFolders,
  demoMark,
  type ElsewhereModels,
  type FolderMemory,
  KeptFolders,
  keepStorage,
  type ModelEntry,
  type PanelStorage,
  StoreModels,
  type StoreWorker,
  sizeOf,
  type WatchModelsOptions,
} from '@sana-studio/shared';
import { chooseFolder } from './choose-folder.ts';

/** What there is to say of a folder that a browser does not find again. */
const VISIT = { remark: 'folder-visit', data: {} } as const;

function titleOf(name: string): string {
  return name === DEMO.id ? DEMO.title : (catalogueModel(name)?.title ?? name);
}

/** The model that comes with the page, those in the browser's storage, and folders that were opened. */
export class WebModels extends StoreModels {
  readonly #served: string;
  readonly #folders: KeptFolders;
  #recalled: Promise<void> | undefined;

  /** @param served name of the model that comes with the page, and its folder @param team see StoreModelsOptions */
  constructor(
    served: { readonly name: string; readonly url: string },
    store: Pick<StoreWorker, 'store'>,
    storage: PanelStorage,
    team: () => Promise<string | undefined>,
    elsewhere: ElsewhereModels,
    folders: FolderMemory = databaseFolders,
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
    this.#served = served.name;
    this.#folders = new KeptFolders(folders);
  }

  override async watch(options: WatchModelsOptions): Promise<void> {
    this.#recalled ??= this.#recall();
    await this.#recalled;
    await super.watch(options);
  }

  async pickEncoder(id: string): Promise<boolean> {
    const file = await chooseWeightFile();
    if (file) await this.takeEncoder(id, file);
    return file !== undefined;
  }

  async addFolder(): Promise<ModelEntry | undefined> {
    const chosen = await chooseFolder();
    if (!chosen) return undefined;
    if (!('files' in chosen)) return this.addHandle(chosen);
    const { name, files } = chosen;
    return this.offer({
      entry: { id: name, title: name, bytes: sizeOf(files), served: VISIT, state: { kind: 'ready' } },
      source: filesSource(name, files),
    });
  }

  /** Takes the model in a folder that was picked, also at later visits. @throws SanaError `model-not-found` */
  async addHandle(handle: FileSystemDirectoryHandle): Promise<ModelEntry> {
    const { id, bytes, lasts } = await this.#folders.add(handle, [this.#served]);
    return this.#offerFolder({ id, bytes, state: { kind: 'ready' }, served: lasts ? undefined : VISIT });
  }

  async permit(id: string): Promise<void> {
    const bytes = sizeOf(await this.#folders.open(id));
    this.#offerFolder({ id, bytes, state: { kind: 'ready' } });
  }

  override async remove(id: string): Promise<void> {
    if (!this.#folders.has(id)) return super.remove(id);
    await this.#folders.forget(id);
    this.withdraw(id);
  }

  async #recall(): Promise<void> {
    for (const { id, bytes, allowed } of await this.#folders.recall()) {
      this.#offerFolder({ id, bytes, state: { kind: allowed ? 'ready' : 'needs-permission' } });
    }
  }

  #offerFolder(known: Pick<ModelEntry, 'id' | 'bytes' | 'state' | 'served'>): ModelEntry {
    return this.offer({
      entry: { ...known, title: known.id, folder: true, removable: true },
      source: async () => filesSource(known.id, await this.#folders.open(known.id)),
    });
  }
}
