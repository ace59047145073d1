import { type Addition, type ByteSource, type Folder, type OpenAddition, SanaError } from '@sana-studio/core';
import { anything, type ContractOf, openChannel, portWire, serve, transfer } from '@sana-studio/core/channel';
import type {
  AdditionKind,
  AdditionSpec,
  ComputerFiles,
  ModelSpec,
  ModelStore,
  Needs,
  PartSpecs,
  SmallEncoder,
  StoredAddition,
  StoredModel,
  TransferProgress,
  WeightFormat,
} from '@sana-studio/models';
import { type AboutLora, aboutLora } from './about-lora.ts';
import type { PickedFile, PickedFiles } from './picked-files.ts';

/** What there is to know about a store itself. */
export interface StoreFacts {
  /** Whether models outlive the page. */
  readonly persistent: boolean;
  /** Bytes that can still be stored, where somebody knows. */
  readonly freeBytes?: number | undefined;
  /** Links to what was accepted. */
  readonly licences: readonly string[];
}

interface AddOptions {
  /** Default: what every picture needs. */
  readonly needs?: Partial<Needs>;
  /** Default: as they are kept already. */
  readonly weights?: WeightFormat | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
}

/** The LoRAs and ControlNets of a store in another thread; see Additions. */
export interface RemoteAdditions {
  additions(): Promise<readonly StoredAddition[]>;
  teamLoras(address: string): Promise<readonly AdditionSpec[]>;
  lookUpAddition(spec: AdditionSpec): Promise<StoredAddition>;
  addAddition(
    kind: AdditionKind,
    id: string,
    options: Pick<AddOptions, 'signal' | 'onProgress'>,
  ): Promise<StoredAddition>;
  /** What its files say of it. */
  aboutAddition(kind: AdditionKind, id: string): Promise<AboutLora | undefined>;
  removeAddition(kind: AdditionKind, id: string): Promise<void>;
}

/** A store in another thread, as pages see it; see ModelStore. */
export interface RemoteModelStore extends RemoteAdditions {
  facts(): Promise<StoreFacts>;
  list(): Promise<readonly StoredModel[]>;
  prepare(spec: ModelSpec, weights: WeightFormat): Promise<StoredModel>;
  teamModels(address: string): Promise<readonly ModelSpec[]>;
  smallEncoder(hubUrl: string): Promise<SmallEncoder>;
  setParts(id: string, parts: PartSpecs): Promise<StoredModel>;
  /** Has a file of this computer be found later. @returns what to call it then; see PickedFiles */
  keepFile(file: PickedFile): Promise<string>;
  add(spec: ModelSpec, options: AddOptions): Promise<StoredModel>;
  remove(id: string): Promise<void>;
  acceptLicences(links: readonly string[]): Promise<void>;
}

/** The files of stored models, as an engine's worker sees them. */
interface RemoteFiles {
  folder(id: string): Promise<Omit<Folder, 'open'>>;
  open(id: string, path: string): Promise<{ readonly file: number; readonly size: number } | undefined>;
  read(file: number, offset: number, length: number): Promise<Uint8Array>;
  close(file: number): Promise<void>;
  /** A LoRA or ControlNet that is here whole; its `id` is for `folder` and `open`. */
  addition(
    kind: AdditionKind,
    name: string,
  ): Promise<(Pick<Addition, 'place' | 'name'> & { readonly id: string }) | undefined>;
}

export interface StoreParts {
  readonly store: RemoteModelStore;
  readonly files: RemoteFiles;
}

/** Both ends are of one build, and of one page: nothing is checked. */
const one = [anything];
export const STORE_VERSION = 1;
export const STORE: ContractOf<StoreParts> = {
  store: {
    facts: { args: [], result: anything },
    list: { args: [], result: anything },
    prepare: { args: [anything, anything], result: anything },
    teamModels: { args: one, result: anything },
    smallEncoder: { args: one, result: anything },
    setParts: { args: [anything, anything], result: anything },
    keepFile: { args: one, result: anything },
    add: { args: [anything, anything], events: { onProgress: one }, result: anything },
    remove: { args: one, result: anything },
    acceptLicences: { args: one, result: anything },
    additions: { args: [], result: anything },
    teamLoras: { args: one, result: anything },
    lookUpAddition: { args: one, result: anything },
    addAddition: { args: [anything, anything, anything], events: { onProgress: one }, result: anything },
    aboutAddition: { args: [anything, anything], result: anything },
    removeAddition: { args: [anything, anything], result: anything },
  },
  files: {
    folder: { args: one, result: anything },
    open: { args: [anything, anything], result: anything },
    read: { args: [anything, anything, anything], result: anything },
    close: { args: one, result: anything },
    addition: { args: [anything, anything], result: anything },
  },
};

/** What brings the worker that keeps models the port to what its page can have read. */
export const COMPUTER_MESSAGE = 'sana-computer-files';

export const COMPUTER: ContractOf<{ readonly computer: ComputerFiles }> = {
  computer: {
    find: { args: [], result: anything },
    open: { args: [anything, anything], result: anything },
    read: { args: [anything, anything, anything], result: anything },
    close: { args: one, result: anything },
  },
};

interface Kept {
  readonly opening: Promise<ModelStore>;
  readonly picked: PickedFiles;
  /** As the store's `open`, and what else has a name here. */
  openModel(id: string): Promise<Folder>;
}

/** Gives a store to whoever is at the other end of `port`: a page, or the worker of an engine. */
export function serveModelStore(port: MessagePort, { opening, picked, openModel }: Kept): void {
  const parts: StoreParts = { store: storePart(opening, picked), files: filesPart(opening, openModel) };
  openChannel(portWire(port), { version: STORE_VERSION, serves: serve(STORE, parts) });
}

function storePart(opening: Promise<ModelStore>, picked: PickedFiles): RemoteModelStore {
  return {
    async facts() {
      const store = await opening;
      const [freeBytes, licences] = await Promise.all([store.freeBytes(), store.acceptedLicences()]);
      return { persistent: store.persistent, freeBytes, licences };
    },
    list: async () => (await opening).list(),
    prepare: async (spec, weights) => (await opening).prepare(spec, { weights }),
    smallEncoder: async hubUrl => (await opening).smallEncoder(hubUrl),
    setParts: async (id, parts) => (await opening).setParts(id, parts),
    keepFile: file => picked.keep(file),
    teamModels: async address => (await opening).teamModels(address),
    add: async (spec, options) => (await opening).add(spec, options),
    remove: async id => (await opening).remove(id),
    acceptLicences: async links => (await opening).acceptLicences(links),
    additions: async () => (await opening).additions.list(),
    teamLoras: async address => (await opening).teamLoras(address),
    lookUpAddition: async spec => (await opening).additions.lookUp(spec),
    addAddition: async (kind, id, options) => (await opening).additions.fetch(kind, id, options),
    async aboutAddition(kind, id) {
      const about = kind === 'lora' ? await (await opening).additions.about(kind, id) : undefined;
      return about && aboutLora(about);
    },
    removeAddition: async (kind, id) => void (await (await opening).additions.remove(kind, id)),
  };
}

function filesPart(opening: Promise<ModelStore>, openModel: Kept['openModel']): RemoteFiles {
  const files = new Map<number, ByteSource>();
  const additions = new Map<string, Folder>();
  let lastFile = 0;
  const openFolder = async (id: string) => additions.get(id) ?? openModel(id);
  return {
    async folder(id) {
      const { label, parts } = await openFolder(id);
      return { label, parts };
    },
    async open(id, path) {
      const source = await (await openFolder(id)).open(path);
      if (!source) return undefined;
      files.set(++lastFile, source);
      return { file: lastFile, size: source.size };
    },
    async read(file, offset, length) {
      const source = files.get(file);
      if (!source) throw new SanaError('internal:closed-file');
      const bytes = await source.read(offset, length);
      return transfer(bytes, [bytes.buffer]);
    },
    async close(file) {
      await files.get(file)?.close?.();
      files.delete(file);
    },
    async addition(kind, name) {
      const found = await (await opening).additions.open(kind, name);
      if (!found) return undefined;
      // no model's id has a character that ends a line
      const id = `${kind}\n${name}`;
      additions.set(id, found.folder);
      return { id, place: found.place, name: found.name };
    },
  };
}

/** A model of a served store, for the core. @throws SanaError as ModelStore.open */
export async function remoteModelFolder(files: RemoteFiles, id: string): Promise<Folder> {
  return {
    ...(await files.folder(id)),
    async open(path) {
      const found = await files.open(id, path);
      if (!found) return undefined;
      const { file, size } = found;
      return {
        label: path,
        size,
        read: (offset, length) => files.read(file, offset, length),
        close: () => files.close(file),
      };
    },
  };
}

/** Finds what a served store has of LoRAs and ControlNets, for the core. */
export function remoteAdditions(files: Promise<RemoteFiles>): OpenAddition {
  return async (kind, name) => {
    const found = await (await files).addition(kind, name);
    if (!found) return undefined;
    return { folder: await remoteModelFolder(await files, found.id), place: found.place, name: found.name };
  };
}
