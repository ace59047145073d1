import { openModelFolder, SanaError } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { requestDefaults } from '@sana-studio/core/request';
import { CATALOGUE, catalogueModel, downloadBytes, type ModelStore, type StoredModel } from '@sana-studio/models';
import { BUILT_IN_ID, BUILT_IN_MODEL, BUILT_IN_PIXELS, openModelArgument } from '../model-argument.ts';

export interface ListedModel {
  readonly id: string;
  readonly title: string;
  readonly state: 'ready' | 'incomplete' | 'not here';
  /** It draws what does not say another. */
  readonly usual: boolean;
  /** Side of its usual picture. */
  readonly pixels?: number | undefined;
  /** On disk, or to be fetched, about. */
  readonly bytes?: number | undefined;
}

export interface DescribedModel extends ListedModel {
  /** Of its usual picture. */
  readonly width?: number;
  readonly height?: number;
  readonly steps?: number;
  readonly guidance?: number;
  readonly sampler?: string;
  readonly languages?: string;
  readonly source?: string;
  readonly licences?: readonly string[];
  /** What stands between it and a picture. */
  readonly advice?: string;
}

/** The models that tools may name. */
export interface ToolModels {
  /** What draws where nothing is said, as drawers are told of it. */
  readonly usual: string | undefined;
  /** What is to draw what a picture's file says was drawn by `name`. @throws SanaError `model-not-found` */
  meant(name: string): Promise<string | undefined>;
  /** @throws SanaError `model-not-found`, `model-incomplete` */
  assertUsable(id: string): Promise<void>;
  /** Of the usual model's pictures. */
  usualSize(): Promise<{ readonly width: number; readonly height: number }>;
  list(): Promise<readonly ListedModel[]>;
  /** @throws SanaError `model-not-found` */
  describe(id: string): Promise<DescribedModel>;
}

const LEAST = { imageEncoder: false, offline: false };

/** Those of this computer. Folders that somebody else names are none. */
export class LocalModels implements ToolModels {
  readonly usual: string | undefined;
  readonly #store: (() => Promise<ModelStore>) | undefined;
  #usualFacts: ReturnType<typeof factsOf> | undefined;

  /** @param usual what `--model` says @param store what was added; undefined: only the built-in model is there */
  constructor(usual: string | undefined, store: (() => Promise<ModelStore>) | undefined) {
    [this.usual, this.#store] = [usual, store];
  }

  async meant(name: string): Promise<string | undefined> {
    if (name === (await this.#ofUsual()).model) return this.usual;
    await this.assertUsable(name);
    return name;
  }

  async assertUsable(id: string): Promise<void> {
    if (id === BUILT_IN_ID || id === this.usual) return;
    const stored = await this.#stored(id);
    if (stored?.usable) return;
    if (stored) throw new SanaError('model-incomplete:argument', { title: stored.title, model: id });
    throw new SanaError(catalogueModel(id) ? 'model-not-found:not-fetched' : 'model-not-found:argument', { model: id });
  }

  async usualSize() {
    return this.#ofUsual();
  }

  async list(): Promise<readonly ListedModel[]> {
    const { model: usual, width } = await this.#ofUsual();
    const stored = (await (await this.#store?.())?.list()) ?? [];
    const ids = [BUILT_IN_ID, ...stored.map(({ id }) => id)];
    const builtIn = { id: BUILT_IN_ID, title: 'Sana mini', state: 'ready', pixels: BUILT_IN_PIXELS } as const;
    const own = [builtIn, ...stored.map(listed)].map(model => ({ ...model, usual: model.id === usual }));
    // a folder that was named when this was started
    const other = ids.includes(usual)
      ? []
      : [{ id: usual, title: usual, state: 'ready', usual: true, pixels: width } as const];
    const offered = this.#store ? CATALOGUE.filter(({ id }) => !ids.includes(id)) : [];
    return [...other, ...own, ...offered.map(model => ({ ...notHere(model), usual: false }))];
  }

  async describe(id: string): Promise<DescribedModel> {
    const model = (await this.list()).find(one => one.id === id);
    if (!model) throw new SanaError('model-not-found:argument', { model: id });
    const known = catalogueModel(id);
    const stored = await this.#stored(id);
    const facts = {
      ...model,
      ...(known && { languages: known.languages }),
      ...(stored ? { source: stored.source } : known && { source: `https://huggingface.co/${known.repo}` }),
      ...(stored?.licences && { licences: stored.licences }),
    };
    if (model.state !== 'ready') {
      const verb = model.state === 'incomplete' ? 'goes on with it' : 'fetches it';
      return { ...facts, advice: `The person ${verb} with: sana models add ${id}` };
    }
    const { model: _, guidanceScale: guidance, ...defaults } = model.usual ? await this.#ofUsual() : await factsOf(id);
    return { ...facts, ...defaults, guidance };
  }

  #ofUsual(): ReturnType<typeof factsOf> {
    this.#usualFacts ??= factsOf(this.usual);
    this.#usualFacts.catch(() => {
      this.#usualFacts = undefined;
    });
    return this.#usualFacts;
  }

  async #stored(id: string): Promise<StoredModel | undefined> {
    return (await this.#store?.())?.get(id);
  }
}

/** What a model recommends, under the name that requests call it. */
async function factsOf(reference: string | undefined) {
  const { model, name } =
    reference === undefined
      ? { model: await openModelFolder(diskFolder(BUILT_IN_MODEL)), name: BUILT_IN_ID }
      : await openModelArgument(reference);
  try {
    const { family, scheduler, settings } = model;
    return requestDefaults(name, { family, transformer: model.transformer.config, scheduler, settings });
  } finally {
    await model.close();
  }
}

const listed = ({ id, title, usable, storedBytes }: StoredModel) =>
  ({
    id,
    title,
    state: usable ? 'ready' : 'incomplete',
    bytes: storedBytes,
    pixels: catalogueModel(id)?.pixels,
  }) as const;

const notHere = (model: (typeof CATALOGUE)[number]) =>
  ({
    id: model.id,
    title: model.title,
    state: 'not here',
    pixels: model.pixels,
    bytes: downloadBytes(model, LEAST),
  }) as const;
