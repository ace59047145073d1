import { resolve } from 'node:path';
import { type PartName, type PartPlace, type PartPlaces, SanaError } from '@sana-studio/core';
import { localPart } from '@sana-studio/core/node';
import type { OpenLocal, PartSpec, PartSpecs } from '@sana-studio/models';
import { OLLAMA, resolveOllama } from '@sana-studio/models/node';
import { FLAGS, OWN, type PartFlags } from './part-option.ts';

/** Opens what a model was told to take from this computer. */
export const openLocal: OpenLocal = async (part, reference) =>
  localPart(part, reference.startsWith(OLLAMA) ? await resolveOllama(reference) : reference);

const referenceOf = (said: string) => (said.startsWith(OLLAMA) ? said : resolve(said));

async function openSaid(part: PartName, said: string): Promise<PartPlace> {
  const place = await openLocal(part, referenceOf(said));
  if (place) return place;
  throw new SanaError('file-missing:path', { file: said });
}

/** What the flags name, for one run. @throws SanaError `file-missing`, and what resolveOllama throws */
export async function placesOf(flags: PartFlags): Promise<PartPlaces> {
  const places: Partial<Record<PartName, PartPlace>> = {};
  for (const [flag, part] of FLAGS) {
    const said = flags[flag];
    if (said !== undefined) places[part] = await openSaid(part, said);
  }
  return places;
}

/** What the flags name, for a kept model. Looked for now, so that a wrong path is told before anything is fetched. */
export async function specsOf(flags: PartFlags): Promise<PartSpecs | undefined> {
  const specs: Partial<Record<PartName, PartSpec | null>> = {};
  for (const [flag, part] of FLAGS) {
    const said = flags[flag];
    if (said === undefined) continue;
    if (said !== OWN) await openSaid(part, said);
    specs[part] = said === OWN ? null : { kind: 'local', reference: referenceOf(said) };
  }
  return Object.keys(specs).length === 0 ? undefined : specs;
}
