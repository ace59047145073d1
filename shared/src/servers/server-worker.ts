// The script of the worker that asks servers: what reads their answers is in no page.

import { openChannel, portWire, serve } from '@sana-studio/core/channel';
import { browserDecoder } from './browser-decoder.ts';
import { ASKER, ASKER_VERSION } from './server-asker.ts';
import { servingAsker } from './serving-asker.ts';

// `self` has the type of a page's, which posts to windows
const page = self as unknown as Worker;
openChannel(portWire(page), { version: ASKER_VERSION, serves: serve(ASKER, { asker: servingAsker(browserDecoder) }) });
