import { SanaError } from '@sana-studio/core';
import { readServerReference } from '@sana-studio/serving';
import type { PanelEngine } from '../host.ts';

/** What draws on servers, as an engine does. */
export type ServerEngine = Pick<PanelEngine, 'load' | 'generate'>;

/** One engine of two: models of servers are drawn there, all others by the first. */
export function engineWithServers(local: PanelEngine, servers: ServerEngine): PanelEngine {
  const { read } = local;
  /** What is loaded is on a server: nobody here reads its prompts. */
  let isElsewhere = false;
  return {
    async load(model, options) {
      const isServed = readServerReference(model) !== undefined;
      const loaded = await (isServed ? servers : local).load(model, options);
      isElsewhere = isServed;
      return loaded;
    },
    generate: (request, options) =>
      (readServerReference(request.model ?? '') ? servers : local).generate(request, options),
    ...(read && {
      read: async (prompt, options) => {
        if (isElsewhere) throw new SanaError('model-not-found:none-loaded');
        return read.call(local, prompt, options);
      },
    }),
  };
}
