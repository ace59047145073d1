import { CLIP_IDS, MINI_MODEL } from '@sana-studio/captions';
import { InvalidArgumentError } from 'commander';

/** Ollama's. */
export const ENDPOINT = 'http://127.0.0.1:11434/v1';

const OF_ENDPOINT = 'endpoint:';

/** The model that `endpoint:MODEL` names, if it does. */
export function endpointModel(said: string): string | undefined {
  const model = said.startsWith(OF_ENDPOINT) ? said.slice(OF_ENDPOINT.length).trim() : '';
  return model === '' ? undefined : model;
}

export const NO_SCORER = 'none';

/** What `--scorer` may say: a name, or for CLIP a name and the folder that it is in. */
export function scorerName(text: string): string {
  const [name = '', folder] = splitAtFirst(text, ':');
  if ([NO_SCORER, MINI_MODEL].includes(name) && folder === undefined) return text;
  if ((CLIP_IDS as readonly string[]).includes(name)) return text;
  throw new InvalidArgumentError(
    `It must be none, ${CLIP_IDS.join(', ')} (with :FOLDER if it is elsewhere), or ${MINI_MODEL}.`,
  );
}

export function splitAtFirst(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
