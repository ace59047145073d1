import type { OpenAddition } from '../addition.ts';
import { SanaError } from '../errors.ts';
import { type WebRuntimeOptions, webRuntime } from '../runtime/web.ts';
import { commonSources, type Sources } from './open-source.ts';
import type { EngineHost } from './server.ts';

/**
 * An engine in a browser.
 * @param sources further kinds of sources that it shall open
 * @param ownWasmBase where WebAssembly files are, if a call to load does not say; as in WebRuntimeOptions
 * @param openAddition finds LoRAs and ControlNets that requests name
 */
export function webHost(
  sources: Sources = {},
  ownWasmBase?: WebRuntimeOptions['wasmBase'],
  openAddition?: OpenAddition,
): EngineHost {
  return {
    openAddition,
    sources: { ...commonSources, ...sources },
    async startRuntime(device, { wasmBase = ownWasmBase }) {
      if (device !== 'cpu') return webRuntime({ device, wasmBase });
      throw new SanaError('device-unavailable:no-cpu', {
        device,
      });
    },
  };
}
