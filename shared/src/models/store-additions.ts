import { SanaError } from '@sana-studio/core';
import {
  type AdditionKind,
  type AdditionSpec,
  additionSpec,
  CONTROLNETS,
  HUGGING_FACE,
  type StoredAddition,
} from '@sana-studio/models';
import type { AdditionEntry, FetchAdditionOptions, PanelAdditions } from '../host-additions.ts';
import type { RemoteAdditions, RemoteModelStore } from './store-service.ts';

export interface StoreAdditionsOptions {
  /** Asked anew every time, because what serves it may have to start again. */
  readonly store: () => RemoteAdditions & Pick<RemoteModelStore, 'facts' | 'acceptLicences'>;
  /** Base URL of the hub or of a mirror. */
  readonly hubUrl: () => Promise<string>;
  /** Address of a list that a team has set for everybody. */
  readonly team?: (() => Promise<string | undefined>) | undefined;
  /** Called when a download begins. */
  readonly onDownload?: (() => unknown) | undefined;
}

/** The LoRAs and ControlNets of a store, and the published ControlNets. */
export class StoreAdditions implements PanelAdditions {
  readonly #options: StoreAdditionsOptions;
  /** What a team offers, by id; asked for once. */
  #team: Promise<ReadonlyMap<string, AdditionSpec>> | undefined;

  constructor(options: StoreAdditionsOptions) {
    this.#options = options;
  }

  async list(kind: AdditionKind): Promise<readonly AdditionEntry[]> {
    const [stored, accepted] = await Promise.all([this.#options.store().additions(), this.#accepted()]);
    const here = stored.filter(one => one.kind === kind);
    const published = kind === 'controlnet' ? CONTROLNETS : [...(await this.#ofTeam()).values()];
    const offered = published.filter(({ id }) => !here.some(one => one.id === id));
    return [
      ...here.map(one => entryOf(one, accepted)),
      ...offered.map(({ id, title }): AdditionEntry => {
        const { licences } = additionSpec(kind, id)!;
        return { kind, id, title, bytes: 0, complete: false, licences: left(licences, accepted) };
      }),
    ];
  }

  async lookUp(kind: AdditionKind, reference: string): Promise<AdditionEntry> {
    const hubUrl = (await this.#options.hubUrl()) || HUGGING_FACE;
    const known = kind === 'lora' ? (await this.#ofTeam()).get(reference.trim()) : undefined;
    const spec = known ?? additionSpec(kind, reference.trim(), hubUrl);
    if (!spec) throw new SanaError('model-not-found:reference', { reference });
    return entryOf(await this.#options.store().lookUpAddition(spec), await this.#accepted());
  }

  async fetch(kind: AdditionKind, id: string, options: FetchAdditionOptions): Promise<void> {
    this.#options.onDownload?.();
    await this.#options.store().addAddition(kind, id, options);
  }

  acceptLicences(links: readonly string[]): Promise<void> {
    return this.#options.store().acceptLicences(links);
  }

  about(id: string) {
    return this.#options.store().aboutAddition('lora', id);
  }

  async remove(kind: AdditionKind, id: string): Promise<void> {
    await this.#options.store().removeAddition(kind, id);
  }

  #ofTeam(): Promise<ReadonlyMap<string, AdditionSpec>> {
    this.#team ??= (async () => {
      const url = await this.#options.team?.();
      const loras = url === undefined ? [] : await this.#options.store().teamLoras(url);
      return new Map(loras.map(lora => [lora.id, lora]));
    })();
    // the next time asks again; that the list cannot be read is told of with its models
    return this.#team.catch(() => {
      this.#team = undefined;
      return new Map();
    });
  }

  async #accepted(): Promise<readonly string[]> {
    return (await this.#options.store().facts()).licences;
  }
}

const left = (links: readonly string[], accepted: readonly string[]) => links.filter(link => !accepted.includes(link));

function entryOf(stored: StoredAddition, accepted: readonly string[]): AdditionEntry {
  return { ...stored, licences: left(stored.licences, accepted) };
}
