// What runs the pipeline in a browser.

export { type WebRuntime, type WebRuntimeOptions, webRuntime } from './runtime/web.ts';
export { webHost } from './worker/web-host.ts';
