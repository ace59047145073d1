// The script of the worker that asks servers for pictures.

import '@sana-studio/core/no-eval';
import '@sana-studio/shared/server-worker';
