// The script of the worker that keeps models.

import '@sana-studio/core/no-eval';
import '@sana-studio/shared/models-worker';
