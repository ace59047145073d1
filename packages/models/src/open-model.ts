import { type ModelFolder, openModelFolder, openTensorFile } from '@sana-studio/core';
import type { ModelStore } from './model-store.ts';

/**
 * Opens a stored model for the pipeline, with the transformer from its original file where the model has one.
 * @throws SanaError `model-not-found`, `model-incomplete`, and what the core's openModelFolder throws
 */
export async function openStoredModel(store: ModelStore, id: string): Promise<ModelFolder> {
  const folder = await store.open(id);
  const source = folder.transformerPath === undefined ? undefined : await folder.open(folder.transformerPath);
  try {
    const transformer = source && (await openTensorFile(source)).reader;
    const model = await openModelFolder(folder, { transformer });
    return {
      ...model,
      close: async () => {
        await model.close();
        await source?.close?.();
      },
    };
  } catch (error) {
    await source?.close?.();
    throw error;
  }
}
