import { type ErrorData, SanaError } from '@sana-studio/core';
import type { NamedServer, PanelServer, PanelServers, ServerReport } from '../host.ts';
import { serverEntries } from '../servers/servers.ts';
import type { Panel } from './effects.ts';
import { Observed } from './observed.ts';

/** What was last asked of a server, as long as it is of interest. */
export type ServerQuestion =
  | { readonly kind: 'testing' | 'asking'; readonly address: string }
  | { readonly kind: 'reported'; readonly address: string; readonly report: ServerReport }
  | { readonly kind: 'failed'; readonly address: string; readonly error: ErrorData; readonly again: () => void };

/** Tries, takes and forgets servers. */
export class ServerChoice {
  readonly known = new Observed<readonly PanelServer[]>([]);
  readonly question = new Observed<ServerQuestion | undefined>(undefined);
  readonly #panel: Panel;
  readonly #choose: (model: string) => Promise<void>;
  readonly #closing = new AbortController();
  #asking: AbortController | undefined;
  #isWatching = false;

  /** @param choose takes a model */
  constructor(panel: Panel, choose: (model: string) => Promise<void>) {
    this.#panel = panel;
    this.#choose = choose;
  }

  /** Follows what servers there are. */
  watch(): void {
    if (this.#isWatching) return;
    const onServers = (servers: readonly PanelServer[]) => this.known.set(servers);
    this.#isWatching = true;
    const watching = this.#servers?.watch({ onServers, signal: this.#closing.signal });
    // an engine page that was lost is asked anew when a server is; why it was lost is said then
    watching
      ?.catch(() => {})
      .finally(() => {
        this.#isWatching = false;
      });
  }

  /** Has it draw two small pictures, to tell what it makes of a request. */
  async test(server: NamedServer, model?: string): Promise<void> {
    await this.#ask('testing', server, async signal => {
      const report = await this.#servers?.test(server, model, { signal });
      return report && { kind: 'reported', address: server.address, report };
    });
  }

  /**
   * Remembers a server, and takes its first model, or the one that is named.
   * @returns whether it answered
   */
  async use(server: NamedServer, keep: boolean, model?: string): Promise<boolean> {
    let taken: PanelServer | undefined;
    await this.#ask('asking', server, async signal => {
      taken = await this.#servers?.use(server, { signal, keep });
      return undefined;
    });
    if (!taken) return false;
    const entries = serverEntries(taken);
    const named = model === undefined ? undefined : entries[taken.models.indexOf(model)];
    const chosen = named ?? entries[0];
    if (chosen) await this.#choose(chosen.id);
    return true;
  }

  async forget(address: string): Promise<void> {
    try {
      const gone = this.known.value.filter(server => server.address === address).flatMap(serverEntries);
      await this.#servers?.forget(address);
      for (const { id } of gone) this.#panel.dispatch({ type: 'removed', model: id });
    } catch (error) {
      this.#panel.dispatch({ type: 'failed', error });
    }
  }

  /** Ends the question under way, and takes away what the last one gave. */
  stop(): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.question.set(undefined);
  }

  dispose(): void {
    this.#closing.abort();
    this.#asking?.abort();
  }

  async #ask(
    kind: 'testing' | 'asking',
    server: NamedServer,
    ask: (signal: AbortSignal) => Promise<ServerQuestion | undefined>,
  ): Promise<void> {
    this.watch();
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { address } = server;
    this.question.set({ kind, address });
    try {
      const answer = await ask(asking.signal);
      if (this.#asking === asking) this.question.set(answer);
    } catch (error) {
      if (this.#asking !== asking) return;
      const again = () => void this.#ask(kind, server, ask);
      this.question.set({ kind: 'failed', address, error: SanaError.from(error).toData(), again });
    }
  }

  get #servers(): PanelServers | undefined {
    return this.#panel.host.servers;
  }
}
