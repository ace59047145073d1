import type { Folder } from './checkpoint/tensors/tensors.ts';

/** Where something is that is added to a model: a file in a folder, or a part of a folder, with a slash at its end, or all of it (empty). */
export interface Addition {
  readonly folder: Folder;
  readonly place: string;
  /** What pictures remember it by, without where it is on somebody's disk. Default: the name that it was asked for by. */
  readonly name?: string | undefined;
}

/**
 * Finds what requests name beside the model. A shell knows what names mean: paths, files that were chosen, repositories.
 * @param sha256 of the file that a picture was made with, where it is known
 * @returns undefined where there is nothing of this name
 */
export type OpenAddition = (
  kind: 'lora' | 'controlnet',
  name: string,
  sha256?: string | undefined,
) => Promise<Addition | undefined>;
