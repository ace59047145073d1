import { type ErrorData, SanaError } from '@sana-studio/core';
import type { AboutLora, AdditionEntry, AdditionKind, PanelAdditions, PanelHost } from '../host.ts';
import { Observed } from './observed.ts';

/** What is known of LoRAs and ControlNets of this device, and what is going on with them. */
export interface KnownAdditions {
  readonly entries: readonly AdditionEntry[];
  /** Bytes that are here of what is being fetched, by `keyOf`. */
  readonly arriving: ReadonlyMap<string, number>;
  /** A reference is being looked up. */
  readonly looking: boolean;
  readonly failure: ErrorData | undefined;
  /** What files say of LoRAs, by id. */
  readonly about: ReadonlyMap<string, AboutLora>;
}

const NOTHING: KnownAdditions = {
  entries: [],
  arriving: new Map(),
  looking: false,
  failure: undefined,
  about: new Map(),
};

export const keyOf = ({ kind, id }: Pick<AdditionEntry, 'kind' | 'id'>) => `${kind} ${id}`;

/** LoRAs and ControlNets that are kept here, and those that can be fetched. */
export class AdditionLibrary {
  readonly known = new Observed(NOTHING);
  readonly #host: Pick<PanelHost, 'additions'>;
  readonly #downloads = new Map<string, { readonly abort: AbortController; readonly over: Promise<unknown> }>();
  readonly #asked = new Set<AdditionKind>();

  constructor(host: Pick<PanelHost, 'additions'>) {
    this.#host = host;
  }

  /** Lists what there is of a kind, once. */
  async look(kind: AdditionKind): Promise<void> {
    if (this.#asked.has(kind)) return;
    this.#asked.add(kind);
    await this.#attempt(additions => this.#list(additions, kind));
  }

  /** Looks a reference up. @returns what it stands for, with its size */
  async find(kind: AdditionKind, reference: string): Promise<AdditionEntry | undefined> {
    this.#tell({ looking: true, failure: undefined });
    const found = await this.#attempt(async additions => {
      const entry = await additions.lookUp(kind, reference);
      await this.#list(additions, kind);
      return entry;
    });
    this.#tell({ looking: false });
    return found;
  }

  /** Fetches one, whose terms the person has accepted; of a published one its size is asked first. @returns whether it is here */
  async fetch(entry: AdditionEntry): Promise<boolean> {
    const key = keyOf(entry);
    if (this.#downloads.has(key)) return false;
    const abort = new AbortController();
    this.#tell({ failure: undefined });
    this.#arriving(key, entry.bytes);
    const fetching = this.#attempt(async additions => {
      const { kind, id, licences } = entry;
      if (entry.totalBytes === undefined) await additions.lookUp(kind, id);
      if (licences.length > 0) await additions.acceptLicences(licences);
      const onProgress = ({ bytes }: { readonly bytes: number }) => this.#arriving(key, bytes);
      await additions.fetch(kind, id, { signal: abort.signal, onProgress });
      return true;
    });
    this.#downloads.set(key, { abort, over: fetching });
    const done = await fetching;
    this.#downloads.delete(key);
    this.#arriving(key, undefined);
    await this.#attempt(additions => this.#list(additions, entry.kind), false);
    return done === true;
  }

  pause(entry: AdditionEntry): void {
    this.#downloads.get(keyOf(entry))?.abort.abort();
  }

  async remove(entry: AdditionEntry): Promise<void> {
    this.pause(entry);
    // its files are open until then
    await this.#downloads.get(keyOf(entry))?.over;
    await this.#attempt(async additions => {
      await additions.remove(entry.kind, entry.id);
      await this.#list(additions, entry.kind);
    });
  }

  dispose(): void {
    for (const { abort } of this.#downloads.values()) abort.abort();
  }

  async #list(additions: PanelAdditions, kind: AdditionKind): Promise<void> {
    const listed = await additions.list(kind);
    this.#tell({ entries: [...this.known.value.entries.filter(entry => entry.kind !== kind), ...listed] });
    if (kind !== 'lora') return;
    for (const { id, complete } of listed) {
      if (!complete || this.known.value.about.has(id)) continue;
      const about = await additions.about(id);
      if (about) this.#tell({ about: new Map(this.known.value.about).set(id, about) });
    }
  }

  #arriving(key: string, bytes: number | undefined): void {
    const arriving = new Map(this.known.value.arriving);
    if (bytes === undefined) arriving.delete(key);
    else arriving.set(key, bytes);
    this.#tell({ arriving });
  }

  #tell(news: Partial<KnownAdditions>): void {
    this.known.set({ ...this.known.value, ...news });
  }

  /** @param tells whether what goes wrong is said */
  async #attempt<T>(job: (additions: PanelAdditions) => Promise<T>, tells = true): Promise<T | undefined> {
    const { additions } = this.#host;
    if (!additions) return undefined;
    try {
      return await job(additions);
    } catch (error) {
      const failure = SanaError.from(error).toData();
      if (tells && failure.code !== 'cancelled') this.#tell({ failure });
      return undefined;
    }
  }
}
