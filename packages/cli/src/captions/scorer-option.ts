import { CLIP_FILES, CLIPS, MINI_MODEL, openClipScorer, openMiniScorer, type Scorer } from '@sana-studio/captions';
import { type Folder, SanaError } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { chooseRuntime } from '../device.ts';
import type { DeviceChoice } from '../device-option.ts';
import { BUILT_IN_MODEL } from '../model-argument.ts';
import { statusOf } from '../status-of.ts';
import { NO_SCORER, splitAtFirst } from './caption-names.ts';
import { clipOf, keptNetwork } from './network-files.ts';

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
