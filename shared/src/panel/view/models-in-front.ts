import type { ModelEntry } from '../../host.ts';
import { isHere } from './model-names.ts';

/** What is shown before the list of all models. */
export interface ModelsInFront {
  /** What is arriving, was stopped or looked up, and what is chosen and not here. */
  readonly begun: readonly ModelEntry[];
  /** What to begin with, as long as there is nothing better than a demo. */
  readonly offered: readonly ModelEntry[];
}

/** @param failed ids of models whose last download failed */
export function inFront(
  models: readonly ModelEntry[],
  chosen: string,
  failed: { has(id: string): boolean },
): ModelsInFront {
  const isBegun = ({ id, state: { kind }, removable }: ModelEntry) =>
    kind === 'downloading' || failed.has(id) || (kind === 'needs-download' && removable);
  const begun = models.filter(model => isBegun(model) || (model.id === chosen && !isHere(model)));
  const isSettled = models.some(model => (isHere(model) && !model.demo) || model.state.kind === 'downloading');
  const isOffered = (model: ModelEntry) =>
    model.recommended && model.state.kind === 'needs-download' && !begun.includes(model);
  return { begun, offered: isSettled ? [] : models.filter(isOffered) };
}
