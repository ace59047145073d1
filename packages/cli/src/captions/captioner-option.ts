import { type Captioner, endpointCaptioner, PROMPT_TYPE, storedCaptioner } from '@sana-studio/captions';
import { Credential, SanaError } from '@sana-studio/core';
import { serverAddress } from '@sana-studio/core/server';
import { endpointModel } from './caption-names.ts';
import { decode } from './decode.ts';
import { type LocalModels, localChoice } from './local-option.ts';

/** Where a key comes from: what stands on a command line is seen by every other program. */
export const KEY = 'SANA_CAPTION_KEY';
const STORED = 'stored';

export interface EndpointFlags {
  readonly endpoint: string;
  readonly sendTo?: readonly string[];
}

/** What is asked at an endpoint. @throws SanaError `request-invalid` */
export function endpointOptions(model: string, { endpoint }: EndpointFlags) {
  const key = process.env[KEY]?.trim();
  const credentials = key ? [new Credential(serverAddress(endpoint), key)] : [];
  return { server: endpoint, model, credentials, decode };
}

/** Pictures go to no host that was not named. @throws SanaError `access-denied` */
export function assertMaySend(where: Captioner['where'], sendTo: readonly string[] = []): void {
  if (where !== 'here' && !sendTo.includes(where.host)) {
    throw new SanaError('access-denied:captions-consent', { host: where.host });
  }
}

/**
 * What `--with` names, each with a type of its own.
 * @param local opens models that run here
 * @throws SanaError `request-invalid`, `access-denied`, `captioner-unavailable`, `file-missing`
 */
export async function captionersOf(
  said: readonly string[],
  flags: EndpointFlags,
  local: LocalModels,
): Promise<readonly Captioner[]> {
  const captioners: Captioner[] = [];
  for (const one of new Set(said)) captioners.push(await captionerOf(one, flags, local));
  for (const [index, { type, label, where }] of captioners.entries()) {
    const first = captioners.slice(0, index).find(other => other.type === type);
    if (first) throw new SanaError('request-invalid:captions-type', { first: first.label, second: label, type });
    assertMaySend(where, flags.sendTo);
  }
  return captioners;
}

async function captionerOf(said: string, flags: EndpointFlags, local: LocalModels): Promise<Captioner> {
  if (said === STORED) return storedCaptioner(STORED);
  const choice = localChoice(said);
  if (choice) return local.captioner(choice);
  const model = endpointModel(said);
  if (model === undefined) throw new SanaError('request-invalid:captions-with', { given: said });
  return endpointCaptioner(endpointOptions(model, flags));
}

/** Writes side files of its own; what is stored becomes the text of a picture. */
export function writesFiles({ type }: Captioner): boolean {
  return type !== PROMPT_TYPE;
}
