import { type ByteSource, type Folder, SanaError } from '@sana-studio/core';
import type { ModelSpec, ModelStore, StoredModel, TransferProgress, WeightFormat } from '@sana-studio/models';
import type { RemoteCaller } from '../remote/remote-caller.ts';
import { type Handler, serveCalls } from '../remote/serve-calls.ts';

/** What there is to know about a store itself. */
export interface StoreFacts {
  /** Whether models outlive the page. */
  readonly persistent: boolean;
  /** Bytes that can still be stored, where somebody knows. */
  readonly freeBytes?: number | undefined;
  /** Links to what was accepted. */
  readonly licences: readonly string[];
}

/** Gives a store to whoever is at the other end of `port`: a page, or the worker of an engine. */
export function serveModelStore(port: MessagePort, opening: Promise<ModelStore>): void {
  const files = new Map<number, ByteSource>();
  let lastFile = 0;
  const handlers: Readonly<Record<string, Handler>> = {
    facts: async (): Promise<StoreFacts> => {
      const store = await opening;
      const [freeBytes, licences] = await Promise.all([store.freeBytes(), store.acceptedLicences()]);
      return { persistent: store.persistent, freeBytes, licences };
    },
    list: async () => (await opening).list(),
    prepare: async ({ signal }, spec: ModelSpec, weights: WeightFormat) =>
      (await opening).prepare(spec, { weights, signal }),
    add: async ({ signal, emit }, spec: ModelSpec, weights?: WeightFormat) =>
      (await opening).add(spec, { weights, signal, onProgress: progress => emit('onProgress', progress) }),
    remove: async (_, id: string) => (await opening).remove(id),
    acceptLicences: async (_, links: readonly string[]) => (await opening).acceptLicences(links),
    open: async (_, id: string) => {
      const { label, transformerPath } = await (await opening).open(id);
      return { label, transformerPath } satisfies Omit<Folder, 'open'>;
    },
    openFile: async (_, id: string, path: string) => {
      const source = await (await (await opening).open(id)).open(path);
      if (!source) return undefined;
      files.set(++lastFile, source);
      return { file: lastFile, size: source.size };
    },
    readFile: async (_, file: number, offset: number, length: number) => {
      const source = files.get(file);
      if (!source) throw new SanaError('internal:closed-file');
      return source.read(offset, length);
    },
    closeFile: async (_, file: number) => {
      await files.get(file)?.close?.();
      files.delete(file);
    },
  };
  serveCalls(port, handlers);
}

/** A served store, as pages see it. */
export class RemoteModelStore {
  readonly #caller: RemoteCaller;

  constructor(caller: RemoteCaller) {
    this.#caller = caller;
  }

  async facts(): Promise<StoreFacts> {
    return (await this.#caller.call('facts', [])) as StoreFacts;
  }

  async list(): Promise<readonly StoredModel[]> {
    return (await this.#caller.call('list', [])) as readonly StoredModel[];
  }

  /** As ModelStore.prepare. */
  async prepare(spec: ModelSpec, weights: WeightFormat): Promise<StoredModel> {
    return (await this.#caller.call('prepare', [spec, weights])) as StoredModel;
  }

  /** As ModelStore.add. @param weights default: as they are kept already */
  async add(
    spec: ModelSpec,
    weights: WeightFormat | undefined,
    signal: AbortSignal,
    onProgress: (progress: TransferProgress) => void,
  ): Promise<StoredModel> {
    return (await this.#caller.call('add', [spec, weights], { signal, callbacks: { onProgress } })) as StoredModel;
  }

  /** As ModelStore.remove. */
  async remove(id: string): Promise<void> {
    await this.#caller.call('remove', [id]);
  }

  async acceptLicences(links: readonly string[]): Promise<void> {
    await this.#caller.call('acceptLicences', [links]);
  }
}

/** A model of a served store, for the core. @throws SanaError as ModelStore.open */
export async function remoteModelFolder(caller: RemoteCaller, id: string): Promise<Folder> {
  const opened = (await caller.call('open', [id])) as Omit<Folder, 'open'>;
  return {
    ...opened,
    async open(path) {
      const found = (await caller.call('openFile', [id, path])) as { file: number; size: number } | undefined;
      if (!found) return undefined;
      const { file, size } = found;
      return {
        label: path,
        size,
        read: async (offset, length) => (await caller.call('readFile', [file, offset, length])) as Uint8Array,
        close: async () => void (await caller.call('closeFile', [file])),
      };
    },
  };
}
