import { SanaError } from '@sana-studio/core';
import { MODEL_INDEX as INDEX } from '@sana-studio/shared';

/** Of browsers that give handles, which can be kept. */
interface FolderPicker {
  showDirectoryPicker?(options: { readonly mode: 'read' }): Promise<FileSystemDirectoryHandle>;
}

export interface ChosenFolder {
  readonly name: string;
  /** By path inside the model's folder. */
  readonly files: ReadonlyMap<string, File>;
}

/**
 * Asks for a folder with a model in it: by its handle where the browser has some, and otherwise the model in it. Must be
 * called while a click is handled.
 * @returns undefined if the person thought better of it
 * @throws SanaError `model-not-found`
 */
export async function chooseFolder(): Promise<FileSystemDirectoryHandle | ChosenFolder | undefined> {
  const { showDirectoryPicker } = window as FolderPicker;
  if (showDirectoryPicker) {
    try {
      return await showDirectoryPicker.call(window, { mode: 'read' });
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      if (name === 'AbortError') return undefined;
      // a frame of another site gets files, and no handles
      if (name !== 'SecurityError') throw error;
    }
  }
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
