// The script of the engine's worker in a browser.

import { serveEngine } from './server.ts';
import { webHost } from './web-host.ts';

serveEngine(webHost());
