// What a shell tells the panel of servers that draw: part of the interface in host.ts.

import type { FieldName } from '@sana-studio/core/request';

/** A server that the person has chosen: no other is ever asked for anything. */
export interface PanelServer {
  /** e.g. `https://gpu.example:30000` */
  readonly address: string;
  /** What people know it by: `gpu.example:30000`. */
  readonly host: string;
  /** Name of what draws there, as far as it is known. */
  readonly engine: string;
  /** What the server calls its models; empty where it has one without a name. */
  readonly models: readonly string[];
  /** It is shown a key. */
  readonly hasKey: boolean;
  /** It comes from a setting, where it is taken away as well. */
  readonly isSetting?: boolean | undefined;
}

/** A server as a person names it. */
export interface NamedServer {
  readonly address: string;
  /** Default: the one that is kept for it. */
  readonly key?: string | undefined;
}

/** What a server made of two small pictures of unequal sides and one seed. */
export interface ServerReport {
  readonly host: string;
  readonly engine: string;
  readonly models: readonly string[];
  /** The one that has drawn. */
  readonly model: string | undefined;
  /** Whether its size and steps are known by its name. */
  readonly recognised: boolean;
  readonly size: 'as-asked' | 'swapped' | { readonly width: number; readonly height: number };
  /** Whether the same seed made the same picture twice. */
  readonly seed: 'same' | 'differs';
  /** Of one picture. */
  readonly seconds: number;
  readonly format: 'PNG' | 'JPEG' | 'WebP';
  /** What draws there is known to make of a seed what is made of it here. */
  readonly likeHere: boolean;
  /** Fields of a request that cannot be asked for there. */
  readonly lacks: readonly FieldName[];
}

export interface WatchServersOptions {
  readonly onServers: (servers: readonly PanelServer[]) => void;
  readonly signal: AbortSignal;
}

export interface UseServerOptions {
  readonly signal: AbortSignal;
  /** The key is to be there at the next visit. Default: no; where keys are kept by the system, always. */
  readonly keep?: boolean | undefined;
}

/** The servers a person can have pictures drawn on. */
export interface PanelServers {
  /** Gives the servers at once and after each change. Resolves when `signal` is aborted. */
  watch(options: WatchServersOptions): Promise<void>;
  /**
   * Has two small pictures drawn of words that are nobody's. Remembers nothing.
   * @param model default: the first
   * @throws SanaError what can happen with a server; `request-invalid` for what is no address
   */
  test(
    server: NamedServer,
    model: string | undefined,
    options: { readonly signal: AbortSignal },
  ): Promise<ServerReport>;
  /** Asks a server for its models and remembers it. @throws SanaError as `test` */
  use(server: NamedServer, options: UseServerOptions): Promise<PanelServer>;
  /** Forgets a server and its key. @throws SanaError */
  forget(address: string): Promise<void>;
}
