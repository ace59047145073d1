import { closingFolder } from '../files/closing-folder.ts';
import { checkTensors } from '../tensors/checked.ts';
import type { Folder } from '../tensors/tensors.ts';
import { folderTokenizer, type ModelFolder } from './model-folder.ts';
import { openPartTensors, PARTS, readPartConfig } from './parts.ts';

/** A language model that can be asked. */
export interface Asker extends Pick<ModelFolder, 'textEncoder' | 'tokenizer'> {
  readonly label: string;
  /** Closes every file. */
  close(): Promise<void>;
}

/**
 * Opens a Gemma-2 as transformers keeps one, such as google/shieldgemma-2b: config.json, tokenizer.json and weights in one
 * folder.
 * @throws SanaError as openModelFolder; every opened file is closed again then
 */
export async function openAsker(folder: Folder): Promise<Asker> {
  const closing = closingFolder({
    label: folder.label,
    open: path => folder.open(path.replace(/^(?:text_encoder|tokenizer)\//, '')),
  });
  const part = PARTS.textEncoder;
  try {
    const config = await readPartConfig(closing, part);
    const tensors = await openPartTensors(closing, part);
    checkTensors(tensors, part.tensors(config));
    const tokenizer = await folderTokenizer(closing);
    return { label: folder.label, textEncoder: { config, tensors }, tokenizer, close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
