import type { PickedFile } from './picked-files.ts';

/** Of browsers that give handles, which can be kept. */
interface FilePicker {
  showOpenFilePicker?(): Promise<FileSystemFileHandle[]>;
}

/**
 * Asks for a file with weights, of any name: those of Ollama have none that says what they are. Must be called while a click is handled.
 * @returns undefined if the person thought better of it
 */
export async function chooseWeightFile(): Promise<PickedFile | undefined> {
  const { showOpenFilePicker } = window as FilePicker;
  if (showOpenFilePicker) {
    try {
      return (await showOpenFilePicker.call(window))[0];
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      if (name === 'AbortError') return undefined;
      // a frame of another site gets files, and no handles
      if (name !== 'SecurityError') throw error;
    }
  }
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
