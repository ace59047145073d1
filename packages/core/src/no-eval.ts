// By default zod tries out whether it may evaluate code, which policies of pages forbid and report, and looks at
// `navigator`, which extension hosts report. It does so when a schema is made: import this before anything else.

import { config } from 'zod/mini';

config({ jitless: true });
