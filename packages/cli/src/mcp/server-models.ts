import { SanaError } from '@sana-studio/core';
import { harmless } from '@sana-studio/core/errors';
import type { RemoteEngine, RemoteModel } from '@sana-studio/serving';
import type { DescribedModel, ListedModel, ToolModels } from './models.ts';

/** Those of the server that draws in place of this computer. */
export class ServerModels implements ToolModels {
  readonly usual: string | undefined;
  readonly #start: () => RemoteEngine;

  /** @param start gives an engine of its own with each call */
  constructor(usual: string | undefined, start: () => RemoteEngine) {
    [this.usual, this.#start] = [usual, start];
  }

  async meant(name: string): Promise<string | undefined> {
    const { defaults, server } = await this.#load();
    const ids = server.models.flatMap(({ id }) => id ?? []);
    return name === defaults.model || !ids.includes(name) ? this.usual : name;
  }

  async assertUsable(id: string): Promise<void> {
    await this.#load(id);
  }

  async usualSize() {
    return (await this.#load()).defaults;
  }

  async list(): Promise<readonly ListedModel[]> {
    const { server, defaults } = await this.#load();
    const ids = server.models.flatMap(({ id }) => id ?? []);
    const all = ids.length === 0 ? [defaults.model] : ids;
    return all.map(id => ({ id, title: harmless(id), state: 'ready', usual: id === defaults.model }));
  }

  async describe(id: string): Promise<DescribedModel> {
    const model = (await this.list()).find(one => one.id === id);
    if (!model) throw new SanaError('model-not-found:argument', { model: id });
    const { host, defaults, recognised } = await this.#load(id);
    const { width, height, steps, guidanceScale: guidance, sampler } = defaults;
    const advice = recognised ? {} : { advice: 'It is not known here, so its size and steps are guessed.' };
    return { ...model, width, height, steps, guidance, sampler, source: host, ...advice };
  }

  #load(id = this.usual): Promise<RemoteModel> {
    return this.#start().load(id);
  }
}
