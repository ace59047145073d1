import { SanaError } from '@sana-studio/core';
import { fileName, type PictureAction } from '@sana-studio/shared';

/** Long enough for every browser to have begun reading. */
const RELEASE_AFTER_MS = 60_000;

export const downloadAction: PictureAction = {
  id: 'download',
  async run({ png, request }) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(png);
    link.download = fileName(request);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_AFTER_MS);
    return undefined;
  },
};

/** @param copied gives what to say afterwards */
export function copyAction(copied: () => string): PictureAction {
  return {
    id: 'copy',
    async run({ png }) {
      try {
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
        return copied();
      } catch (error) {
        throw new SanaError(
          'storage-failed',
          'The browser does not let this page use the clipboard; download the picture instead.',
          { detail: String(error) },
          error,
        );
      }
    },
  };
}
