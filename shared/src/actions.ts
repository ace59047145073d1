import type { PictureAction } from './host.ts';
import { fileName } from './picture-name.ts';

/** Long enough for every browser to have begun reading. */
const RELEASE_AFTER_MS = 60_000;

/** Saves the picture where the browser puts downloads. */
export const downloadPicture: PictureAction = {
  id: 'download',
  async run({ png, request, replaced }) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(png);
    link.download = fileName(request, replaced);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_AFTER_MS);
    return undefined;
  },
};
