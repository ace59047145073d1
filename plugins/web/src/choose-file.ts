import type { PickedFile } from '@sana-studio/shared';

/** Of browsers that give handles, which can be kept. */
interface FilePicker {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
}

const KINDS = ['.gguf', '.safetensors'] as const;

/**
 * Asks for a file with weights. Must be called while a click is handled.
 * @returns undefined if the person thought better of it
 */
export async function chooseWeightFile(): Promise<PickedFile | undefined> {
  const { showOpenFilePicker } = window as FilePicker;
  if (showOpenFilePicker) {
    const types = [{ accept: { 'application/octet-stream': KINDS } }];
    const [handle] = await showOpenFilePicker.call(window, { types }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') return [];
      throw error;
    });
    return handle;
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = KINDS.join();
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
