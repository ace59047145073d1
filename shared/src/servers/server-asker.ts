import { type Progress, type SafetyChoice, SanaError } from '@sana-studio/core';
import { anything, type ContractOf } from '@sana-studio/core/channel';
import type { PartialRequest } from '@sana-studio/core/request';
import { hostOf, isConfidential } from '@sana-studio/core/server';
import type { LoadedModel, NamedServer, PanelPicture, ServerReport } from '../host.ts';

/** What a server tells of itself. */
export interface ServerFacts {
  readonly engine: string;
  readonly models: readonly string[];
}

interface Stoppable {
  readonly signal: AbortSignal;
}

export interface ServerDrawOptions extends Stoppable {
  readonly safety: SafetyChoice;
  readonly onProgress: (progress: Progress) => void;
  readonly onPicture: (picture: PanelPicture, index: number) => void;
}

/** Asks servers, from where that is done: a worker of the page, or VS Code's extension host. */
export interface ServerAsker {
  /** @throws SanaError as `RemoteEngine.load` */
  look(server: NamedServer, options: Stoppable): Promise<ServerFacts>;
  test(server: NamedServer, model: string | undefined, options: Stoppable): Promise<ServerReport>;
  load(
    server: NamedServer,
    model: string | undefined,
    options: Stoppable,
  ): Promise<{ readonly model: LoadedModel; readonly server: ServerFacts }>;
  /** Pictures of a model of the server. @throws SanaError as `RemoteEngine.generate` */
  generate(
    server: NamedServer,
    model: string | undefined,
    request: PartialRequest,
    options: ServerDrawOptions,
  ): Promise<void>;
}

export const ASKER_VERSION = 1;

/** Both ends are of one build, and of one page: nothing is checked. */
export const ASKER: ContractOf<{ readonly asker: ServerAsker }> = {
  asker: {
    look: { args: [anything, anything], result: anything },
    test: { args: [anything, anything, anything], result: anything },
    load: { args: [anything, anything, anything], result: anything },
    generate: {
      args: [anything, anything, anything, anything],
      events: { onProgress: [anything], onPicture: [anything, anything] },
      result: anything,
    },
  },
};

/** Why a page cannot ask a server, if that can be known before: browsers keep pages that came by https from others. */
export function unreachableFrom(page: string, address: string): SanaError | undefined {
  const from = new URL(page);
  if (from.protocol !== 'https:' || isConfidential(address)) return undefined;
  return new SanaError('request-invalid:server-plain', { server: hostOf(address), page: from.host });
}
