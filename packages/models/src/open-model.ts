import { type ModelFolder, openModelFolder } from '@sana-studio/core';
import type { ModelStore } from './model-store.ts';

/**
 * Opens a stored model for the pipeline, with the transformer from its original file where the model has one.
 * @throws SanaError `model-not-found`, `model-incomplete`, and what the core's openModelFolder throws
 */
export async function openStoredModel(store: ModelStore, id: string): Promise<ModelFolder> {
  return openModelFolder(await store.open(id));
}
