// What runs the pipeline in a browser.

export { isRuntimeThread } from './runtime/threads.ts';
export { type WebRuntime, type WebRuntimeOptions, webRuntime } from './runtime/web.ts';
export { webHost } from './worker/web-host.ts';
