import { Credential, type PromptGuard } from '@sana-studio/core';
import { RemoteEngine, serverAddress } from '@sana-studio/serving';
import { decodePicture } from '@sana-studio/serving/node';
import { Option } from 'commander';

/** Where a key comes from: what stands on a command line is seen by every other program. */
export const KEY = 'SANA_SERVER_KEY';

export const serverOption = (): Option =>
  new Option('--server <url>', `draw there instead of here: an OpenAI-compatible server; its key in ${KEY}`);

/**
 * @param said what `--server` says
 * @throws SanaError `request-invalid` for what is no address
 */
export function serverEngine(said: string, guard: PromptGuard): RemoteEngine {
  const server = serverAddress(said);
  const key = process.env[KEY]?.trim();
  return new RemoteEngine({
    server,
    guard,
    decode: decodePicture,
    credentials: key ? [new Credential(server, key)] : [],
  });
}
