// The script of PngEncoder's worker.

import { encodePng, SanaError } from '@sana-studio/core';
import type { PngAnswer, PngTask } from './png-encoder.ts';

self.addEventListener('message', async ({ data: { id, picture, request } }: MessageEvent<PngTask>) => {
  let answer: PngAnswer;
  try {
    answer = { id, png: new Blob([await encodePng(picture, request)], { type: 'image/png' }) };
  } catch (error) {
    answer = { id, error: SanaError.from(error).toData() };
  }
  self.postMessage(answer);
});
