// The script of the engine's worker.

import '@sana-studio/core/no-eval';

import { webHost } from '@sana-studio/core/web';
import { serveEngine } from '@sana-studio/core/worker';
import { storedSource } from '@sana-studio/shared/stored-source';

const { sources, openAddition } = storedSource();
serveEngine(webHost(sources, undefined, openAddition));
