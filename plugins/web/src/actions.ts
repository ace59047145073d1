import { SanaError } from '@sana-studio/core';
import type { PictureAction } from '@sana-studio/shared';

/** @param copied gives what to say afterwards */
export function copyAction(copied: () => string): PictureAction {
  return {
    id: 'copy',
    async run({ png }) {
      try {
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
        return copied();
      } catch (error) {
        throw new SanaError('storage-failed:clipboard', { detail: String(error) }, error);
      }
    },
  };
}
