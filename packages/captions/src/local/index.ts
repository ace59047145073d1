// Models that run here by transformers.js. Apart from the rest: 400 kB of a bundle, and what it loads it keeps.

import type { LocalModelId } from '../captioners/local.ts';
import { openFlorence } from './florence.ts';
import { openSmolvlm } from './smolvlm.ts';
import type { VisionModel, VisionModelOptions } from './vision-model.ts';

export { FLORENCE_TASKS, openFlorence } from './florence.ts';
export { openSmolvlm } from './smolvlm.ts';
export type { Described, VisionModel, VisionModelOptions } from './vision-model.ts';

const OPENERS: Readonly<Record<LocalModelId, (options: VisionModelOptions) => Promise<VisionModel>>> = {
  'florence-2-base': openFlorence,
  'smolvlm-256m': openSmolvlm,
};

/** @throws SanaError `runtime-failed`, `config-invalid`, and what reading the folder throws */
export function openLocalModel(id: LocalModelId, options: VisionModelOptions): Promise<VisionModel> {
  return OPENERS[id](options);
}
