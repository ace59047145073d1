import { SanaError } from '@sana-studio/core';
import type { ModelSpec } from '@sana-studio/models';
import type { ModelPlace } from '../host.ts';
import type { StoreModelsOptions } from './store-models.ts';

/** The models of a team's list. The store is told of each, so that it is listed with what it takes. */
export class TeamModels {
  readonly #options: StoreModelsOptions;
  #state: ModelPlace['team'];
  #looked = false;

  constructor(options: StoreModelsOptions) {
    this.#options = options;
  }

  get state(): ModelPlace['team'] {
    return this.#state;
  }

  /** Those that the store did not know, as it comes to know them; once. @param known ids of those that it does */
  async *unknown(known: readonly string[]): AsyncGenerator<ModelSpec> {
    if (this.#looked) return;
    this.#looked = true;
    const url = await this.#options.team?.().catch(() => undefined);
    if (url === undefined) return;
    this.#state = { url };
    try {
      const { weights } = await this.#options.device();
      for (const spec of await this.#options.store().teamModels(url)) {
        if (known.includes(spec.id)) continue;
        await this.#options.store().prepare(spec, weights);
        yield spec;
      }
    } catch (error) {
      // what was set is not lost: the next visit looks again
      this.#state = { url, failure: SanaError.from(error).toData() };
    }
  }
}
