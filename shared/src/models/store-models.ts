import { SanaError } from '@sana-studio/core';
import type { ModelSource } from '@sana-studio/core/worker';
import {
  CATALOGUE,
  type CatalogueModel,
  type ComputerFiles,
  catalogueModel,
  catalogueSpec,
  HUGGING_FACE,
  type ModelSpec,
  type Needs,
  parseModelReference,
  type StoredModel,
  webAddress,
} from '@sana-studio/models';
import type { ModelEntry, ModelPlace, PanelModels, PanelStorage, PartOptions, WatchModelsOptions } from '../host.ts';
import { ComputerModels, foundReference } from './computer-models.ts';
import type { DeviceMemory } from './device-memory.ts';
import { DownloadSpeed } from './download-speed.ts';
import { EncoderChoices } from './encoder-choices.ts';
import { type DownloadJob, ModelDownloads } from './model-downloads.ts';
import { catalogueEntry, storedEntry, WHOLE } from './model-entries.ts';
import type { PickedFile } from './picked-files.ts';
import type { RemoteAdditions, RemoteModelStore, StoreFacts } from './store-service.ts';
import { storedModelSource } from './stored-source.ts';
import { TeamModels } from './team-models.ts';

/** A model that is at hand without the store. */
export interface OfferedModel {
  readonly entry: ModelEntry;
  /** Or what fetches it, where the engine cannot. */
  readonly source: ModelSource | (() => Promise<ModelSource>);
}

/** What is asked of a store. */
export type ModelKeeper = Omit<RemoteModelStore, keyof RemoteAdditions>;

export interface StoreModelsOptions {
  /** Where models are kept; asked anew every time, because what serves it may have to start again. */
  readonly store: () => ModelKeeper;
  /** Models that come with the shell; the first is the default. */
  readonly offered: readonly OfferedModel[];
  /** Keeps the address of the mirror that people give in the panel. */
  readonly storage: PanelStorage;
  /** Base URL of the hub where the shell has a setting of its own for it; then the panel asks for none. */
  readonly hubUrl?: string | undefined;
  readonly device: () => Promise<DeviceMemory>;
  /** Address of a list of models that a team has set for everybody; see docs/models.md. */
  readonly team?: (() => Promise<string | undefined>) | undefined;
  /** Models of other computers, which are listed behind these. */
  readonly elsewhere?: ElsewhereModels | undefined;
  /** What reads files of this computer for a page that cannot; default: nobody. */
  readonly computer?: ComputerFiles | undefined;
  /** Called when a download begins, e.g. to ask the browser for lasting storage. */
  readonly onDownload?: (() => unknown) | undefined;
}

/** Models that draw on other computers. */
export interface ElsewhereModels {
  entries(): Promise<readonly ModelEntry[]>;
  /** @returns stops the calls */
  onChange(listener: () => Promise<void> | void): () => void;
}

const HUB_KEY = 'hub';

/** What is known of the store; asked again after every change. */
interface Known {
  readonly facts: StoreFacts;
  readonly stored: readonly StoredModel[];
  readonly device: DeviceMemory;
}

/** The models that come with a shell, those in a store, and the official ones that can be fetched into it. */
export class StoreModels implements PanelModels {
  readonly #options: StoreModelsOptions;
  readonly #offered: OfferedModel[];
  readonly #downloads: ModelDownloads;
  /** What people looked up; the store remembers only ids. */
  readonly #specs = new Map<string, ModelSpec>();
  readonly #listeners = new Set<WatchModelsOptions['onModels']>();
  readonly setHub?: NonNullable<PanelModels['setHub']>;
  #known: Known | undefined;
  #elsewhere: readonly ModelEntry[] = [];
  /** Of the questions to the store: the last one that was put, and the one that `#known` answers. */
  #lastTurn = 0;
  #knownTurn = 0;
  readonly #speed: DownloadSpeed;
  readonly #team: TeamModels;
  readonly #encoders = new EncoderChoices();
  readonly #computer: ComputerModels;

  constructor(options: StoreModelsOptions) {
    this.#options = options;
    this.#offered = [...options.offered];
    this.#speed = new DownloadSpeed(options.storage);
    this.#downloads = new ModelDownloads(this.#speed, {
      onState: () => this.#tell(),
      onEnd: () => this.#changed(),
    });
    this.#computer = new ComputerModels(options.computer);
    this.#team = new TeamModels(options);
    if (options.hubUrl === undefined) this.setHub = url => this.#setHub(url);
  }

  async watch({ onModels, signal }: WatchModelsOptions): Promise<void> {
    await Promise.all([this.#refresh(), this.#speed.recall(), this.#lookElsewhere()]);
    if (signal.aborted) return;
    onModels(this.#entries());
    this.#listeners.add(onModels);
    const stop = this.#options.elsewhere?.onChange(async () => {
      await this.#lookElsewhere();
      this.#tell();
    });
    void this.#lookAtTeam();
    void this.#lookAtComputer();
    await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
    stop?.();
    this.#listeners.delete(onModels);
  }

  async #lookElsewhere(): Promise<void> {
    this.#elsewhere = (await this.#options.elsewhere?.entries()) ?? [];
  }

  async setEncoder(id: string, choice: 'own' | 'small' | 'found', found = ''): Promise<void> {
    if (choice === 'own' && (await this.#hasOwnEncoder(id))) this.#encoders.forget(id);
    else if (choice !== 'found') this.#encoders.choose(id, choice);
    else if (this.#isStored(id)) await this.#takeEncoder(id, foundReference(found));
    else this.#encoders.find(id, found);
    await this.#changed();
  }

  /** Takes a file that the person picked as text encoder. */
  async takeEncoder(id: string, file: PickedFile): Promise<void> {
    const reference = await this.#options.store().keepFile(file);
    if (this.#isStored(id)) await this.#takeEncoder(id, reference);
    else this.#encoders.pick(id, reference, file.name);
    await this.#changed();
  }

  async setPart(id: string, part: PartOptions['part'], found?: string): Promise<void> {
    const spec = found === undefined ? null : ({ kind: 'local', reference: foundReference(found) } as const);
    await this.#options.store().setParts(id, { [part]: spec });
    await this.#changed();
  }

  async #takeEncoder(id: string, reference: string): Promise<void> {
    this.#encoders.forget(id);
    await this.#options.store().setParts(id, { textEncoder: { kind: 'local', reference } });
  }

  /** Gives a model that can be used its own text encoder again, if that is here, too. @returns whether it is */
  async #hasOwnEncoder(id: string): Promise<boolean> {
    const model = this.#known?.stored.find(stored => stored.id === id);
    const part = model?.parts?.find(each => each.part === 'textEncoder');
    if (!model?.usable || part?.kind !== 'local') return false;
    const store = this.#options.store();
    try {
      if ((await store.setParts(id, { textEncoder: null })).usable) return true;
    } catch (error) {
      if (SanaError.from(error).code === 'model-incomplete') return false;
      throw error;
    }
    // until its own is here, it has what it had
    await store.setParts(id, { textEncoder: { kind: 'local', reference: part.from } });
    return false;
  }

  #isStored(id: string): boolean {
    return this.#known?.stored.some(model => model.id === id) ?? false;
  }

  /** What the team offers becomes known, beside everything else. */
  async #lookAtTeam(): Promise<void> {
    const known = this.#known?.stored.map(({ id }) => id) ?? [];
    for await (const spec of this.#team.unknown(known)) {
      this.#specs.set(spec.id, spec);
      await this.#changed();
    }
    if (this.#team.state) await this.#tellPlace();
  }

  /** Waits until what other programs have on this computer is known. */
  async looked(): Promise<void> {
    await this.#computer.looked();
  }

  /** What other programs have here becomes known, beside everything else. */
  async #lookAtComputer(): Promise<void> {
    if (await this.#computer.look()) await this.#tellPlace();
  }

  /** Adds a model that is at hand, e.g. a folder that was opened. */
  offer(model: OfferedModel): ModelEntry {
    const index = this.#offered.findIndex(({ entry }) => entry.id === model.entry.id);
    this.#offered.splice(index < 0 ? this.#offered.length : index, index < 0 ? 0 : 1, model);
    this.#tell();
    return model.entry;
  }

  /** Takes back what was offered. */
  protected withdraw(id: string): void {
    const index = this.#offered.findIndex(({ entry }) => entry.id === id);
    if (index >= 0) this.#offered.splice(index, 1);
    this.#tell();
  }

  /** Where the engine finds a model. @throws SanaError `model-not-found` */
  async sourceOf(id: string): Promise<ModelSource> {
    const offered = this.#offered.find(({ entry }) => entry.id === id);
    if (offered) return typeof offered.source === 'function' ? offered.source() : offered.source;
    if (!this.#known) await this.#refresh();
    if (this.#isStored(id)) return storedModelSource(id);
    await this.#computer.looked();
    const elsewhere = this.#computer.sourceOf(id);
    if (elsewhere) return elsewhere;
    throw new SanaError('model-not-found:chosen', { model: id });
  }

  async download(id: string, signal: AbortSignal): Promise<void> {
    await this.#download(id, signal);
  }

  async keepWhole(id: string, signal: AbortSignal): Promise<void> {
    await this.#download(id, signal, WHOLE);
  }

  async #download(id: string, signal: AbortSignal, needs?: Needs): Promise<void> {
    if (await this.#downloads.join(id, signal)) return;
    const job = await this.#job(id, needs);
    this.#options.onDownload?.();
    await this.#downloads.run(id, job, signal);
  }

  async acceptLicences(links: readonly string[]): Promise<void> {
    await this.#options.store().acceptLicences(links);
    await this.#changed();
  }

  async remove(id: string): Promise<void> {
    await this.#downloads.stop(id);
    this.#encoders.forget(id);
    await this.#options.store().remove(id);
    await this.#changed();
  }

  async lookUp(reference: string): Promise<ModelEntry> {
    const spec = parseModelReference(reference.trim(), await this.#hubUrl());
    if (!catalogueModel(spec.id)) {
      this.#specs.set(spec.id, spec);
      const { weights } = await this.#options.device();
      await this.#options.store().prepare(spec, weights);
      await this.#changed();
    }
    const entry = this.#entries().find(({ id }) => id === spec.id);
    if (entry) return entry;
    throw new SanaError('storage-failed:note', {
      model: spec.id,
    });
  }

  async place(): Promise<ModelPlace> {
    const [hubUrl, facts] = await Promise.all([this.#hubUrl(), this.#options.store().facts()]);
    const { persistent, freeBytes } = facts;
    return {
      persistent,
      freeBytes,
      hubUrl,
      isMirror: hubUrl !== HUGGING_FACE,
      team: this.#team.state,
      computer: this.#computer.place,
    };
  }

  async #setHub(url: string | undefined): Promise<void> {
    const wanted = url?.trim() ?? '';
    const base = webAddress(wanted);
    if (wanted && !base) throw new SanaError('request-invalid:hub', { hub: wanted });
    await this.#options.storage.set(HUB_KEY, base ?? null);
  }

  async #hubUrl(): Promise<string> {
    const { hubUrl, storage } = this.#options;
    if (hubUrl !== undefined) return hubUrl;
    const stored = await storage.get(HUB_KEY).catch(() => undefined);
    return typeof stored === 'string' ? stored : HUGGING_FACE;
  }

  /** What has it fetched, and what is said of it until more is known. */
  async #job(id: string, needs: Needs | undefined): Promise<DownloadJob> {
    const spec = await this.#specOf(id);
    const stored = this.#known?.stored.find(model => model.id === id);
    const weights = stored ? undefined : this.#known?.device.weights;
    return {
      before: this.#entries().find(entry => entry.id === id)?.state,
      fetch: options => this.#options.store().add(spec, { needs: needs ?? stored?.needs ?? {}, weights, ...options }),
    };
  }

  async #specOf(id: string): Promise<ModelSpec> {
    const hubUrl = await this.#hubUrl();
    const model = catalogueModel(id);
    const small = () => this.#options.store().smallEncoder(hubUrl);
    const spec = model ? catalogueSpec(model, hubUrl) : (this.#specs.get(id) ?? parseModelReference(id, hubUrl));
    return this.#encoders.apply(spec, small);
  }

  /** Asks the store again; where there is none, only what comes with the shell is known. */
  async #refresh(): Promise<void> {
    const { store, device } = this.#options;
    const turn = ++this.#lastTurn;
    const answer = await Promise.all([store().facts(), store().list(), device()]).then(
      ([facts, stored, memory]) => ({ facts, stored, device: memory }),
      error => {
        console.warn('Models cannot be stored:', error);
        return undefined;
      },
    );
    // what was asked later and answered earlier is newer
    if (turn < this.#knownTurn) return;
    this.#known = answer;
    this.#knownTurn = turn;
  }

  async #changed(): Promise<void> {
    await this.#refresh();
    this.#tell();
  }

  #tell(): void {
    const entries = this.#entries();
    for (const listener of this.#listeners) listener(entries);
  }

  async #tellPlace(): Promise<void> {
    // without a place, nothing is shown of it
    const place = await this.place().catch(() => undefined);
    const entries = this.#entries();
    for (const listener of this.#listeners) listener(entries, place);
  }

  #entries(): readonly ModelEntry[] {
    const offered = this.#offered.map(({ entry }) => entry);
    if (!this.#known) return [...offered, ...this.#elsewhere];
    const { facts, stored, device } = this.#known;
    const speed = this.#speed.bytesPerSecond;
    const choosing = (id: string) => ({ chosen: this.#encoders.of(id), found: this.#computer.filesOf('textEncoder') });
    const parts = {
      transformer: this.#computer.filesOf('transformer'),
      autoencoder: this.#computer.filesOf('autoencoder'),
    };
    const fetched = stored.map(model =>
      storedEntry(model, this.#licencesOf(model.id, facts), device, speed, { ...choosing(model.id), parts }),
    );
    const here = [...offered, ...fetched].map(({ id }) => id);
    const found = this.#computer.entries.filter(({ id }) => !here.includes(id));
    const isElsewhere = ({ id }: CatalogueModel) => [...fetched, ...found].some(entry => entry.id === id);
    const others = CATALOGUE.filter(model => !isElsewhere(model)).map(model =>
      catalogueEntry(model, device, this.#licencesOf(model.id, facts), speed, choosing(model.id)),
    );
    return [
      ...offered,
      ...found,
      ...[...fetched, ...others].map(entry => this.#withDownload(entry)),
      ...this.#elsewhere,
    ];
  }

  #withDownload(entry: ModelEntry): ModelEntry {
    const state = this.#downloads.stateOf(entry.id);
    return state ? { ...entry, removable: true, state } : entry;
  }

  /** Links that are left to accept. */
  #licencesOf(id: string, { licences }: StoreFacts): readonly string[] {
    const model = catalogueModel(id);
    const stated = this.#known?.stored.find(stored => stored.id === id)?.licences;
    const links = model ? catalogueSpec(model).licences : (stated ?? this.#specs.get(id)?.licences ?? []);
    return links.filter(link => !licences.includes(link));
  }
}
