import { SanaError } from '@sana-studio/core';

/** What every model folder has at its top. */
const INDEX = 'model_index.json';

export interface ChosenFolder {
  readonly name: string;
  /** By path inside the model's folder. */
  readonly files: ReadonlyMap<string, File>;
}

/**
 * Asks for a folder with a model in it. Must be called while a click is handled.
 * @returns undefined if the person thought better of it
 * @throws SanaError `model-not-found`
 */
export async function chooseFolder(): Promise<ChosenFolder | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  const files = await new Promise<readonly File[]>(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
  return files.length === 0 ? undefined : modelIn(files);
}

/** The model among files of a folder: the topmost one with an index. */
export function modelIn(files: readonly File[]): ChosenFolder {
  const index = files
    .map(({ webkitRelativePath }) => webkitRelativePath)
    .filter(path => path.endsWith(`/${INDEX}`))
    .sort((a, b) => a.length - b.length)[0];
  if (index === undefined) {
    throw new SanaError('model-not-found:picked', { file: INDEX });
  }
  const base = index.slice(0, -INDEX.length);
  const inside = files.filter(({ webkitRelativePath }) => webkitRelativePath.startsWith(base));
  return {
    name: base.split('/').at(-2) ?? base,
    files: new Map(inside.map(file => [file.webkitRelativePath.slice(base.length), file])),
  };
}
