import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelFolder, openModelFolder, type PartPlaces, SanaError, withParts } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { parseModelReference } from '@sana-studio/models';
import { openLibrary } from './models/library.ts';
import { statusOf } from './status-of.ts';

/** The built-in model: beside the bundles, or, where they were installed, in a package of its own. */
export const BUILT_IN_MODEL = builtInModel();

export const BUILT_IN_ID = 'sana-mini';
/** The side of its square, as its sana.json has it: for lists, which do not open it. */
export const BUILT_IN_PIXELS = 512;

export interface OpenedModel {
  readonly model: ModelFolder;
  /** What requests call it. */
  readonly name: string;
}

/** The folder that `--model` names, if it names one. */
export function folderOf(reference: string | undefined): string | undefined {
  if (reference !== undefined && statusOf(reference)?.isDirectory()) return reference;
  return reference === undefined || reference === BUILT_IN_ID ? BUILT_IN_MODEL : undefined;
}

/**
 * Opens what `--model` names: a folder, a model that was added, or without it the built-in model.
 * @param places parts from elsewhere
 * @throws SanaError `model-not-found`, `model-incomplete` with what to do, and what opening throws
 */
export async function openModelArgument(reference: string | undefined, places: PartPlaces = {}): Promise<OpenedModel> {
  const folder = folderOf(reference);
  if (folder !== undefined) {
    const model = await openModelFolder(withParts(diskFolder(folder), places));
    return { model, name: model.settings.name ?? basename(resolve(folder)) };
  }
  const id = await storedId(reference!, Object.keys(places).length > 0);
  return { model: await openModelFolder(await (await openLibrary()).open(id, places)), name: id };
}

/**
 * The id of a stored model that can be opened.
 * @param hasOthers others take the place of some of its parts: what of it is needed is known when it is opened
 * @throws SanaError `model-not-found`, `model-incomplete` with what to do
 */
export async function storedId(reference: string, hasOthers = false): Promise<string> {
  const stored = await (await openLibrary()).get(reference);
  // what is gone is told of by name when it is opened
  if (stored?.usable || (stored && (hasOthers || stored.parts?.some(({ here }) => !here)))) return stored.id;
  if (stored) {
    throw new SanaError('model-incomplete:argument', { title: stored.title, model: stored.id });
  }
  if (statusOf(reference)?.isFile()) throw new SanaError('model-not-found:file', { file: reference });
  const reason = canBeFetched(reference) ? 'model-not-found:not-fetched' : 'model-not-found:argument';
  throw new SanaError(reason, { model: reference });
}

/** Whether it can be the name of a model at some source. */
export function canBeFetched(reference: string): boolean {
  try {
    parseModelReference(reference);
    return true;
  } catch {
    return false;
  }
}

function builtInModel(): string {
  const beside = fileURLToPath(new URL('../models/sana-mini', import.meta.url));
  if (statusOf(beside)) return beside;
  try {
    const manifest = createRequire(import.meta.url).resolve('@sana-studio/sana-mini/package.json');
    return join(dirname(manifest), 'model');
  } catch {
    return beside; // which is then said to be missing
  }
}
