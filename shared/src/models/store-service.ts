import { type ByteSource, type Folder, SanaError } from '@sana-studio/core';
import { anything, type ContractOf, openChannel, portWire, serve, transfer } from '@sana-studio/core/channel';
import type {
  ComputerFiles,
  ModelSpec,
  ModelStore,
  Needs,
  PartSpecs,
  SmallEncoder,
  StoredModel,
  TransferProgress,
  WeightFormat,
} from '@sana-studio/models';
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

/** A store in another thread, as pages see it; see ModelStore. */
export interface RemoteModelStore {
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
  },
  files: {
    folder: { args: one, result: anything },
    open: { args: [anything, anything], result: anything },
    read: { args: [anything, anything, anything], result: anything },
    close: { args: one, result: anything },
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
  const parts: StoreParts = { store: storePart(opening, picked), files: filesPart(openModel) };
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
  };
}

function filesPart(openModel: Kept['openModel']): RemoteFiles {
  const files = new Map<number, ByteSource>();
  let lastFile = 0;
  return {
    async folder(id) {
      const { label, parts } = await openModel(id);
      return { label, parts };
    },
    async open(id, path) {
      const source = await (await openModel(id)).open(path);
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
