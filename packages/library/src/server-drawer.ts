import { Credential, encodePng, safetyGuard } from '@sana-studio/core';
import { type PictureDecoder, RemoteEngine, serverAddress } from '@sana-studio/serving';
import type { EngineOptions } from './api.ts';
import { decodeFile } from './decode.ts';
import type { Drawer } from './drawer.ts';

/** What a server draws. @throws SanaError as `RemoteEngine.load` */
export async function serverDrawer(
  { model, key, safety, signal }: EngineOptions,
  address: string,
  decode: PictureDecoder,
): Promise<Drawer> {
  const server = serverAddress(address);
  const credentials = key === undefined ? [] : [new Credential(server, key)];
  const engine = new RemoteEngine({ server, decode, credentials, guard: await safetyGuard(safety) });
  const wanted = typeof model === 'string' ? model : undefined;
  const { defaults } = await engine.load(wanted, signal);
  const ending = new AbortController();
  return {
    info: { model: defaults.model, defaults, device: 'server', remarks: engine.remarks({ prompt: 'a' }) },
    draw: (request, { signal: stop, onProgress, onPicture }) =>
      engine.generate(request, {
        ...{ onProgress, onPicture },
        signal: stop ? AbortSignal.any([stop, ending.signal]) : ending.signal,
      }),
    encode: encodePng,
    decode: (file, name) => decodeFile(decode, file, name),
    end: () => ending.abort(),
  };
}
