// The script of the worker that keeps models in a webview.

import '../no-eval.ts';
import '@sana-studio/shared/models-worker';
