// The script of PngEncoder's worker.

import { encodePng } from '@sana-studio/core';
import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { PNG, PNG_VERSION, type PngParts } from './png-encoder.ts';

const parts: PngParts = {
  png: {
    encode: async (picture, request) => new Blob([await encodePng(picture, request)], { type: 'image/png' }),
  },
};
// `self` has the type of a page's, which posts to windows
const page = self as unknown as Worker;
openChannel(portWire(page), { version: PNG_VERSION, serves: serve(PNG, parts) });
