import type { PartName, PartPlace, PartPlaces } from '@sana-studio/core';
import type { Context } from './context.ts';
import type { Manifest } from './manifest.ts';
import { isReplaced, partEntries, partGone } from './model-parts.ts';

/** Opens what of a model is on this computer. @throws SanaError `model-incomplete` for what is not there any more */
export async function localPlaces({ openLocal }: Context, { id: model, title, parts }: Manifest): Promise<PartPlaces> {
  const places: Partial<Record<PartName, PartPlace>> = {};
  for (const [part, kept] of partEntries(parts)) {
    if (kept.kind !== 'local') continue;
    const facts = { title, model, place: kept.reference };
    const place = await openLocal(part, kept.reference).catch((error: unknown) => {
      throw partGone(part, facts, error);
    });
    places[part] = place ?? goneFrom(part, facts);
  }
  return places;
}

function goneFrom(...facts: Parameters<typeof partGone>): never {
  throw partGone(...facts);
}

/** A model whose own parts are not asked for, as others take their place. */
export function without(manifest: Manifest, instead: readonly PartName[]): Manifest {
  if (instead.length === 0) return manifest;
  const others = partEntries(manifest.parts).filter(([part]) => !instead.includes(part));
  const replaced = Object.fromEntries(instead.map(part => [part, { kind: 'local', reference: '' } as const]));
  const files = manifest.files.map(file => (isReplaced(file.path, replaced) ? { ...file, wanted: [] } : file));
  return { ...manifest, files, parts: Object.fromEntries(others) };
}
