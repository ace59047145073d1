// One of several windows at one store: does what it is told by message.

import { openBrowserModelStore } from '@sana-studio/models/web';
import { answerTo, type Command, PART_BYTES } from './obey.ts';

const store = openBrowserModelStore({ partBytes: PART_BYTES });

self.addEventListener('message', ({ data }: MessageEvent<Command>) => {
  void store.then(models => answerTo(models, undefined, data)).then(answer => self.postMessage(answer));
});
