import { type SafetyChoice, SanaError } from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import { isConfidential } from '@sana-studio/core/server';
import { hostOf, readServerReference, serverAddress, serverReference } from '@sana-studio/serving';
import type {
  GeneratePictureOptions,
  LoadedModel,
  ModelEntry,
  NamedServer,
  PanelServer,
  PanelServers,
  ServerReport,
  UseServerOptions,
  WatchServersOptions,
} from '../host.ts';
import type { ServerAsker, ServerFacts } from './server-asker.ts';
import type { KnownServer, ServerMemory } from './server-memory.ts';

export interface ServersOptions {
  readonly asker: () => ServerAsker;
  readonly memory: ServerMemory;
  readonly safety: () => Promise<SafetyChoice>;
  /** Looks at an address before anything is asked of it. @throws SanaError why it is not */
  readonly permit?: ((server: string) => Promise<void> | void) | undefined;
}

interface Stoppable {
  readonly signal: AbortSignal;
}

/** Servers that the person has chosen, their keys, and pictures from them. Nothing is asked of any other. */
export class Servers implements PanelServers {
  readonly #options: ServersOptions;
  readonly #listeners = new Set<() => Promise<void> | void>();
  #known: readonly KnownServer[] = [];
  readonly #read: Promise<void>;

  constructor(options: ServersOptions) {
    this.#options = options;
    this.#read = this.#recall();
  }

  /** The models of all of them. */
  async entries(): Promise<readonly ModelEntry[]> {
    await this.#read;
    return this.#known.flatMap(serverEntries);
  }

  /** @returns stops the calls */
  onChange(listener: () => Promise<void> | void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads again what is remembered: it was changed elsewhere. */
  async renew(): Promise<void> {
    await this.#recall();
    await Promise.all([...this.#listeners].map(listener => listener()));
  }

  async watch({ onServers, signal }: WatchServersOptions): Promise<void> {
    await this.#read;
    const tell = async () => {
      const servers = await this.list();
      if (!signal.aborted) onServers(servers);
    };
    await tell();
    const stop = this.onChange(tell);
    await new Promise<void>(resolve => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    stop();
  }

  async test(named: NamedServer, model: string | undefined, { signal }: Stoppable): Promise<ServerReport> {
    return this.#options.asker().test(await this.#access(named), model, { signal });
  }

  async use(named: NamedServer, { signal, keep = false }: UseServerOptions): Promise<PanelServer> {
    const access = await this.#access(named);
    const facts = await this.#options.asker().look(access, { signal });
    if (named.key !== undefined) await this.#options.memory.setKey(access.address, named.key, keep);
    await this.#remember(access.address, facts);
    const servers = await this.list();
    return servers.find(({ address }) => address === access.address)!;
  }

  async forget(address: string): Promise<void> {
    await this.#read;
    await this.#options.memory.setKey(address, undefined, false);
    await this.#write(this.#known.filter(known => known.address !== address));
  }

  /** Keeps a key for a server; undefined: forgets it. @throws SanaError `request-invalid` for what is no address */
  async setKey(address: string, key: string | undefined): Promise<void> {
    await this.#options.memory.setKey(serverAddress(address), key, true);
    await this.renew();
  }

  /** A model of a server, ready to be asked for pictures. */
  async load(id: string, { signal }: Stoppable): Promise<LoadedModel> {
    const { server, model } = await this.#chosen(id);
    const loaded = await this.#options.asker().load(await this.#access({ address: server }), model, { signal });
    await this.#remember(server, loaded.server);
    return loaded.model;
  }

  /** @param request its model is one of a server */
  async generate(request: PartialRequest, { signal, onProgress, onPicture }: GeneratePictureOptions): Promise<void> {
    const { server, model } = await this.#chosen(request.model ?? '');
    const [access, safety] = await Promise.all([this.#access({ address: server }), this.#options.safety()]);
    await this.#options.asker().generate(access, model, request, { signal, safety, onProgress, onPicture });
  }

  /** @throws SanaError for a model of a server that nobody here has chosen: a document may name any */
  async #chosen(id: string) {
    await this.#read;
    const reference = readServerReference(id);
    if (!reference) throw new SanaError('model-not-found:chosen', { model: id });
    const { server } = reference;
    if (this.#known.some(({ address }) => address === server)) return reference;
    throw new SanaError('model-not-found:server', { server: hostOf(server) });
  }

  async #access({ address, key }: NamedServer): Promise<NamedServer> {
    const server = serverAddress(address);
    const own = key ?? (await this.#options.memory.keyOf(server));
    await this.#options.permit?.(server);
    if (own !== undefined && !isConfidential(server)) {
      throw new SanaError('access-denied:server-plain-key', { server: hostOf(server) });
    }
    return { address: server, key: own };
  }

  /** All of them. */
  async list(): Promise<readonly PanelServer[]> {
    await this.#read;
    const { memory } = this.#options;
    return Promise.all(
      this.#known.map(async known => ({
        ...known,
        host: hostOf(known.address),
        hasKey: (await memory.keyOf(known.address)) !== undefined,
      })),
    );
  }

  async #recall(): Promise<void> {
    this.#known = await this.#options.memory.read();
  }

  async #remember(address: string, { engine, models }: ServerFacts): Promise<void> {
    const known: KnownServer = { address, engine, models };
    const before = this.#known.find(one => one.address === address);
    if (before && JSON.stringify({ ...before, isSetting: undefined }) === JSON.stringify(known)) return;
    const others = this.#known.filter(one => one !== before);
    await this.#write(
      before ? this.#known.map(one => (one === before ? { ...before, ...known } : one)) : [...others, known],
    );
  }

  async #write(known: readonly KnownServer[]): Promise<void> {
    await this.#options.memory.write(known);
    await this.renew();
  }
}

/** The models of a server, as the chooser shows them. */
export function serverEntries({ address, models }: Pick<PanelServer, 'address' | 'models'>): readonly ModelEntry[] {
  const named: readonly (string | undefined)[] = models.length === 0 ? [undefined] : models;
  return named.map(model => ({
    id: serverReference({ server: address, model }),
    title: titleOf(model),
    server: hostOf(address),
    state: { kind: 'ready' },
  }));
}

/** The last part of what may be a path or a repository. */
function titleOf(model = ''): string {
  const parts = model.split('/').filter(part => part !== '');
  return parts.at(-1) ?? model;
}
