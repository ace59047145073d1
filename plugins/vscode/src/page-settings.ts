// What the page is told in its HTML.

import { fields, listOf, number, oneOf, optional, text } from '@sana-studio/core/channel';

const string = text();

/** @throws if they are none */
export const readPageSettings = fields({
  locale: string,
  /** URLs of what the page fetches for its workers, which cannot. */
  resources: fields({
    engine: fields({ script: string, wasm: string }),
    /** The same where there is no graphics device, of half the size. */
    processorEngine: fields({ script: string, wasm: string }),
    modelsWorker: string,
    pngWorker: string,
  }),
  models: listOf(fields({ id: string, title: string, baseUrl: string })),
  device: oneOf(['auto', 'webgpu', 'wasm']),
  /** Bytes. */
  memoryBudget: optional(number({ min: 1 })),
  /** Base URL of the mirror that takes the hub's place. */
  mirror: optional(string),
  /** Address of a team's list of models. */
  team: optional(string),
});

export type PageSettings = ReturnType<typeof readPageSettings>;
