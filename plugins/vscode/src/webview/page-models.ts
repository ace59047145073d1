import { SanaError } from '@sana-studio/core';
import { filesSource } from '@sana-studio/core/worker';
import { type ComputerFiles, HUGGING_FACE, webAddress } from '@sana-studio/models';
import {
  browserDeviceMemory,
  chooseWeightFile,
  demoMark,
  type ElsewhereModels,
  keepStorage,
  type ModelEntry,
  type PanelStorage,
  StoreModels,
  type StoreWorker,
} from '@sana-studio/shared';
import type { FetchOptions, NeededModel } from '../contract.ts';
import { mayFetch } from '../hub-access.ts';
import type { PageSettings } from '../page-settings.ts';
import { fetchModel } from './resources.ts';

/** The model that comes with the extension, those in the page's storage, and the official ones that can be fetched. */
export class PageModels extends StoreModels {
  readonly #settings: PageSettings;

  /** @param others models of servers, and what the extension host reads of its computer */
  constructor(
    settings: PageSettings,
    store: StoreWorker,
    storage: PanelStorage,
    others: { readonly elsewhere: ElsewhereModels; readonly computer: ComputerFiles },
  ) {
    const { models, mirror, team, device } = settings;
    super({
      store: () => store.store,
      offered: models.map(({ id, title, baseUrl }) => ({
        entry: { id, title, ...demoMark(id), state: { kind: 'ready' } },
        source: async () => filesSource(title, await fetchModel(baseUrl)),
      })),
      storage,
      hubUrl: mirror ?? HUGGING_FACE,
      device: () => browserDeviceMemory(device),
      onDownload: keepStorage,
      team: async () => team,
      ...others,
    });
    this.#settings = settings;
  }

  async pickEncoder(id: string): Promise<boolean> {
    const file = await chooseWeightFile();
    if (file) await this.takeEncoder(id, file);
    return file !== undefined;
  }

  /** @throws SanaError `access-denied` for an address that the page's policy keeps it from */
  override async lookUp(reference: string): Promise<ModelEntry> {
    const address = reference.trim();
    if (webAddress(address) && !mayFetch(address, this.#settings)) {
      throw new SanaError('access-denied:policy', { origin: new URL(address).origin, address });
    }
    return super.lookUp(reference);
  }

  /** What has to be fetched before a model can draw; undefined for one that is here. @throws SanaError `model-not-found` */
  async needed(id: string): Promise<NeededModel | undefined> {
    const { title, state } = (await this.#entryOf(id)) ?? (await this.#foundEntry(id)) ?? (await this.lookUp(id));
    switch (state.kind) {
      case 'ready':
        return undefined;
      case 'needs-permission':
      case 'unsupported':
        throw new SanaError('model-not-found:chosen', { model: title });
      default: {
        const { licences = [] } = 'licences' in state ? state : {};
        return { title, bytes: state.bytes, done: state.done ?? 0, licences };
      }
    }
  }

  /** Fetches a model whose terms the person has accepted. @throws SanaError */
  async fetch(id: string, licences: readonly string[], { signal, onProgress }: FetchOptions): Promise<void> {
    if (licences.length > 0) await this.acceptLicences(licences);
    const watching = new AbortController();
    const told = (models: readonly ModelEntry[]) => {
      const state = models.find(model => model.id === id)?.state;
      if (state?.kind === 'downloading') onProgress(state.bytes > 0 ? state.done / state.bytes : 0);
    };
    const watch = this.watch({ onModels: told, signal: watching.signal });
    try {
      await this.download(id, signal);
    } finally {
      watching.abort();
      await watch;
    }
  }

  async #foundEntry(id: string): Promise<ModelEntry | undefined> {
    await this.looked();
    return this.#entryOf(id);
  }

  async #entryOf(id: string): Promise<ModelEntry | undefined> {
    const now = new AbortController();
    let found: ModelEntry | undefined;
    const onModels = (models: readonly ModelEntry[]) => {
      found = models.find(model => model.id === id);
      // once it is being watched
      queueMicrotask(() => now.abort());
    };
    await this.watch({ onModels, signal: now.signal });
    return found;
  }
}
