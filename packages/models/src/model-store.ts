import { type Folder, isModelId, SanaError } from '@sana-studio/core';
import { blobBytes, listBlobs, removeBlob, StoredBlob } from './blob.ts';
import { busy, Context, type StoreOptions } from './context.ts';
import { sha256 } from './digest.ts';
import { type FetchOptions, fetchModel, isSettled, noteManifest, prepareModel } from './fetch-model.ts';
import { type FileStore, storageFull } from './file-store.ts';
import { CATALOGUE, holding, LICENCES, modelLock, takingTurns } from './holding.ts';
import { acceptedLicences, acceptLicences, requireLicences } from './licences.ts';
import { listManifests, type Manifest, readManifest, removeManifest } from './manifest.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Needs } from './needs.ts';
import { continuePlan, planModel } from './plan-model.ts';
import { rangesLength } from './ranges.ts';
import { storedFolder } from './stored-folder.ts';
import { TransferMeter } from './transfer-progress.ts';
import { damagedRanges } from './verify.ts';
import type { WeightFormat } from './weights.ts';

export interface StoredModel {
  readonly id: string;
  readonly title: string;
  /** Whether everything that was asked for is there and compared: only then it can be opened. */
  readonly complete: boolean;
  /** Bytes of what was asked for that are there. */
  readonly bytes: number;
  /** Bytes of what was asked for; what depends on headers that were not read yet does not count. */
  readonly totalBytes: number;
  /** Bytes that it takes in the store; what models share counts for each of them. */
  readonly storedBytes: number;
  readonly needs: Needs;
  readonly weights: WeightFormat;
  /** Where it came from. */
  readonly source: string;
}

/** A file that was found to be different from what had arrived. What is wrong of it was dropped. */
export interface DamagedFile {
  readonly path: string;
  /** How much has to be fetched again. */
  readonly bytes: number;
}

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

  constructor(files: FileStore, options: StoreOptions = {}) {
    this.#files = files;
    this.#context = new Context(options);
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
    return Promise.all((await listManifests(this.#files)).map(manifest => this.#describe(manifest)));
  }

  /** Undefined if there is none of this name. */
  async get(id: string): Promise<StoredModel | undefined> {
    const manifest = await this.#known(id);
    return manifest && this.#describe(manifest);
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
    const known = await this.#known(spec.id);
    const weights = options.weights ?? known?.weights ?? 'original';
    const plan =
      known?.weights === weights && isSameRepository(known, spec)
        ? continuePlan(this.#context, known, needs, spec.source.kind === 'hub' ? spec.source.hubUrl : undefined)
        : await planModel(this.#context, spec, needs, weights, options.signal);
    const manifest = await fetchModel(this.#context, this.#files, plan, options);
    // What an earlier version of it needed; if somebody is at it, the next time will do.
    if (known) await this.#discard().catch(ignoreBusy);
    return this.#describe(manifest);
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
  async importFolder(id: string, folder: Folder, options: Omit<AddOptions, 'needs'> = {}): Promise<StoredModel> {
    const spec: ModelSpec = { id, title: id, source: { kind: 'folder', folder }, licences: [] };
    return this.add(spec, { ...options, needs: { imageEncoder: true, offline: true } });
  }

  /**
   * A stored model as a folder for the core. What it reads beyond what is stored (rows of the embedding table, the
   * encoder half of the autoencoder) is fetched and kept.
   * @throws SanaError `model-not-found`, `model-incomplete`
   */
  async open(id: string): Promise<Folder> {
    const manifest = await this.#manifest(id);
    const { complete, bytes, totalBytes } = await this.#describe(manifest);
    if (!complete) {
      throw new SanaError('model-incomplete:percent', {
        title: manifest.title,
        percent: Math.floor((100 * bytes) / (totalBytes || 1)),
        model: id,
        bytes,
        totalBytes,
      });
    }
    return storedFolder(this.#context, this.#files, manifest);
  }

  /**
   * Reads everything that is stored of a model and compares it with the repository's hashes, or, where only parts are
   * there, with the hashes that they had on arrival. What differs is dropped: `add` fetches it again.
   * @returns the files that were damaged
   * @throws SanaError `model-not-found`, `storage-busy`, `cancelled`
   */
  async verify(
    id: string,
    { signal, onProgress = () => undefined }: FetchOptions = {},
  ): Promise<readonly DamagedFile[]> {
    const manifest = await this.#manifest(id);
    const meter = new TransferMeter(this.#context.clock, onProgress);
    const blobs = await Promise.all(manifest.files.map(({ key }) => StoredBlob.open(this.#files, key)));
    meter.begin(
      'verify',
      0,
      blobs.reduce((sum, blob) => sum + rangesLength(blob?.extents ?? []), 0),
    );
    const { createHasher } = this.#context;
    const options = { createHasher, signal, onBytes: (count: number) => meter.add(count) };
    const damaged: DamagedFile[] = [];
    for (const [index, { path, hash }] of manifest.files.entries()) {
      const blob = blobs[index];
      if (!blob) continue;
      try {
        const ranges = await damagedRanges(blob, hash, options);
        if (ranges.length === 0) continue;
        const writer = (await blob.write()) ?? busy(path);
        for (const range of ranges) await writer.drop(range);
        await writer.close();
        damaged.push({ path, bytes: rangesLength(ranges) });
      } finally {
        await blob.close();
      }
    }
    return damaged;
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
    const { storedBytes } = await this.#describe(manifest);
    const free = await target.freeBytes();
    if (free !== undefined && storedBytes > free) throw storageFull(target.label, { needed: storedBytes, free });
    await noteManifest(target.#context, target.#files, manifest, signal);
    const meter = new TransferMeter(this.#context.clock, onProgress);
    meter.begin('download', 0, storedBytes);
    for (const { key } of manifest.files) {
      const from = await StoredBlob.open(this.#files, key);
      if (from) await copyBlob(from, target.#files, count => meter.add(count), signal);
    }
    await this.#discard(id);
  }

  async #known(id: string): Promise<Manifest | undefined> {
    return isModelId(id) ? readManifest(this.#files, id) : undefined;
  }

  async #manifest(id: string): Promise<Manifest> {
    const manifest = await this.#known(id);
    if (manifest) return manifest;
    throw new SanaError('model-not-found:stored', { model: id, store: this.label });
  }

  async #describe(manifest: Manifest): Promise<StoredModel> {
    const { id, title, needs, weights, files, sources } = manifest;
    let complete = true;
    let bytes = 0;
    let totalBytes = 0;
    for (const file of files) {
      const blob = await StoredBlob.open(this.#files, file.key);
      if (!blob || !isSettled(blob, file)) complete = false;
      const wanted = rangesLength(file.wanted ?? []);
      totalBytes += wanted;
      bytes += wanted - (blob ? rangesLength(blob.missing(file.wanted ?? [])) : wanted);
    }
    const storedBytes = await blobBytes(this.#files, new Set(files.map(({ key }) => key)));
    const [first] = sources;
    const source =
      first?.kind === 'hub' ? `${first.repo} at ${first.hubUrl}` : first?.kind === 'url' ? first.url : first?.label;
    return { id, title, complete, bytes, totalBytes, storedBytes, needs, weights, source: source ?? '' };
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
    const manifests = (await listManifests(this.#files)).filter(manifest => manifest.id !== id);
    const used = new Set(manifests.flatMap(({ files }) => files.map(({ key }) => key)));
    const doomed = (await listBlobs(this.#files)).filter(key => !used.has(key));
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

function fileIsBusy(): never {
  throw new SanaError('storage-busy:file');
}

function ignoreBusy(error: unknown): void {
  if (!(error instanceof SanaError) || error.code !== 'storage-busy') throw error;
}

/** Whether a model that was begun before can go on from this specification, possibly through another mirror. */
function isSameRepository(manifest: Manifest, { source, transformer }: ModelSpec): boolean {
  const wanted = transformer ? [source, transformer.source] : [source];
  if (wanted.length !== manifest.sources.length) return false;
  return manifest.sources.every((known, index) => {
    const other = wanted[index];
    return known.kind === 'hub' && other?.kind === 'hub' && known.repo === other.repo;
  });
}

async function copyBlob(
  from: StoredBlob,
  files: FileStore,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const to = await StoredBlob.create(files, from.key, from.size, from.packed);
  const writer = (await to.write()) ?? fileIsBusy();
  try {
    for (const extent of from.extents) {
      if (signal?.aborted) throw new SanaError('cancelled:move');
      if (to.missing([extent]).length > 0) {
        const bytes = await from.readExtent(extent);
        if ((await sha256(bytes)) !== extent.sha256) {
          throw new SanaError('file-corrupt:stored', {
            key: from.key,
          });
        }
        await writer.keep(extent.from, bytes);
      }
      onBytes(extent.to - extent.from);
    }
    if (from.verified && !to.verified) await writer.markVerified();
  } finally {
    await writer.close();
    await from.close();
  }
}
