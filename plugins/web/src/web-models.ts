import { SanaError } from '@sana-studio/core';
import { filesSource, type ModelSource, urlSource } from '@sana-studio/core/worker';
import type { ModelEntry, PanelModels } from '@sana-studio/shared';
import { chooseFolder } from './choose-folder.ts';

interface OfferedModel {
  readonly entry: ModelEntry;
  readonly source: ModelSource;
}

/** The model that comes with the page, and folders that the person opened during this visit. */
export class WebModels implements PanelModels {
  readonly #models = new Map<string, OfferedModel>();

  /** @param embeddedUrl folder of the embedded model */
  constructor(embeddedUrl: string) {
    this.#add({ id: 'sana-mini', title: 'Sana mini', state: { kind: 'ready' } }, urlSource(embeddedUrl));
  }

  async list(): Promise<readonly ModelEntry[]> {
    return [...this.#models.values()].map(({ entry }) => entry);
  }

  async addFolder(): Promise<ModelEntry | undefined> {
    const chosen = await chooseFolder();
    if (!chosen) return undefined;
    const { name, files } = chosen;
    const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    return this.#add({ id: name, title: name, bytes, state: { kind: 'ready' } }, filesSource(name, files));
  }

  /** @throws SanaError `model-not-found` */
  sourceOf(id: string): ModelSource {
    const model = this.#models.get(id);
    if (model) return model.source;
    throw new SanaError('model-not-found', `The model “${id}” is not here; choose another or open its folder.`, { id });
  }

  #add(entry: ModelEntry, source: ModelSource): ModelEntry {
    this.#models.set(entry.id, { entry, source });
    return entry;
  }
}
