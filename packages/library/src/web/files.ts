import type { EngineFiles, EngineOptions, ModelChoice } from '../api.ts';

/** What holds for every engine that is opened later and does not say otherwise. */
export interface Configuration {
  /** Where the worker and its WebAssembly lie; a folder also has the model, as `sana-mini/`, unless `model` says otherwise. */
  readonly files?: EngineOptions['files'];
  /** Which model engines open that do not say one. */
  readonly model?: ModelChoice | undefined;
}

let configured: Configuration = {};

/** Says once for all engines of this page where their files lie and which model they open. */
export function configure(configuration: Configuration): void {
  configured = { ...configured, ...configuration };
}

export function configuration(): Configuration {
  return configured;
}

/** An address, also where it is relative to the page. */
export function addressOf(place: URL | string): string {
  const base = typeof document === 'undefined' ? globalThis.location?.href : document.baseURI;
  return new URL(place, base).href;
}

const isFolder = (files: EngineOptions['files']): files is URL | string =>
  typeof files === 'string' || files instanceof URL;

/** The folder that was said to have everything, with a slash at its end. */
export function folderOf(files: EngineOptions['files']): string | undefined {
  return isFolder(files) ? addressOf(files).replace(/\/?$/, '/') : undefined;
}

/** Vite before 8 has a page's packages in development in a folder of its own, without what lies beside their scripts. */
const MOVED = /\/node_modules\/\.vite\/deps\//;

/** Where a file beside this script lies. */
const beside = (file: URL) => String(file).replace(MOVED, '/node_modules/sana-studio/dist/');

/** Addresses of what an engine loads. Bundlers find the files by these very expressions, and put them beside the page's. */
export function filesOf(files: EngineOptions['files']): Readonly<Record<keyof EngineFiles, string>> {
  const folder = folderOf(files);
  const said: EngineFiles = isFolder(files) ? {} : (files ?? {});
  if (folder !== undefined) {
    return { worker: `${folder}engine-worker.js`, wasm: `${folder}ort-wasm-simd-threaded.asyncify.wasm` };
  }
  // some bundlers make addresses of these that are relative to the page
  return {
    worker: addressOf(said.worker ?? beside(new URL('./engine-worker.js', import.meta.url))),
    wasm: addressOf(said.wasm ?? beside(new URL('./ort-wasm-simd-threaded.asyncify.wasm', import.meta.url))),
  };
}
