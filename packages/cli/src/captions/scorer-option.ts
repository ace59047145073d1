import { CLIP_FILES, CLIPS, MINI_MODEL, openClipScorer, openMiniScorer, type Scorer } from '@sana-studio/captions';
import { type Folder, SanaError } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { InvalidArgumentError } from 'commander';
import { chooseRuntime, type DeviceChoice } from '../device.ts';
import { BUILT_IN_MODEL } from '../model-argument.ts';
import { statusOf } from '../status-of.ts';
import { clipOf, keptNetwork } from './network-files.ts';

export const NO_SCORER = 'none';

/** What `--scorer` may say: a name, or for CLIP a name and the folder that it is in. */
export function scorerName(text: string): string {
  const [name = '', folder] = splitAtFirst(text, ':');
  if ([NO_SCORER, MINI_MODEL].includes(name) && folder === undefined) return text;
  if (clipOf(name)) return text;
  throw new InvalidArgumentError(
    `It must be none, ${Object.keys(CLIPS).join(', ')} (with :FOLDER if it is elsewhere), or ${MINI_MODEL}.`,
  );
}

function splitAtFirst(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** @returns undefined for none @throws SanaError `scorer-missing`, and what opening throws */
export async function openScorer(said: string, device: DeviceChoice): Promise<Scorer | undefined> {
  if (said === NO_SCORER) return undefined;
  if (said === MINI_MODEL) return openMiniScorer(diskFolder(BUILT_IN_MODEL));
  const [name, folder] = splitAtFirst(said, ':');
  const id = clipOf(name)!;
  const files = folder === undefined ? await keptNetwork(id) : folderWith(folder);
  if (!files) throw new SanaError('scorer-missing', { title: CLIPS[id].label, id });
  return openClipScorer(await chooseRuntime(device), files, id);
}

/** A folder with all that is needed. */
function folderWith(folder: string): Folder | undefined {
  return CLIP_FILES.every(file => statusOf(`${folder}/${file}`)?.isFile()) ? diskFolder(folder) : undefined;
}
