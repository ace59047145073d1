import { SanaError } from '../errors.ts';
import { webRuntime } from '../runtime/web.ts';
import type { EngineHost } from './server.ts';
import { commonSources, type Sources } from './sources.ts';

/** An engine in a browser. @param sources further kinds of sources that it shall open */
export function webHost(sources: Sources = {}): EngineHost {
  return {
    sources: { ...commonSources, ...sources },
    async startRuntime(device, { wasmBase }) {
      if (device !== 'cpu') return webRuntime({ device, wasmBase });
      throw new SanaError('device-unavailable', 'A browser has no device “cpu”. Choose auto, webgpu or wasm.', {
        device,
      });
    },
  };
}
