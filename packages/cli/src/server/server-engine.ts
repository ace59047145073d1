import { Credential, type PromptGuard } from '@sana-studio/core';
import { RemoteEngine, serverAddress } from '@sana-studio/serving';
import { decodePicture } from '@sana-studio/serving/node';
import { serverKey } from './server-key.ts';

/**
 * @param said what `--server` says
 * @returns what gives an engine of its own with each call, all with the same key
 * @throws SanaError `request-invalid` for what is no address
 */
export async function serverEngines(said: string, guard: PromptGuard): Promise<() => RemoteEngine> {
  const server = serverAddress(said);
  const key = await serverKey(server);
  const credentials = key ? [new Credential(server, key)] : [];
  return () => new RemoteEngine({ server, guard, decode: decodePicture, credentials });
}
