import { type Folder, isModelId, type PartName, type PartPlaces, SanaError, withParts } from '@sana-studio/core';
import type { AdditionSpec } from './addition-spec.ts';
import { Additions } from './additions.ts';
import { blobBytes, listBlobs, removeBlob } from './blob.ts';
import { compareModel, type DifferentFile } from './compare-model.ts';
import { readableBlob } from './content.ts';
import { busy, Context, type StoreOptions } from './context.ts';
import { copyBlob } from './copy-blob.ts';
import { type ExportTarget, exportModel } from './export-model.ts';
import { type FetchOptions, fetchModel, noteManifest, prepareModel } from './fetch-model.ts';
import { type FileStore, storageFull } from './file-store.ts';
import type { FolderNote } from './folder-note.ts';
import { CATALOGUE, holding, LICENCES, modelLock, takingTurns } from './holding.ts';
import { isFrom, isSameHub, isSameRepository, keepingReplaced, wantedAgain } from './known-model.ts';
import { acceptedLicences, acceptLicences, requireLicences } from './licences.ts';
import { localPlaces, without } from './local-places.ts';
import { damagedManifests, type Manifest, removeManifest } from './manifest.ts';
import { lookedInto, type PartSpecs, wishedParts, withLocalParts } from './model-parts.ts';
import type { ModelSpec } from './model-spec.ts';
import { allNeeds, type Needs } from './needs.ts';
import { ownedManifests, settleOwners } from './ownership.ts';
import { continuePlan, type ModelPlan, planModel } from './plan-model.ts';
import { type SmallEncoder, smallEncoder } from './small-encoder.ts';
import { storedFolder } from './stored-folder.ts';
import { describeModel, type StoredModel } from './stored-model.ts';
import { readTeamList } from './team-list.ts';
import { TransferMeter } from './transfer-progress.ts';
import { type DamagedFile, verifyModel } from './verify-model.ts';
import type { WeightFormat } from './weights.ts';

export interface AddOptions extends FetchOptions {
  readonly needs?: Partial<Needs>;
  /** How to keep the weights; default: as the model is kept already, or else `original`. */
  readonly weights?: WeightFormat | undefined;
}

export interface PrepareOptions {
  /** As in AddOptions. */
  readonly weights?: WeightFormat | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The models that are kept in one place. Files of equal content are kept once: every Sana model comes with the same text
 * encoder.
 */
export class ModelStore {
  readonly #files: FileStore;
  readonly #context: Context;
  /** LoRAs and ControlNets that are kept beside them. */
  readonly additions: Additions;

  constructor(files: FileStore, options: StoreOptions = {}) {
    this.#files = files;
    this.#context = new Context(options);
    this.additions = new Additions(files, this.#context);
  }

  /** What to call it in messages. */
  get label(): string {
    return this.#files.label;
  }

  /** Whether models outlive the process. */
  get persistent(): boolean {
    return this.#files.persistent;
  }

  /** Bytes that can still be written; undefined where nobody knows. */
  async freeBytes(): Promise<number | undefined> {
    return this.#files.freeBytes();
  }

  async list(): Promise<readonly StoredModel[]> {
    return Promise.all((await ownedManifests(this.#files)).map(manifest => this.#describe(manifest)));
  }

  /** Undefined if there is none of this name. */
  async get(id: string): Promise<StoredModel | undefined> {
    const manifest = await this.#known(id);
    return manifest && this.#describe(manifest);
  }

  /**
   * Models whose note of what they consist of cannot be read. Until they are added again or removed, nothing is deleted
   * that they may share with others.
   */
  async damaged(): Promise<readonly string[]> {
    return damagedManifests(this.#files);
  }

  /** Remembers that somebody read and accepted what these links lead to. */
  async acceptLicences(links: readonly string[]): Promise<void> {
    const accept = () => acceptLicences(this.#files, links);
    await takingTurns(this.#context, this.#files, LICENCES, { what: this.label }, accept);
  }

  /** What `acceptLicences` was told so far. */
  async acceptedLicences(): Promise<readonly string[]> {
    return acceptedLicences(this.#files);
  }

  /** Bytes of all models; what they share counts once. */
  async usedBytes(): Promise<number> {
    return blobBytes(this.#files, new Set(await listBlobs(this.#files)));
  }

  /**
   * Brings a model here, or what is missing of it. Call it again after any interruption: it goes on where it was. With
   * more `needs` than before it adds what they take. A complete model is found so without asking the network.
   * @throws SanaError `licence-not-accepted`, `model-not-found`, `model-unsupported`, `file-missing`, `cancelled`,
   *   `network-failed`, `access-denied`, `storage-full`, `storage-busy`, `storage-failed`, `file-corrupt`
   */
  async add(spec: ModelSpec, options: AddOptions = {}): Promise<StoredModel> {
    return holding(this.#files, modelLock(spec.id), spec.title, () => this.#add(spec, options));
  }

  async #add(spec: ModelSpec, options: AddOptions): Promise<StoredModel> {
    const needs = { imageEncoder: false, offline: false, ...options.needs };
    await requireLicences(this.#files, spec.licences);
    const known = (await this.#settled()).find(({ id }) => id === spec.id);
    const weights = options.weights ?? known?.weights ?? 'original';
    const wished = await lookedInto(wishedParts(known, spec.parts), this.#context.openLocal);
    const isSame = known?.weights === weights && isFrom(known, spec, isSameHub);
    const continued = isSame ? withLocalParts(known, wished, wantedAgain(known)) : undefined;
    // Another mirror is another source: what it has is looked at anew, for everything that is needed by now.
    const isMoved = known !== undefined && !continued && isFrom(known, spec, isSameRepository);
    const all = isMoved ? allNeeds(known.needs, needs) : needs;
    const plan = continued
      ? continuePlan(this.#context, continued, needs)
      : await this.#planAnew({ ...spec, parts: wished }, { all, weights, known, signal: options.signal });
    await requireLicences(this.#files, plan.manifest.stated?.licences ?? []);
    const manifest = await fetchModel(this.#context, this.#files, plan, options);
    // What an earlier version of it needed; if somebody is at it, the next time will do.
    if (known) await this.#discard().catch(ignoreBusy);
    return this.#describe(manifest);
  }

  async #planAnew(
    spec: ModelSpec,
    {
      all,
      weights,
      known,
      signal,
    }: { all: Needs; weights: WeightFormat; known: Manifest | undefined; signal: AbortSignal | undefined },
  ): Promise<ModelPlan> {
    const plan = await planModel(this.#context, spec, all, weights, signal);
    if (!known) return plan;
    return { ...plan, manifest: keepingReplaced(plan.manifest, known), earlier: known };
  }

  /**
   * Has what lies on this computer take the place of a model's parts, or the model's own take it again, without asking
   * the network; `add` fetches what is missing then.
   * @throws SanaError `model-not-found`, `model-incomplete` where the source has to be asked what it has, `storage-busy`
   */
  async setParts(id: string, parts: PartSpecs): Promise<StoredModel> {
    return holding(this.#files, modelLock(id), id, async () => {
      const manifest = await this.#manifest(id);
      const looked = await lookedInto(parts, this.#context.openLocal);
      const changed = withLocalParts(manifest, looked, wantedAgain(manifest));
      if (!changed) throw new SanaError('model-incomplete:parts', { title: manifest.title, model: id });
      return this.#describe(await noteManifest(this.#context, this.#files, changed));
    });
  }

  /**
   * Looks at what a model takes and remembers that, without its weights: it is then listed with its size, and `add` goes
   * on from there. A model that is known is left as it is.
   * @throws SanaError `model-not-found`, `model-unsupported`, `file-missing`, `cancelled`, `network-failed`, `access-denied`
   */
  async prepare(spec: ModelSpec, { weights = 'original', signal }: PrepareOptions = {}): Promise<StoredModel> {
    const known = () => this.get(spec.id);
    const options = { signal, what: spec.title, unless: known };
    return takingTurns(this.#context, this.#files, modelLock(spec.id), options, async () => {
      const model = await known();
      if (model) return model;
      const plan = await planModel(this.#context, spec, { imageEncoder: false, offline: false }, weights, signal);
      return this.#describe(await prepareModel(this.#context, this.#files, plan, signal));
    });
  }

  /** Copies a folder at hand, complete: later nothing could be fetched from it. @throws SanaError as `add` */
  async importFolder(
    id: string,
    folder: Folder,
    { parts, ...options }: Omit<AddOptions, 'needs'> & { readonly parts?: PartSpecs | undefined } = {},
  ): Promise<StoredModel> {
    const source = { kind: 'folder', folder } as const;
    const spec: ModelSpec = { id, title: id, source, licences: [], ...(parts && { parts }) };
    return this.add(spec, { ...options, needs: { imageEncoder: true, offline: true } });
  }

  /**
   * A stored model as a folder for the core. What it reads beyond what is stored (rows of the embedding table, the
   * encoder half of the autoencoder) is fetched and kept.
   * @param instead what takes the place of parts for this time
   * @throws SanaError `model-not-found`, `model-incomplete`, and what `openLocal` throws
   */
  async open(id: string, instead: PartPlaces = {}): Promise<Folder> {
    const stored = await this.#manifest(id);
    const manifest = without(stored, Object.keys(instead) as PartName[]);
    const places = { ...(await localPlaces(this.#context, manifest)), ...instead };
    const { usable, bytes, totalBytes } = await this.#describe(manifest);
    if (!usable) {
      throw new SanaError('model-incomplete:percent', {
        title: manifest.title,
        percent: Math.floor((100 * bytes) / (totalBytes || 1)),
        model: id,
        bytes,
        totalBytes,
      });
    }
    return withParts(storedFolder(this.#context, this.#files, manifest), places);
  }

  /**
   * Reads everything that is stored of a model and compares it with the repository's hashes, or, where only parts are
   * there, with the hashes that they had on arrival. What differs is dropped: `add` fetches it again. No network is
   * needed. What is proved by then, and against whom, tells `get`.
   * @returns the files that were damaged
   * @throws SanaError `model-not-found`, `storage-busy`, `cancelled`
   */
  async verify(id: string, options: FetchOptions = {}): Promise<readonly DamagedFile[]> {
    return verifyModel(this.#context, this.#files, await this.#manifest(id), options);
  }

  /**
   * Compares what could not be compared with hashes (files that are here in part, or whose source states none) with what
   * another place has: its hash where the file is whole, and otherwise the parts, which it has to send for that.
   * @param against base URL of another hub for a model from a hub, the address of another folder for one from a server
   * @returns the files that differ. Nothing is dropped: nobody knows which of two sources is right
   * @throws SanaError `model-not-found`, `file-missing`, `network-failed`, `access-denied`, `cancelled`, `request-invalid`
   */
  async compare(id: string, against: string, options: FetchOptions = {}): Promise<readonly DifferentFile[]> {
    return compareModel(this.#context, this.#files, await this.#manifest(id), against, options);
  }

  /** The models that a team offers in a list. @throws SanaError `request-invalid`, `network-failed`, `over-budget` */
  async teamModels(address: string, signal?: AbortSignal): Promise<readonly ModelSpec[]> {
    return (await readTeamList(this.#context, address, signal)).models;
  }

  /** The LoRAs that a team offers in a list. @throws SanaError as `teamModels` */
  async teamLoras(address: string, signal?: AbortSignal): Promise<readonly AdditionSpec[]> {
    return (await readTeamList(this.#context, address, signal)).loras;
  }

  /** The smallest text encoder that a hub has as GGUF. @throws SanaError `model-not-found`, `network-failed` */
  async smallEncoder(hubUrl: string, signal?: AbortSignal): Promise<SmallEncoder> {
    return smallEncoder(this.#context, hubUrl, signal);
  }

  /**
   * Writes a model as a folder in the official layout, with a list of its files and their SHA-256, for others to fetch it
   * from. What of it is not here is fetched and kept first.
   * @throws SanaError as `add`, `file-unwritable`
   */
  async export(id: string, target: ExportTarget, options: FetchOptions = {}): Promise<FolderNote> {
    await holding(this.#files, modelLock(id), id, async () => {
      const manifest = await this.#manifest(id);
      const whole = continuePlan(this.#context, manifest, { imageEncoder: true, offline: true });
      if (!(manifest.needs.offline && (await this.#describe(manifest)).complete))
        await fetchModel(this.#context, this.#files, whole, options);
    });
    return exportModel(this.#context, await this.#manifest(id), await this.open(id), target, options);
  }

  /** Deletes a model and what no other model shares with it. @throws SanaError `storage-busy` while it is written */
  async remove(id: string): Promise<void> {
    await holding(this.#files, modelLock(id), id, () => this.#discard(id));
  }

  /**
   * Copies a model, part by part with a comparison of each, to another store and deletes it here. Call it again after
   * an interruption.
   * @throws SanaError `model-not-found`, `storage-full`, `storage-busy`, `file-corrupt` (verify it first), `cancelled`
   */
  async move(id: string, target: ModelStore, options: FetchOptions = {}): Promise<void> {
    await holding(this.#files, modelLock(id), id, () =>
      holding(target.#files, modelLock(id), id, () => this.#move(id, target, options)),
    );
  }

  async #move(id: string, target: ModelStore, { signal, onProgress = () => undefined }: FetchOptions): Promise<void> {
    const manifest = await this.#manifest(id);
    const { storedBytes, complete } = await this.#describe(manifest);
    // What is finished there is not replaced by something unfinished.
    if (!complete && (await target.get(id))?.complete) return this.#discard(id);
    const free = await target.freeBytes();
    if (free !== undefined && storedBytes > free) throw storageFull(target.label, { needed: storedBytes, free });
    const moved = await noteManifest(target.#context, target.#files, manifest, signal);
    const meter = new TransferMeter(this.#context.clock, onProgress);
    meter.begin('download', 0, storedBytes);
    for (const [index, file] of manifest.files.entries()) {
      const from = await readableBlob(this.#files, manifest, file);
      const { key, shared } = moved.files[index]!;
      // What the other store has is proved as well.
      if (from && !shared) await copyBlob(from, { files: target.#files, key }, count => meter.add(count), signal);
    }
    await this.#discard(id);
  }

  async #settled(): Promise<readonly Manifest[]> {
    return takingTurns(this.#context, this.#files, CATALOGUE, { what: this.label }, () => settleOwners(this.#files));
  }

  async #known(id: string): Promise<Manifest | undefined> {
    return (await ownedManifests(this.#files)).find(manifest => manifest.id === id);
  }

  async #manifest(id: string): Promise<Manifest> {
    const manifest = await this.#known(id);
    if (manifest) return manifest;
    throw new SanaError('model-not-found:stored', { model: id, store: this.label });
  }

  #describe(manifest: Manifest): Promise<StoredModel> {
    return describeModel(this.#context, this.#files, manifest);
  }

  /**
   * Deletes every file that no model needs but the one named, and that one.
   * @throws SanaError `storage-busy` before anything is deleted
   */
  async #discard(id?: string): Promise<void> {
    // Nobody notes a model in between, whose files would count as needed by none.
    const discard = () => this.#discardUnnoted(id);
    await takingTurns(this.#context, this.#files, CATALOGUE, { what: id ?? this.label }, discard);
  }

  async #discardUnnoted(id: string | undefined): Promise<void> {
    const manifests = (await settleOwners(this.#files)).filter(manifest => manifest.id !== id);
    const used = new Set(manifests.flatMap(({ files }) => files.map(({ key }) => key)));
    const isUnclear = (await damagedManifests(this.#files)).some(damaged => damaged !== id);
    const doomed = isUnclear ? [] : (await listBlobs(this.#files)).filter(key => !used.has(key));
    const locks: (() => Promise<void>)[] = [];
    try {
      for (const key of doomed)
        locks.push((await this.#files.lock(key)) ?? (id === undefined ? leftOverIsBusy() : busy(id)));
      if (isModelId(id)) await removeManifest(this.#files, id);
      for (const key of doomed) await removeBlob(this.#files, key);
    } finally {
      await Promise.all(locks.map(unlock => unlock()));
    }
  }
}

function leftOverIsBusy(): never {
  throw new SanaError('storage-busy:left-over');
}

function ignoreBusy(error: unknown): void {
  if (!(error instanceof SanaError) || error.code !== 'storage-busy') throw error;
}
