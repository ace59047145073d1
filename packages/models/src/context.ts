import { type Credential, SanaError } from '@sana-studio/core';
import { type Clock, systemClock } from './clock.ts';
import { type CreateHasher, wasmHasher } from './digest.ts';
import { hubRemote } from './hub-remote.ts';
import type { OpenLocal } from './model-parts.ts';
import { Questions } from './questions.ts';
import type { HttpOptions } from './range-client.ts';
import { PART_BYTES, type ReceiveOptions } from './receive.ts';
import type { Remote, Source } from './remote.ts';
import { urlRemote } from './url-remote.ts';

export interface StoreOptions {
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  /** 0…1, for the jitter between attempts. */
  readonly random?: () => number;
  /** What opens repositories that are not for everybody; each goes to its own origin alone. */
  readonly credentials?: readonly Credential[] | undefined;
  readonly createHasher?: CreateHasher;
  /** Opens parts of models that are on this computer; without it there are none. */
  readonly openLocal?: OpenLocal | undefined;
  /** Requests under way at the same time. */
  readonly connections?: number;
  /** What is written and journalled at once, in bytes. */
  readonly partBytes?: number;
  /** Failures in a row, without a byte in between, after which a download ends. */
  readonly attempts?: number;
}

/** StoreOptions with what they leave open filled in. */
export class Context {
  readonly http: HttpOptions;
  readonly clock: Clock;
  readonly createHasher: CreateHasher;
  readonly connections: number;
  readonly openLocal: OpenLocal;
  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    const { fetch, clock = systemClock, credentials, createHasher = wasmHasher, connections = 4 } = options;
    this.http = { ...(fetch && { fetch }), clock, credentials };
    this.clock = clock;
    this.createHasher = createHasher;
    this.connections = connections;
    this.openLocal = options.openLocal ?? (async () => undefined);
    this.#options = options;
  }

  receiving(signal?: AbortSignal, onBytes?: (count: number) => void): ReceiveOptions {
    const { attempts, random, partBytes = PART_BYTES } = this.#options;
    const retry = { clock: this.clock, ...(attempts !== undefined && { attempts }), ...(random && { random }) };
    return { retry, partBytes, signal, onBytes };
  }

  /** What is asked before anything is fetched, of all places of a model together. */
  questions(): Questions {
    return new Questions(this.http);
  }

  /** The place that was written down; undefined for a folder that was at hand only then. */
  remote(source: Source, questions: Questions): Remote | undefined {
    if (source.kind === 'hub') return hubRemote(source, this.http, questions);
    if (source.kind !== 'url') return undefined;
    const { url, wholeFiles } = source;
    return urlRemote(url, { ...this.http, wholeFiles }, questions);
  }
}

/** @throws SanaError `storage-busy` */
export function busy(what: string): never {
  throw new SanaError('storage-busy:process', { what });
}
